// The two custom roles, from the same files that the tests and the lab enforce, given to the two identities.
targetScope = 'resourceGroup'

param name string
param triagePrincipalId string
param resolutionPrincipalId string

var triage = loadJsonContent('../roles/triage.json')
var resolution = loadJsonContent('../roles/resolution.json')

resource triageRole 'Microsoft.Authorization/roleDefinitions@2022-04-01' = {
  name: guid(resourceGroup().id, name, triage.name)
  properties: {
    roleName: '${triage.name} (${resourceGroup().name})'
    description: triage.description
    type: 'CustomRole'
    assignableScopes: [resourceGroup().id]
    permissions: [
      {
        actions: triage.actions
        notActions: triage.notActions
        dataActions: triage.dataActions
        notDataActions: triage.notDataActions
      }
    ]
  }
}

resource resolutionRole 'Microsoft.Authorization/roleDefinitions@2022-04-01' = {
  name: guid(resourceGroup().id, name, resolution.name)
  properties: {
    roleName: '${resolution.name} (${resourceGroup().name})'
    description: resolution.description
    type: 'CustomRole'
    assignableScopes: [resourceGroup().id]
    permissions: [
      {
        actions: resolution.actions
        notActions: resolution.notActions
        dataActions: resolution.dataActions
        notDataActions: resolution.notDataActions
      }
    ]
  }
}

resource triageAssignment 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(resourceGroup().id, triagePrincipalId, triageRole.id)
  properties: {
    principalId: triagePrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: triageRole.id
  }
}

resource resolutionAssignment 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(resourceGroup().id, resolutionPrincipalId, resolutionRole.id)
  properties: {
    principalId: resolutionPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: resolutionRole.id
  }
}
