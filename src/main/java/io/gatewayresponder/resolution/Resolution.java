package io.gatewayresponder.resolution;

import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.runbook.Family;
import io.gatewayresponder.runbook.Finding;
import java.util.List;

/**
 * One way to put a fault right: from evidence, and what a person answered, to options with their
 * exact writes. Pure: equal evidence and answers give equal options, so what was approved can be
 * planned again and compared before it is written. A fault that is gone, or a write that would not
 * clear it, gives no option.
 */
public interface Resolution {
  /** The family of the guide that this belongs to. */
  Family family();

  /** A verb phrase, such as {@code AllowGatewaySubnet}; option ids begin with it. */
  String name();

  /**
   * What can be done about these causes.
   *
   * @param causes all of the diagnosis' causes that propose this family, ranked; never empty. They
   *     come together because one rule often blocks several pools, and one plan should clear them
   * @param sight what can be seen now; a resolution trusts it and not the finding's facts
   * @param answers what the person who decides entered for the options' parameters
   */
  List<Option> options(List<Finding> causes, Sight sight, Answers answers);
}
