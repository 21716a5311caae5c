package io.camus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camus.model.CamusException;
import io.camus.model.CommitUnknownException;
import io.camus.model.ConfigurationException;
import io.camus.model.SourceException;
import io.camus.model.StorageException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Command;

class MainTest {
  private final CommandLineFixture camus = new CommandLineFixture();

  @ParameterizedTest
  @ValueSource(strings = {"help", "--help", "-h"})
  void helpListsTheVerbs(String word) {
    assertThat(camus.execute(word)).isZero();
    assertThat(camus.out())
        .contains(
            "Usage: camus",
            "inspect",
            "init",
            "run",
            "plan",
            "config",
            "verify",
            "audit",
            "report",
            "serve",
            "files",
            "schema",
            "schemas",
            "offsets",
            "import",
            "history",
            "recover",
            "Exit codes");
    assertThat(camus.err()).isEmpty();
  }

  @Test
  void withoutAVerbItNamesThem() {
    assertThat(camus.execute()).isEqualTo(2);
    assertThat(camus.err())
        .isEqualToIgnoringNewLines(
            "camus: no verb given: inspect, init, run, plan, config, verify, audit, report, serve, files, schema, schemas, tables, offsets, import, history, recover; see"
                + " camus --help");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--version", "-V", "version"})
  void itTellsItsVersion(String word) {
    assertThat(camus.execute(word)).isZero();
    assertThat(camus.out()).startsWith("camus ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "inspect", "init", "run", "plan", "config", "verify", "audit", "report", "serve", "files",
        "schema", "schemas", "offsets", "import", "history", "recover"
      })
  void everyVerbHasHelpWithAnExample(String verb) {
    assertThat(camus.execute(verb, "--help")).isZero();
    assertThat(camus.out()).contains("Usage: camus " + verb, "Example", "  camus " + verb);
    assertThat(camus.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(101));
    assertThat(camus.out().lines().dropWhile(line -> !line.startsWith("Example")))
        .as("a footer is not broken, and has to fit into 80 columns")
        .allSatisfy(line -> assertThat(line).hasSizeLessThan(81));
  }

  @ParameterizedTest
  @ValueSource(strings = {"fly", "--fly"})
  void aWrongCallIsAUsageError(String word) {
    assertThat(camus.execute(word)).isEqualTo(2);
    assertThat(camus.out()).isEmpty();
    assertThat(camus.err()).contains(word);
  }

  @Test
  void helpOfAVerbIsThatOfItsOption() {
    assertThat(camus.execute("help", "run")).isZero();
    assertThat(camus.out()).contains("Usage: camus run");
  }

  static List<Arguments> wrongCalls() {
    String see = "; see camus run --help";
    return List.of(
        Arguments.of(
            "rnu -P f",
            "there is no verb \"rnu\"; did you mean run? (inspect, init, run, plan, config, verify, audit, report, serve, files, schema, schemas, tables, offsets,"
                + " import, history, recover); see camus --help"),
        Arguments.of(
            "xyzzy",
            "there is no verb \"xyzzy\" (inspect, init, run, plan, config, verify, audit, report, serve, files, schema, schemas, tables, offsets, import, history, recover); see"
                + " camus --help"),
        Arguments.of(
            "help xyzzy",
            "there is no verb \"xyzzy\" (inspect, init, run, plan, config, verify, audit, report, serve, files, schema, schemas, tables, offsets, import, history, recover); see"
                + " camus --help"),
        Arguments.of(
            "run camus.properties",
            "name a properties file with -P: camus run -P camus.properties" + see),
        Arguments.of("run -P f more", "unexpected argument \"more\"" + see),
        Arguments.of("run a.b=c", "set a key with -D: -D key=value" + see),
        Arguments.of(
            "run --takeover",
            "there is no option --takeover; did you mean --take-over? See camus run --help"),
        Arguments.of("-P f plan", "the verb comes first: camus plan ..." + see),
        Arguments.of("-v run -P f", "options come after the verb: camus run -v; see camus --help"),
        Arguments.of(
            "--dry-run recover",
            "options come after the verb: camus recover --dry-run; see camus --help"),
        Arguments.of(
            "demo --keep",
            "demo needs demo/lib of the distribution, which is not here; unpack camus-*.tar.gz and"
                + " run bin/camus demo there; see camus --help"),
        Arguments.of("run -P", "Missing required parameter for option '-P' (FILE)" + see),
        Arguments.of(
            "run -D a",
            "Value for option '-D' (KEY=VALUE) should be in KEY=VALUE format but was a" + see));
  }

  @ParameterizedTest
  @MethodSource("wrongCalls")
  void aWrongCallIsOneSentenceThatSaysWhatWasMeant(String call, String sentence) {
    assertThat(camus.execute(call.split(" ", -1))).isEqualTo(2);
    assertThat(camus.err()).isEqualToIgnoringNewLines("camus: " + sentence);
    assertThat(camus.out()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "plan", "verify", "offsets", "import", "history", "recover"})
  void withoutSettingsAVerbSaysHowToNameThem(String verb) {
    assertThat(camus.execute(verb)).isEqualTo(2);
    assertThat(camus.err())
        .isEqualToIgnoringNewLines(
            "camus: no settings: name a properties file, as in camus "
                + verb
                + " -P camus.properties; camus config lists the keys");
  }

  @ParameterizedTest
  @ValueSource(strings = {"inspect", "init"})
  void withoutSettingsTheFirstVerbsAskForTheBrokers(String verb) {
    assertThat(camus.execute(verb)).isEqualTo(2);
    assertThat(camus.err())
        .isEqualToIgnoringNewLines(
            "camus: no brokers are given: camus " + verb + " -D kafka.brokers=broker-1:9092");
  }

  @ParameterizedTest
  @ValueSource(strings = {"config", "history"})
  void aFileWithoutItsOptionIsNotTakenForAnythingElse(String verb) {
    assertThat(
            verb.equals("config")
                ? camus.execute(verb, "camus.properties")
                : camus.executeWithSettings(verb, "camus.properties"))
        .isEqualTo(2);
    assertThat(camus.err()).contains("camus " + verb + " -P camus.properties");
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
    camus.operations.failure = failure;

    assertThat(camus.executeWithSettings("plan")).isEqualTo(failure.exitCode().value());
    assertThat(camus.err()).isEqualToIgnoringNewLines("camus: why");
    assertThat(camus.out()).isEmpty();
  }

  @Test
  void verboseShowsWhereItFailed() {
    camus.operations.failure = new SourceException("why");

    assertThat(camus.executeWithSettings("plan", "-v")).isEqualTo(3);
    assertThat(camus.err()).contains("camus: why", "\tat ");
  }

  @Test
  void anythingElseIsABug() {
    camus.operations.failure = new IllegalStateException("oops");

    assertThat(camus.executeWithSettings("plan")).isEqualTo(1);
    assertThat(camus.err())
        .contains("oops", "\tat ", "this is a bug in Camus", "Please report", " with -v", "Java ");
  }

  @Test
  void aFileThatFailsIsNoBug() {
    camus.operations.failure = new UncheckedIOException(new AccessDeniedException("/d"));

    assertThat(camus.executeWithSettings("plan")).isEqualTo(3);
    assertThat(camus.err())
        .startsWith("camus: /d: permission denied for user ")
        .doesNotContain("bug", "Exception");
  }

  @Test
  void furtherVerbsAreAdded() {
    Main main = camus.main(List.of(new Dance()));

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
  static final class Dance implements Verb {
    @Override
    public Integer call() {
      return 7;
    }
  }
}
