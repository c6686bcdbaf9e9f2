// Alerts are listed per subscription, so the right to list them has to be given there: that one action, nothing else.
targetScope = 'subscription'

param name string
param triagePrincipalId string

resource listAlerts 'Microsoft.Authorization/roleDefinitions@2022-04-01' = {
  name: guid(subscription().id, name, 'Gateway Responder Alert Reader')
  properties: {
    roleName: 'Gateway Responder Alert Reader (${name})'
    description: 'Lists fired alerts, to find those that never reached the responder.'
    type: 'CustomRole'
    assignableScopes: [subscription().id]
    permissions: [
      {
        actions: ['Microsoft.AlertsManagement/alerts/read']
        notActions: []
        dataActions: []
        notDataActions: []
      }
    ]
  }
}

resource assignment 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(subscription().id, triagePrincipalId, listAlerts.id)
  properties: {
    principalId: triagePrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: listAlerts.id
  }
}
