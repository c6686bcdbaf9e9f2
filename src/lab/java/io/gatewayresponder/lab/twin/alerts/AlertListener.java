package io.gatewayresponder.lab.twin.alerts;

/** Is told when an alert fires or resolves. */
interface AlertListener {
  void changed(Alert alert, Alert.Observation seen);
}
