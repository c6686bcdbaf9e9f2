// Gateway Responder in one resource group: the function app with its three identities, its store and queues, and,
// in the resource groups of the gateways, the two custom roles, the alert rules and the action group.
//
//   az deployment group create -g <group> -f infra/main.bicep -p gatewayResourceGroup=<group of the gateways> \
//     gatewayNames='["shop-gateway"]' entraClientId=<app registration> teamsWebhookUrl=<workflow address>
targetScope = 'resourceGroup'

@description('Where the responder runs.')
param location string = resourceGroup().location

@description('Short name that all resources of the responder carry. Lower case letters and digits.')
@minLength(3)
@maxLength(11)
param name string = 'gwresponder'

@description('The resource group of the gateways that are answered for; also of all that they refer to: networks, public addresses, firewall policies, the identities that read their certificates. What is elsewhere takes an assignment of the two roles there.')
param gatewayResourceGroup string

@description('The gateways that get alert rules.')
param gatewayNames array

@description('Client id of the app registration that signs people in. Its app roles are readerRole and approverRole.')
param entraClientId string

@description('App role that may see incidents.')
param readerRole string = 'GatewayResponder.Reader'

@description('App role that may decide.')
param approverRole string = 'GatewayResponder.Approver'

@description('Address of the Teams workflow that posts cards; empty for no cards. It holds a signature: kept in the vault.')
@secure()
param teamsWebhookUrl string = ''

@description('enabled, or suspended: then nothing is ever written, whatever is approved.')
@allowed(['enabled', 'suspended'])
param writes string = 'enabled'

@description('Where Log Analytics is queried; other clouds have another address than the public one.')
param logsEndpoint string = 'https://api.loganalytics.io'

@description('enabled, or disabled: then the responder makes no TLS handshake with servers of pools to see their certificates.')
@allowed(['enabled', 'disabled'])
param tlsLook string = 'enabled'

@description('FailedRequests in five minutes above which the alert fires.')
param failedRequestsThreshold int = 5

var suffix = uniqueString(resourceGroup().id, name)
var appName = '${name}-${suffix}'
var gatewayScope = '/subscriptions/${subscription().subscriptionId}/resourceGroups/${gatewayResourceGroup}'

// Built-in roles, by their well-known ids.
var roleIds = {
  blobDataOwner: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
  queueDataContributor: '974c5e8b-45b9-4653-ba55-5f855dd0fb88'
  tableDataContributor: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
  serviceBusDataOwner: '090c5cfd-751d-490a-894a-3ce6f1109419'
  keyVaultSecretsUser: '4633458b-17de-408a-b874-0445c86b69e6'
}

// ---- Identities: one runs the app, one may only read gateways, one may make the planned changes ----

resource appIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: '${name}-app'
  location: location
}

resource triageIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: '${name}-triage'
  location: location
}

resource resolutionIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: '${name}-resolution'
  location: location
}

module gatewayRoles 'modules/gateway-roles.bicep' = {
  name: '${name}-gateway-roles'
  scope: resourceGroup(gatewayResourceGroup)
  params: {
    name: name
    triagePrincipalId: triageIdentity.properties.principalId
    resolutionPrincipalId: resolutionIdentity.properties.principalId
  }
}

module subscriptionLists 'modules/subscription-lists.bicep' = {
  name: '${name}-subscription-lists'
  scope: subscription()
  params: {
    name: name
    triagePrincipalId: triageIdentity.properties.principalId
  }
}

// ---- Store and queues; no keys: only the app's identity reaches them ----

resource storage 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: take('${name}${suffix}', 24)
  location: location
  kind: 'StorageV2'
  sku: { name: 'Standard_ZRS' }
  properties: {
    allowBlobPublicAccess: false
    allowSharedKeyAccess: false
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2023-05-01' = {
  parent: storage
  name: 'default'
}

resource packages 'Microsoft.Storage/storageAccounts/blobServices/containers@2023-05-01' = {
  parent: blobs
  name: 'packages'
}

resource bus 'Microsoft.ServiceBus/namespaces@2022-10-01-preview' = {
  name: '${name}-${suffix}'
  location: location
  // Standard: Basic has neither sessions nor duplicate detection.
  sku: { name: 'Standard', tier: 'Standard' }
  properties: {
    disableLocalAuth: true
    minimumTlsVersion: '1.2'
  }
}

resource alertsQueue 'Microsoft.ServiceBus/namespaces/queues@2022-10-01-preview' = {
  parent: bus
  name: 'alerts'
  properties: {
    requiresDuplicateDetection: true
    duplicateDetectionHistoryTimeWindow: 'PT10M'
    lockDuration: 'PT1M'
    maxDeliveryCount: 10
    deadLetteringOnMessageExpiration: true
  }
}

resource resolutionsQueue 'Microsoft.ServiceBus/namespaces/queues@2022-10-01-preview' = {
  parent: bus
  name: 'resolutions'
  properties: {
    // One session per gateway: the gateway allows one operation at a time. Cannot be changed later.
    requiresSession: true
    requiresDuplicateDetection: true
    duplicateDetectionHistoryTimeWindow: 'PT10M'
    lockDuration: 'PT1M'
    maxDeliveryCount: 10
    deadLetteringOnMessageExpiration: true
  }
}

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: take('${name}${suffix}', 24)
  location: location
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enablePurgeProtection: true
  }
}

resource webhookSecret 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = if (!empty(teamsWebhookUrl)) {
  parent: vault
  name: 'teams-webhook-url'
  properties: { value: teamsWebhookUrl }
}

resource blobAccess 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: storage
  name: guid(storage.id, appIdentity.id, roleIds.blobDataOwner)
  properties: {
    principalId: appIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roleIds.blobDataOwner)
  }
}

resource hostQueueAccess 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: storage
  name: guid(storage.id, appIdentity.id, roleIds.queueDataContributor)
  properties: {
    principalId: appIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roleIds.queueDataContributor)
  }
}

resource tableAccess 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: storage
  name: guid(storage.id, appIdentity.id, roleIds.tableDataContributor)
  properties: {
    principalId: appIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roleIds.tableDataContributor)
  }
}

resource busAccess 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: bus
  name: guid(bus.id, appIdentity.id, roleIds.serviceBusDataOwner)
  properties: {
    principalId: appIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roleIds.serviceBusDataOwner)
  }
}

resource vaultAccess 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: vault
  name: guid(vault.id, appIdentity.id, roleIds.keyVaultSecretsUser)
  properties: {
    principalId: appIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roleIds.keyVaultSecretsUser)
  }
}

// ---- The app ----

resource workspace 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: '${name}-logs'
  location: location
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: 30
  }
}

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: '${name}-insights'
  location: location
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspace.id
  }
}

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: '${name}-plan'
  location: location
  kind: 'functionapp'
  sku: { name: 'FC1', tier: 'FlexConsumption' }
  properties: { reserved: true }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: appName
  location: location
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${appIdentity.id}': {}
      '${triageIdentity.id}': {}
      '${resolutionIdentity.id}': {}
    }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: appIdentity.id
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: '${storage.properties.primaryEndpoints.blob}${packages.name}'
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: appIdentity.id
          }
        }
      }
      scaleAndConcurrency: {
        instanceMemoryMB: 2048
        maximumInstanceCount: 40
        // The first alert of the night must not wait for an instance to be made.
        alwaysReady: [{ name: 'http', instanceCount: 1 }]
      }
      runtime: { name: 'java', version: '21' }
    }
    siteConfig: { minTlsVersion: '1.2' }
  }
  dependsOn: [blobAccess, tableAccess, busAccess, vaultAccess]
}

resource settings 'Microsoft.Web/sites/config@2024-04-01' = {
  parent: app
  name: 'appsettings'
  properties: {
    AzureWebJobsStorage__accountName: storage.name
    AzureWebJobsStorage__credential: 'managedidentity'
    AzureWebJobsStorage__clientId: appIdentity.properties.clientId
    APPLICATIONINSIGHTS_CONNECTION_STRING: insights.properties.ConnectionString
    ResponderBus__fullyQualifiedNamespace: '${bus.name}.servicebus.windows.net'
    ResponderBus__credential: 'managedidentity'
    ResponderBus__clientId: appIdentity.properties.clientId
    ResponderTables__endpoint: storage.properties.primaryEndpoints.table
    ResponderTables__clientId: appIdentity.properties.clientId
    RESPONDER_SCOPE: gatewayScope
    RESPONDER_ARM_ENDPOINT: environment().resourceManager
    RESPONDER_LOGS_ENDPOINT: logsEndpoint
    RESPONDER_TLS_LOOK: tlsLook
    RESPONDER_TENANT_ID: tenant().tenantId
    RESPONDER_TRIAGE_CLIENT_ID: triageIdentity.properties.clientId
    RESPONDER_RESOLUTION_CLIENT_ID: resolutionIdentity.properties.clientId
    RESPONDER_BASE_URL: 'https://${app.properties.defaultHostName}'
    RESPONDER_TEAMS_WEBHOOK_URL: empty(teamsWebhookUrl) ? '' : '@Microsoft.KeyVault(VaultName=${vault.name};SecretName=teams-webhook-url)'
    RESPONDER_READER_ROLE: readerRole
    RESPONDER_APPROVER_ROLE: approverRole
    RESPONDER_APPROVAL_MINUTES: '60'
    RESPONDER_WRITES: writes
    RESPONDER_VERIFY_EVERY_SECONDS: '30'
    RESPONDER_VERIFY_LOOKS: '20'
    RESPONDER_LOOK_AGAIN_SECONDS: '120'
    RESPONDER_RECONCILE_SCHEDULE: '0 */2 * * * *'
  }
}

// Signs people in before any page; only the webhook (guarded by its key) and the health answer are left out.
resource signIn 'Microsoft.Web/sites/config@2024-04-01' = {
  parent: app
  name: 'authsettingsV2'
  properties: {
    platform: { enabled: true }
    globalValidation: {
      requireAuthentication: true
      unauthenticatedClientAction: 'RedirectToLoginPage'
      redirectToProvider: 'azureactivedirectory'
      excludedPaths: ['/api/alerts', '/api/health']
    }
    identityProviders: {
      azureActiveDirectory: {
        enabled: true
        registration: {
          clientId: entraClientId
          openIdIssuer: '${environment().authentication.loginEndpoint}${tenant().tenantId}/v2.0'
        }
        validation: { allowedAudiences: [entraClientId, 'api://${entraClientId}'] }
      }
    }
    login: { tokenStore: { enabled: false } }
  }
}

// ---- What calls the app ----

module alerts 'modules/gateway-alerts.bicep' = {
  name: '${name}-gateway-alerts'
  scope: resourceGroup(gatewayResourceGroup)
  params: {
    name: name
    gatewayNames: gatewayNames
    failedRequestsThreshold: failedRequestsThreshold
    intakeUrl: 'https://${app.properties.defaultHostName}/api/alerts?code=${listKeys('${app.id}/host/default', '2024-04-01').functionKeys.default}'
  }
}

output console string = 'https://${app.properties.defaultHostName}/api/console'
output functionApp string = app.name
