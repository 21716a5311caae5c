package io.camus.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.camus.model.Problem;
import io.camus.model.Problem.Severity;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class UnknownTopicsTest {
  private static List<Problem> problems(
      Set<String> known, Map<String, String> named, String pattern, Set<String> hidden) {
    return UnknownTopics.problems(
        known,
        named,
        pattern.isEmpty() ? List.of() : List.of(Pattern.compile(pattern)),
        it -> hidden);
  }

  @Test
  void aSettingOfATopicThatIsNotThereIsTold() {
    assertThat(
            problems(
                Set.of("logs.web"),
                Map.of(
                    "logs.web",
                    "etl.output.codec.logs.web",
                    "logs.wbe",
                    "etl.output.codec.logs.wbe"),
                "",
                Set.of()))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.severity()).isEqualTo(Severity.NOTICE);
              assertThat(problem.where()).isEqualTo("logs.wbe");
              assertThat(problem.message()).contains("etl.output.codec.logs.wbe");
            });
  }

  @Test
  void aNamedTopicThatMayNotBeSeenIsAProblem() {
    assertThat(
            problems(
                Set.of("logs.web"),
                Map.of("payroll", "kafka.whitelist.topics", "gone", "kafka.whitelist.topics"),
                "",
                Set.of("payroll")))
        .extracting(Problem::where, Problem::severity)
        .containsExactly(tuple("gone", Severity.WARNING), tuple("payroll", Severity.OUTSIDE));
  }

  @Test
  void aPatternOfTheWhiteListThatMatchesIsNotTakenForAName() {
    assertThat(
            problems(
                Set.of("logs-web"),
                Map.of("logs.web", "kafka.whitelist.topics"),
                "logs.web",
                Set.of("logs.web")))
        .isEmpty();
  }

  @Test
  void aPatternOfTheWhiteListThatMatchesNothingIsTold() {
    assertThat(problems(Set.of("logs-web"), Map.of(), "click(s|ed)-.*", Set.of()))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.where()).isEqualTo("kafka.whitelist.topics");
              assertThat(problem.message()).contains("\"click(s|ed)-.*\"");
            });
  }

  @Test
  void aNameOfTheWhiteListIsToldOnce() {
    assertThat(problems(Set.of(), Map.of("clicks", "kafka.whitelist.topics"), "clicks", Set.of()))
        .extracting(Problem::where)
        .containsExactly("clicks");
  }
}
