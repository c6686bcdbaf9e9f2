// The alert rules of each gateway, and the action group that calls the responder.
targetScope = 'resourceGroup'

param name string
param gatewayNames array
param failedRequestsThreshold int

@description('The alert intake with its key.')
@secure()
param intakeUrl string

resource onCall 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: '${name}-on-call'
  location: 'global'
  properties: {
    groupShortName: take(name, 12)
    enabled: true
    webhookReceivers: [
      {
        name: 'gateway-responder'
        serviceUri: intakeUrl
        useCommonAlertSchema: true
      }
    ]
  }
}

resource gateways 'Microsoft.Network/applicationGateways@2023-11-01' existing = [for gateway in gatewayNames: {
  name: gateway
}]

resource failedRequests 'Microsoft.Insights/metricAlerts@2018-03-01' = [for (gateway, i) in gatewayNames: {
  name: '${gateway}-failed-requests'
  location: 'global'
  properties: {
    description: 'Clients get errors that the gateway or its back ends made.'
    severity: 1
    enabled: true
    autoMitigate: true
    scopes: [gateways[i].id]
    evaluationFrequency: 'PT1M'
    windowSize: 'PT5M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          name: 'failed'
          metricNamespace: 'Microsoft.Network/applicationGateways'
          metricName: 'FailedRequests'
          operator: 'GreaterThan'
          threshold: failedRequestsThreshold
          timeAggregation: 'Total'
        }
      ]
    }
    actions: [{ actionGroupId: onCall.id }]
  }
}]

resource unhealthyHosts 'Microsoft.Insights/metricAlerts@2018-03-01' = [for (gateway, i) in gatewayNames: {
  name: '${gateway}-unhealthy-hosts'
  location: 'global'
  properties: {
    description: 'A back end does not answer the health probe.'
    severity: 2
    enabled: true
    autoMitigate: true
    scopes: [gateways[i].id]
    evaluationFrequency: 'PT1M'
    windowSize: 'PT5M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          name: 'unhealthy'
          metricNamespace: 'Microsoft.Network/applicationGateways'
          metricName: 'UnhealthyHostCount'
          operator: 'GreaterThan'
          threshold: 0
          timeAggregation: 'Average'
        }
      ]
    }
    actions: [{ actionGroupId: onCall.id }]
  }
}]
