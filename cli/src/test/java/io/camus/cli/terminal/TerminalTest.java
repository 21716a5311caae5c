package io.camus.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.cli.page.Look;
import io.camus.cli.page.Style;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTest {
  private static Properties launcher(String columns) {
    Properties properties = new Properties();
    properties.setProperty(Screen.OUT, "true");
    properties.setProperty(Screen.COLUMNS, columns);
    return properties;
  }

  private static Look look(Map<String, String> environment, Properties launcher, String... words) {
    return new Screen(environment, launcher, ColorWish.of(List.of(words))).look(Screen.OUT);
  }

  @Test
  void linesAreAsWideAsTheScreenAndTextIsNotWiderThanCanBeRead() {
    assertThat(look(Map.of(), launcher("80")).tableWidth()).isEqualTo(80);
    assertThat(look(Map.of(), launcher("80")).textWidth()).isEqualTo(80);
    assertThat(look(Map.of(), launcher("300")).tableWidth()).isEqualTo(300);
    assertThat(look(Map.of(), launcher("300")).textWidth()).isEqualTo(120);
    assertThat(look(Map.of(), launcher("0")).tableWidth()).as("unknown").isEqualTo(80);
  }

  @Test
  void withoutAScreenTablesAreWholeUnlessAWidthIsNamed() {
    assertThat(look(Map.of(), new Properties()).tableWidth()).isEqualTo(Integer.MAX_VALUE);
    assertThat(look(Map.of(), new Properties()).textWidth()).isEqualTo(100);
    assertThat(look(Map.of("COLUMNS", "90"), new Properties()).tableWidth()).isEqualTo(90);
    assertThat(look(Map.of("COLUMNS", "90"), launcher("80")).tableWidth()).isEqualTo(90);
    assertThat(look(Map.of("COLUMNS", "wide"), launcher("80")).tableWidth()).isEqualTo(80);
  }

  @ParameterizedTest
  @CsvSource({
    "true, , , , ANSI",
    "false, , , , NONE",
    "true, 1, , , NONE",
    "true, '', , , ANSI",
    "true, , dumb, , NONE",
    "true, 1, dumb, always, ANSI",
    "false, , , always, ANSI",
    "true, , , never, NONE",
    "true, 1, , auto, NONE",
    "true, , , pink, ANSI",
  })
  void colorsAreForScreensThatWantThemUnlessTheUserDecides(
      String screen, String noColor, String term, String wish, Style style) {
    Properties launcher = new Properties();
    launcher.setProperty(Screen.OUT, screen);
    Map<String, String> environment = new HashMap<>();
    environment.put("NO_COLOR", noColor);
    environment.put("TERM", term);
    environment.values().removeIf(Objects::isNull);
    String[] words = wish == null ? new String[] {"run"} : new String[] {"run", "--color", wish};
    assertThat(look(environment, launcher, words).style()).isEqualTo(style);
  }

  private static String complaint(Look look, String sentence) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    new Terminal(stream, stream, look, look, false).complain(sentence);
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aComplaintIsBrokenAtBlanksOnAScreenAndWholeInALog() {
    String sentence = "there are 2 problems in this file:\n  one of them is here\n  the other";
    assertThat(complaint(new Look(28, 28, Style.NONE, text -> text), sentence))
        .isEqualTo(
            """
            camus: there are 2 problems
                   in this file:
              one of them is here
              the other
            """);
    assertThat(complaint(new Look(25, Integer.MAX_VALUE, Style.NONE, text -> text), sentence))
        .isEqualTo("camus: " + sentence + "\n");
  }

  @Test
  void pathsBelowTheWorkingDirectoryAreRelative() {
    WorkingDirectory here = new WorkingDirectory(Path.of("/home/me"));
    assertThat(here.relative("/home/me/topics")).isEqualTo("topics");
    assertThat(here.relative("history file:/home/me/a and (file:///home/me/b)"))
        .isEqualTo("history a and (b)");
    for (String other :
        List.of(
            "/home/me",
            "/home/melanie/topics",
            "/data/home/me/topics",
            "hdfs://host/home/me/topics",
            "-D etl.destination.path=/home/me/topics")) {
      assertThat(here.relative(other)).isEqualTo(other);
    }
    assertThat(new WorkingDirectory(Path.of("/")).relative("/data")).isEqualTo("/data");
  }
}
