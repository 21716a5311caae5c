package io.camus.commit;

import static io.camus.commit.Workplace.mixed;
import static org.assertj.core.api.Assertions.assertThat;

import io.camus.commit.PercentBudget.Limits;
import io.camus.model.PulledGroup;
import io.camus.model.RejectionCause;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PercentBudgetTest {
  private static final PercentBudget ONE_AND_TWO =
      new PercentBudget(topic -> new Limits(Optional.of(1.0), 2.0));

  private static Optional<String> judge(
      ErrorBudget budget, long good, RejectionCause cause, long bad) {
    return budget.violation("clicks", List.of(mixed("clicks", good, Map.of(cause, bad))));
  }

  @Test
  void exactlyTheLimitIsAllowed() {
    assertThat(judge(ONE_AND_TWO, 98, RejectionCause.MALFORMED, 2)).isEmpty();
    assertThat(judge(ONE_AND_TWO, 99, RejectionCause.SCHEMA_NOT_FOUND, 1)).isEmpty();
  }

  @Test
  void oneMoreIsTooMuchAndTheKeyIsNamed() {
    assertThat(judge(ONE_AND_TWO, 97, RejectionCause.MALFORMED, 3))
        .hasValueSatisfying(
            why -> assertThat(why).contains("3 of 100", "etl.max.percent.skipped.other"));
    assertThat(judge(ONE_AND_TWO, 98, RejectionCause.SCHEMA_NOT_FOUND, 2))
        .hasValueSatisfying(
            why -> assertThat(why).contains("etl.max.percent.skipped.schemanotfound"));
    assertThat(judge(ONE_AND_TWO, 97, RejectionCause.NO_EVENT_TIME, 3)).isPresent();
  }

  @Test
  void allRangesOfTheTopicCountTogether() {
    List<PulledGroup> groups =
        List.of(
            mixed("clicks", 0, Map.of(RejectionCause.MALFORMED, 2L)),
            mixed("clicks", 98, Map.of()));
    assertThat(ONE_AND_TWO.violation("clicks", groups)).isEmpty();
    assertThat(ONE_AND_TWO.violation("clicks", groups.subList(0, 1))).isPresent();
  }

  @Test
  void schemaErrorsThatAreIgnoredHaveNoLimit() {
    PercentBudget ignoring = new PercentBudget(topic -> new Limits(Optional.empty(), 0));
    assertThat(judge(ignoring, 0, RejectionCause.SCHEMA_NOT_FOUND, 100)).isEmpty();
    assertThat(judge(ignoring, 99, RejectionCause.MALFORMED, 1)).isPresent();
  }

  @Test
  void nullValuesHaveNoBudget() {
    PercentBudget none = new PercentBudget(topic -> new Limits(Optional.of(0.0), 0));
    assertThat(judge(none, 0, RejectionCause.NULL_VALUE, 100)).isEmpty();
  }

  @Test
  void eachTopicHasItsOwnLimits() {
    PercentBudget budget =
        new PercentBudget(
            topic -> new Limits(Optional.of(0.0), topic.equals("noisy") ? 100.0 : 0.0));
    var bad = List.of(mixed("any", 0, Map.of(RejectionCause.MALFORMED, 1L)));
    assertThat(budget.violation("noisy", bad)).isEmpty();
    assertThat(budget.violation("clean", bad)).isPresent();
  }

  @Test
  void nothingPulledIsNoViolation() {
    assertThat(ONE_AND_TWO.violation("clicks", List.of())).isEmpty();
  }

  @Test
  void theShareIsToldInPercent() {
    assertThat(judge(ONE_AND_TWO, 37, RejectionCause.MALFORMED, 3))
        .hasValueSatisfying(why -> assertThat(why).contains("3 of 40 records (7.500 %)"));
  }

  @Test
  void nullValuesAreNotAmongTheRecordsThatAreJudged() {
    PulledGroup half =
        mixed("clicks", 97, Map.of(RejectionCause.NULL_VALUE, 100L, RejectionCause.MALFORMED, 3L));
    assertThat(ONE_AND_TWO.violation("clicks", List.of(half)))
        .hasValueSatisfying(why -> assertThat(why).contains("3 of 100"));
  }
}
