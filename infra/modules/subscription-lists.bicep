// Alerts, App Service apps, network watchers and the Activity Log are listed per subscription, so the rights to list them
// have to be given there; watchers are also asked there, since Azure keeps them in a group of its own. Nothing else.
targetScope = 'subscription'

param name string
param triagePrincipalId string

resource listReader 'Microsoft.Authorization/roleDefinitions@2022-04-01' = {
  name: guid(subscription().id, name, 'Gateway Responder List Reader')
  properties: {
    roleName: 'Gateway Responder List Reader (${name})'
    description: 'Lists what is listed per subscription: fired alerts, apps, network watchers (and asks them for a connection), recent changes.'
    type: 'CustomRole'
    assignableScopes: [subscription().id]
    permissions: [
      {
        actions: [
          'Microsoft.AlertsManagement/alerts/read'
          'Microsoft.Insights/eventtypes/values/read'
          'Microsoft.Network/networkWatchers/read'
          'Microsoft.Network/networkWatchers/connectivityCheck/action'
          'Microsoft.Web/sites/read'
        ]
        notActions: []
        dataActions: []
        notDataActions: []
      }
    ]
  }
}

resource assignment 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(subscription().id, triagePrincipalId, listReader.id)
  properties: {
    principalId: triagePrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: listReader.id
  }
}
