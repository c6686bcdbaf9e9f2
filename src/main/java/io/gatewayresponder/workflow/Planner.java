package io.gatewayresponder.workflow;

import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.resolution.Answers;
import io.gatewayresponder.resolution.Option;
import io.gatewayresponder.runbook.Diagnosis;
import java.util.List;

/** Makes options of a diagnosis. Pure: the same sight and answers give the same options. */
@FunctionalInterface
public interface Planner {
  List<Option> options(Diagnosis diagnosis, Sight sight, Answers answers);
}
