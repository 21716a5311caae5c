package io.camus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camus.model.CamusException;
import io.camus.model.CommitUnknownException;
import io.camus.model.ConfigurationException;
import io.camus.model.SourceException;
import io.camus.model.StorageException;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Command;

class MainTest {
  private final CommandLineFixture camus = new CommandLineFixture();

  @Test
  void withoutAVerbItPrintsHelp() {
    assertThat(camus.execute()).isZero();
    assertThat(camus.out())
        .contains(
            "Usage: camus",
            "run",
            "plan",
            "config",
            "verify",
            "offsets",
            "history",
            "recover",
            "Exit codes");
    assertThat(camus.err()).isEmpty();
  }

  @Test
  void itTellsItsVersion() {
    assertThat(camus.execute("--version")).isZero();
    assertThat(camus.out()).startsWith("camus ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "plan", "config", "verify", "offsets", "history", "recover"})
  void everyVerbHasHelpWithAnExample(String verb) {
    assertThat(camus.execute(verb, "--help")).isZero();
    assertThat(camus.out()).contains("Usage: camus " + verb, "Example", "  camus " + verb);
    assertThat(camus.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(101));
  }

  @ParameterizedTest
  @ValueSource(strings = {"fly", "--fly"})
  void aWrongCallIsAUsageError(String word) {
    assertThat(camus.execute(word)).isEqualTo(2);
    assertThat(camus.out()).isEmpty();
    assertThat(camus.err()).contains(word);
  }

  @Test
  void aWrongCallIsADocumentWhereJsonWasAskedFor() throws Exception {
    assertThat(camus.execute("run", "--json", "--fly")).isEqualTo(2);
    JsonNode document = new ObjectMapper().readTree(camus.out());
    assertThat(document.path("exitCode").intValue()).isEqualTo(2);
    assertThat(document.at("/problems/0/message").textValue()).contains("--fly");
    assertThat(camus.err()).contains("--fly");
  }

  static List<CamusException> failures() {
    return List.of(
        new ConfigurationException("why"),
        new SourceException("why"),
        new StorageException("why"),
        new CommitUnknownException("why"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void anExpectedFailureIsASentenceAndItsExitCode(CamusException failure) {
    camus.pipeline.failure = failure;

    assertThat(camus.executeWithSettings("plan")).isEqualTo(failure.exitCode().value());
    assertThat(camus.err()).isEqualToIgnoringNewLines("camus: why");
    assertThat(camus.out()).isEmpty();
  }

  @Test
  void verboseShowsWhereItFailed() {
    camus.pipeline.failure = new SourceException("why");

    assertThat(camus.executeWithSettings("plan", "-v")).isEqualTo(3);
    assertThat(camus.err()).contains("camus: why", "\tat ");
  }

  @Test
  void anythingElseIsABug() {
    camus.pipeline.failure = new IllegalStateException("oops");

    assertThat(camus.executeWithSettings("plan")).isEqualTo(1);
    assertThat(camus.err()).contains("oops", "\tat ", "this is a bug in Camus");
  }

  @Test
  void furtherVerbsAreAdded() {
    Main main = camus.main(List.of(Dance::new));

    assertThat(main.execute("dance")).isEqualTo(7);
  }

  @Test
  void furtherVerbsAreNotMadeForAVerbOfOurs() {
    Main main =
        camus.main(
            () -> {
              throw new AssertionError("they cost time");
            });

    assertThat(main.execute("plan", "--help")).isZero();
    assertThat(camus.out()).contains("Usage: camus plan");
  }

  @Command(name = "dance")
  static final class Dance implements Callable<Integer> {
    @Override
    public Integer call() {
      return 7;
    }
  }
}
