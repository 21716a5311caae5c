package io.camus.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.spi.StorePath;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DirectoriesTest {
  private static List<String> problems(String destination, String base, String history) {
    return problems(destination, base, history, Optional.empty(), Optional.empty());
  }

  private static List<String> problems(
      String destination,
      String base,
      String history,
      Optional<String> errors,
      Optional<String> counts) {
    return new Directories(
            new StorePath(destination),
            new StorePath(base),
            new StorePath(history),
            errors.map(StorePath::new),
            counts.map(StorePath::new))
        .problems(UnaryOperator.identity());
  }

  @ParameterizedTest
  @CsvSource({
    "/camus/data, /camus/exec, /camus/history",
    "/data, /camus/exec, /camus/exec/history",
    "/data, /camus/exec, /camus",
    "/data, /data2/exec, /data2/history",
    "hdfs://nn/data, hdfs://other/data/exec, hdfs://other/h",
    "/again, /again/.camus/exec, /again/.camus/history"
  })
  void directoriesThatDoNoHarmAreFine(String destination, String base, String history) {
    assertThat(problems(destination, base, history)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/camus/x, /camus/x",
    "/camus/x, /camus/y/../x",
    "/camus/x, //camus//x/./",
    "/camus/x, file:/camus/x",
    "file:///camus/x, file:/camus/x",
    "hdfs://nn:8020/camus/x, hdfs://nn/camus/x"
  })
  void anotherSpellingOfTheDestinationIsTheDestination(String destination, String base) {
    assertThat(problems(destination, base, "/h"))
        .singleElement()
        .asString()
        .contains("etl.execution.base.path = " + new StorePath(base) + " is also etl.destination");
    assertThat(problems(destination, "/b", base))
        .singleElement()
        .asString()
        .contains("etl.execution.history.path", " is also etl.destination.path");
  }

  @ParameterizedTest
  @CsvSource({"/data, /data/exec", "/data, file:/data/a/../b", "/, /exec", "/data, /data/.other"})
  void theLogInTheDataTreeIsRefused(String destination, String base) {
    assertThat(problems(destination, base, destination.equals("/") ? "/.camus/h" : "/h"))
        .singleElement()
        .asString()
        .contains("etl.execution.base.path", "is inside etl.destination.path");
  }

  @Test
  void theDataInsideTheLogOrTheHistoryIsRefused() {
    assertThat(problems("/camus/exec/data", "/camus/exec", "/h"))
        .singleElement()
        .asString()
        .contains("etl.destination.path = /camus/exec/data is inside etl.execution.base.path");
    assertThat(problems("/h/data", "/camus/exec", "/h"))
        .singleElement()
        .asString()
        .contains("is inside etl.execution.history.path = /h");
  }

  @Test
  void whatIsKeptMustNotBeWhereCamusCleansUp() {
    assertThat(problems("/data", "/b", "/b/runs"))
        .singleElement()
        .asString()
        .contains("etl.execution.history.path = /b/runs is inside /b/runs");
    assertThat(problems("/data", "/b", "/h", Optional.of("/b/commits/e"), Optional.of("/b/runs")))
        .hasSize(2);
  }

  @Test
  void deadLettersMayLieBesideDataAndCountsMayNot() {
    assertThat(problems("/data", "/b", "/h", Optional.of("/data/errors"), Optional.of("/data/c")))
        .singleElement()
        .asString()
        .contains("etl.counts.path = /data/c is inside etl.destination.path");
  }

  @Test
  void whatAPathStandsForIsLookedAt() {
    Map<String, String> links = Map.of("/link", "/data/exec");
    assertThat(
            new Directories(
                    new StorePath("/data"),
                    new StorePath("/link"),
                    new StorePath("/h"),
                    Optional.empty(),
                    Optional.empty())
                .problems(path -> new StorePath(links.getOrDefault(path.value(), path.value()))))
        .singleElement()
        .asString()
        .contains("etl.execution.base.path = /link is inside etl.destination.path = /data");
  }
}
