package io.camus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.cli.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One fault has one exit code and one beginning of its message, whichever verb finds it. */
class FaultsBeforeARunTest {
  private static final List<String> VERBS =
      List.of(
          "config",
          "plan",
          "run",
          "verify",
          "audit",
          "report",
          "serve",
          "files clicks",
          "schema clicks",
          "schemas clicks",
          "offsets",
          "import --from-group sink --dry-run",
          "history",
          "recover");

  /** They come before there are paths. */
  private static final List<String> FIRST_VERBS = List.of("inspect", "init new.properties");

  private static final String BASE = "etl.execution.base.path";
  private static final String DESTINATION = "etl.destination.path";
  private static final String HISTORY = "etl.execution.history.path";

  @TempDir private Path folder;

  private enum Fault {
    BASE_IS_A_FILE(BASE, "F", BASE + " = F cannot be used: F: it is a file, but must be"),
    BASE_IS_BELOW_A_FILE(BASE, "F/x", BASE + " = F/x cannot be used: "),
    BASE_IS_A_LOOP(BASE, "LOOP", BASE + " = LOOP cannot be used: LOOP: "),
    BASE_IS_TOO_LONG(BASE, "/tmp/" + "n".repeat(300), BASE + " = /tmp/nnn"),
    BASE_IS_RELATIVE(BASE, "camus/base", BASE + " = camus/base: must be an absolute path"),
    BASE_IS_NO_STORE(BASE, "gs://b/c", "gs://b/c: the file system gs cannot be used"),
    DESTINATION_IS_A_FILE(DESTINATION, "F", DESTINATION + " = F cannot be used: F: it is a file"),
    DESTINATION_HAS_A_BLANK_AND_IS_A_FILE(DESTINATION, "F ", DESTINATION + " = F cannot be used"),
    HISTORY_IS_A_FILE(HISTORY, "F", HISTORY + " = F cannot be used: F: it is a file, but must be"),
    KEY_IS_UNKNOWN("etl.destinaton.path", "/x", "etl.destinaton.path is not a key of Camus"),
    BROKERS_ARE_MISSING("kafka.brokers", "", "kafka.brokers");

    private final String key;
    private final String value;
    private final String begin;

    Fault(String key, String value, String begin) {
      this.key = key;
      this.value = value;
      this.begin = begin;
    }
  }

  private static Stream<String> words(String verb) {
    return Stream.of(verb.split(" ", -1));
  }

  private record Ended(int code, String line) {}

  private Ended execute(List<String> arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal = Terminal.plain(stream(out), stream(err));
    int code =
        new Main(
                new Context(
                    new Operations(),
                    terminal,
                    new ScriptedQuestions(),
                    new JobOutput(Optional.empty())),
                List.of())
            .execute(arguments.toArray(String[]::new));
    String told = err.toString(StandardCharsets.UTF_8) + out.toString(StandardCharsets.UTF_8);
    return new Ended(
        code,
        told.replace("the configuration has a problem:", "")
            .replaceAll("(?m)^(\\d problems?:|camus: )", "")
            .replaceAll("(?m)^  - ", "")
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty() && !line.startsWith("recover "))
            .collect(Collectors.joining(" ")));
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private List<String> settings(Fault fault) {
    Map<String, String> settings =
        new TreeMap<>(
            Map.of(
                BASE,
                folder + "/base",
                DESTINATION,
                folder + "/data",
                HISTORY,
                folder + "/history",
                "kafka.brokers",
                "127.0.0.1:1",
                "kafka.timeout.value",
                "300",
                "kafka.client.so.timeout",
                "200"));
    settings.put(fault.key, actual(fault.value));
    return settings.entrySet().stream()
        .flatMap(setting -> Stream.of("-D", setting.getKey() + "=" + setting.getValue()))
        .toList();
  }

  private String actual(String text) {
    return text.replace("LOOP", folder + "/loop").replaceAll("\\bF\\b", folder + "/file");
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void everyVerbTellsItTheSameWay(Fault fault) throws IOException {
    Files.writeString(folder.resolve("file"), "x");
    Path loop = folder.resolve("loop");
    Files.createSymbolicLink(loop, loop);

    for (String verb : VERBS) {
      Ended ended = execute(Stream.concat(words(verb), settings(fault).stream()).toList());

      assertThat(ended.line()).as(verb).startsWith(actual(fault.begin));
      assertThat(ended.line())
          .as(verb)
          .doesNotContainPattern("(File|Directory|Denied|Exists|Loop)\\w*Exception|\tat ");
      assertThat(ended.code()).as(verb + ": " + ended.line()).isEqualTo(2);
    }
    assertThat(folder.resolve("base/commits")).as("nothing was touched").doesNotExist();
  }

  @ParameterizedTest
  @EnumSource(names = {"KEY_IS_UNKNOWN", "BROKERS_ARE_MISSING"})
  void verbsWithoutPathsTellItTheSameWay(Fault fault) {
    for (String verb : FIRST_VERBS) {
      Ended ended = execute(Stream.concat(words(verb), settings(fault).stream()).toList());

      assertThat(ended.line()).as(verb).startsWith(fault.begin);
      assertThat(ended.code()).as(verb + ": " + ended.line()).isEqualTo(2);
    }
    assertThat(Path.of("new.properties")).doesNotExist();
  }

  @Test
  void settingsThatCannotBeReadAreTheUsersToChange() {
    List<String> verbs = Stream.concat(FIRST_VERBS.stream(), VERBS.stream()).toList();
    for (String file : List.of("/nowhere/camus.properties", folder.toString())) {
      for (String verb : verbs) {
        Ended ended = execute(Stream.concat(words(verb), Stream.of("-P", file)).toList());

        assertThat(ended.line()).as(verb).startsWith(file + ": ");
        assertThat(ended.code()).as(verb + ": " + ended.line()).isEqualTo(2);
      }
    }
  }
}
