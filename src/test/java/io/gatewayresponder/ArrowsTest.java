package io.gatewayresponder;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.gatewayresponder.functions.Wiring;
import io.gatewayresponder.resolution.Change;
import io.gatewayresponder.workflow.Ports;
import java.time.Clock;
import java.time.Instant;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The arrows of the design, each with its reason. Plain tests, so that a rule that runs nothing
 * cannot pass.
 */
class ArrowsTest {
  private static final String HOUSE = "io.gatewayresponder.";

  private static final String[] PURE = {
    HOUSE + "incident..",
    HOUSE + "evidence..",
    HOUSE + "runbook..",
    HOUSE + "resolution..",
    HOUSE + "approval..",
    HOUSE + "workflow.."
  };

  private static final JavaClasses PRODUCTION =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.gatewayresponder");

  private static final JavaClasses LAB =
      new ClassFileImporter()
          .withImportOption(location -> location.contains("/lab/"))
          .importPackages("io.gatewayresponder.lab");

  private static ArchRule mayUse(String part, String because, String... allowed) {
    String[] house = new String[allowed.length + 1];
    house[0] = HOUSE + part + "..";
    for (int i = 0; i < allowed.length; i++) {
      house[i + 1] = HOUSE + allowed[i] + "..";
    }
    return classes()
        .that()
        .resideInAPackage(HOUSE + part + "..")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(house).or(not(resideInAnyPackage("io.gatewayresponder.."))))
        .because(because);
  }

  @Test
  void there_is_something_to_check() {
    assertTrue(PRODUCTION.size() > 50, "production classes are imported");
    assertTrue(LAB.size() > 20, "lab classes are imported");
  }

  @Test
  void a_planted_violation_is_found() {
    ArchRule planted =
        mayUse("workflow", "planted: the use cases do use more than evidence", "evidence");
    assertThrows(AssertionError.class, () -> planted.check(PRODUCTION));
  }

  @Test
  void evidence_stands_alone() {
    mayUse("evidence", "a record of what was seen knows nobody who judges it").check(PRODUCTION);
  }

  @Test
  void an_incident_knows_only_evidence() {
    mayUse("incident", "an incident's life is a pure state machine", "evidence").check(PRODUCTION);
  }

  @Test
  void the_runbook_knows_no_particular_step() {
    classes()
        .that()
        .resideInAPackage(HOUSE + "runbook")
        .should()
        .onlyDependOnClassesThat(
            not(
                resideInAnyPackage(
                    HOUSE + "runbook.steps..",
                    HOUSE + "resolution..",
                    HOUSE + "approval..",
                    HOUSE + "workflow..",
                    HOUSE + "azure..",
                    HOUSE + "functions..")))
        .because("steps are added without touching how a runbook is walked")
        .check(PRODUCTION);
  }

  @Test
  void steps_resolutions_and_approval_know_the_runbook_and_no_use_case() {
    mayUse("runbook", "steps judge evidence", "evidence", "incident", "resolution")
        .check(PRODUCTION);
    mayUse("resolution", "plans follow from evidence", "evidence", "incident", "runbook")
        .check(PRODUCTION);
    mayUse(
            "approval",
            "who may approve does not depend on how it is asked",
            "evidence",
            "incident",
            "resolution")
        .check(PRODUCTION);
  }

  @Test
  void the_use_cases_know_no_outer_part() {
    mayUse(
            "workflow",
            "the use cases see the world only through their ports",
            "evidence",
            "incident",
            "runbook",
            "resolution",
            "approval")
        .check(PRODUCTION);
  }

  @Test
  void the_command_line_is_a_program_beside_the_functions() {
    mayUse(
            "cli",
            "a terminal sends no messages, approves nothing and writes nothing",
            "evidence",
            "incident",
            "runbook",
            "resolution",
            "workflow",
            "azure")
        .check(PRODUCTION);
    noClasses()
        .that()
        .resideOutsideOfPackage(HOUSE + "cli..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(HOUSE + "cli..")
        .because("what the app needs is not written for a terminal")
        .check(PRODUCTION);
    noClasses()
        .that()
        .resideInAPackage(HOUSE + "cli..")
        .should()
        .dependOnClassesThat()
        .areAssignableTo(Ports.ArmWriter.class)
        .because("whoever diagnoses from a terminal changes nothing")
        .check(PRODUCTION);
  }

  @Test
  void only_azure_uses_the_sdks() {
    noClasses()
        .that()
        .resideOutsideOfPackages(HOUSE + "azure..", HOUSE + "lab..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.azure..")
        .because("an SDK that changes must be a change of one package")
        .check(PRODUCTION);
  }

  @Test
  void what_judges_touches_no_world() {
    noClasses()
        .that()
        .resideInAnyPackage(PURE)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.net.http..",
            "java.nio.file..",
            "java.sql..",
            "com.azure..",
            "com.microsoft..",
            "reactor..")
        .because("a judgement can be replayed from recorded evidence only if it reads nothing else")
        .check(PRODUCTION);
  }

  @Test
  void what_judges_asks_no_clock_of_its_own() {
    noClasses()
        .that()
        .resideInAnyPackage(PURE)
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(Clock.class, "systemUTC")
        .because("clocks are parameters")
        .check(PRODUCTION);
  }

  @Test
  void only_the_gate_sends_writes() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(HOUSE + "workflow.Writing")
        .should()
        .callMethod(Ports.ArmWriter.class, "send", Change.class)
        .because("no ARM write without a redeemed approval")
        .check(PRODUCTION);
  }

  @Test
  void only_the_wiring_constructs_adapters() {
    noClasses()
        .that()
        .resideOutsideOfPackages(HOUSE + "azure..", HOUSE + "teams..")
        .and()
        .haveNameNotMatching(Pattern.quote(Wiring.class.getName()) + "(\\$.*)?")
        .and()
        .doNotHaveFullyQualifiedName(HOUSE + "cli.Main")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(HOUSE + "azure..", HOUSE + "teams..")
        .because("one place in each program says what talks to the world")
        .check(PRODUCTION);
  }

  @Test
  void the_lab_speaks_the_wire() {
    noClasses()
        .that()
        .resideInAPackage(HOUSE + "lab..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("io.gatewayresponder..")
                .and(not(resideInAnyPackage(HOUSE + "lab..", HOUSE + "functions.."))))
        .because("a twin that shares code with the responder shares its errors")
        .check(LAB);
  }
}
