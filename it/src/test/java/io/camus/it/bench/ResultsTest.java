package io.camus.it.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultsTest {
  private static final Workload TOPIC = Workload.ALL.get(0).sized(1_000, 4);

  private final Results results =
      new Results(new Loaded(TOPIC, 200_000, Tally.NOTHING, Tally.NOTHING));

  @Test
  void ratioIsTheMedianOfTheRatiosWithinEachRound() {
    // The machine is twice as slow in the second round and four times in the third.
    round("base", 1, "other", 3);
    round("base", 2, "other", 2);
    round("base", 4, "other", 8);

    assertThat(results.medianRatio("other", ResultsTest::cpu)).isEqualTo(2, within(1e-9));
    assertThat(results.medianRatio("base", ResultsTest::cpu)).isEqualTo(1, within(1e-9));
    assertThat(results.median("other", ResultsTest::cpu)).isEqualTo(3, within(1e-9));
  }

  @Test
  void medianOfAnEvenNumberOfRoundsIsBetweenTheMiddleTwo() {
    round("base", 1, "other", 1);
    round("base", 2, "other", 2);

    assertThat(results.median("base", ResultsTest::cpu)).isEqualTo(1.5, within(1e-9));
  }

  @Test
  void tableHasARowForEachContenderInTheOrderOfTheirTurns() {
    round("perf-test", 2, "camus-null", 1);

    List<String> lines = BenchTable.lines(results);

    assertThat(lines).hasSize(4);
    assertThat(lines.get(2)).isEqualTo("| perf-test | 250 | 4.0 | 2.0 | 1 | 2 | 3 | 1.00 | 1.00 |");
    assertThat(lines.get(3))
        .isEqualTo("| camus-null | 500 | 2.0 | 1.0 | 1 | 2 | 3 | 0.50 | 0.50 |");
  }

  @Test
  void slopeIsWhatOneMoreMessageCosts() {
    Results larger =
        new Results(new Loaded(TOPIC.sized(3_001_000, 4), 9, Tally.NOTHING, Tally.NOTHING));
    round("perf-test", 2, "camus-null", 4);
    larger.add("perf-test", result(5));
    larger.add("camus-null", result(10));
    Slope slope = new Slope(results, larger);

    assertThat(slope.cpuMicros("perf-test")).isEqualTo(1, within(1e-9));
    assertThat(slope.wallMicros("perf-test")).isEqualTo(2, within(1e-9));
    assertThat(slope.cpuRatio("camus-null")).isEqualTo(2, within(1e-9));
    assertThat(BenchTable.lines(slope))
        .containsExactly(
            "| process, from 1,000 to 3,001,000 messages | CPU us a message | wall us a message |"
                + " CPU ratio |",
            "|---|--:|--:|--:|",
            "| perf-test | 1.00 | 2.00 | 1.00 |",
            "| camus-null | 2.00 | 4.00 | 2.00 |");
  }

  @Test
  void jsonHasMachineAndEachRound() throws IOException {
    round("perf-test", 2, "camus-null", 1);
    round("perf-test", 4, "camus-null", 3);

    JsonNode json =
        new ObjectMapper()
            .readTree(BenchJson.of(new Machine("chip", 2, 8, "os", "17"), List.of(results)));

    assertThat(json.at("/machine/cores").asInt()).isEqualTo(2);
    JsonNode workload = json.at("/workloads/0");
    assertThat(workload.at("/messages").asLong()).isEqualTo(1_000);
    assertThat(workload.at("/contenders/1/name").asText()).isEqualTo("camus-null");
    assertThat(workload.at("/contenders/1/rounds")).hasSize(2);
    assertThat(workload.at("/contenders/1/rounds/1/cpuSeconds").asDouble()).isEqualTo(3);
    assertThat(workload.at("/contenders/1/medians/cpuRatio").asDouble()).isEqualTo(0.625);
  }

  private void round(String first, double firstCpu, String second, double secondCpu) {
    results.add(first, result(firstCpu));
    results.add(second, result(secondCpu));
  }

  private static Result result(double cpu) {
    return new Result(new Usage(2 * cpu, cpu, 1 << 20), 2 << 20, 3);
  }

  private static double cpu(Result result) {
    return result.usage().cpuSeconds();
  }
}
