package io.camus.it.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.cli.Questions;
import io.camus.cli.terminal.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What becomes of a demo that was kept, whose folder may hold the user's topics. */
class DemoVerbTest {
  @TempDir Path directory;

  private final List<String> asked = new ArrayList<>();
  private final StringWriter err = new StringWriter();
  private DemoFolder folder;
  private Path topic;

  @BeforeEach
  void keepADemo() throws Exception {
    folder = new DemoFolder(directory.resolve("demo"));
    folder.recreate();
    topic = Files.createDirectories(folder.kafka().resolve("my-topic-0"));
    folder.keep();
  }

  private int demo(boolean terminal) {
    Questions no =
        new Questions() {
          @Override
          public boolean canBeAsked() {
            return terminal;
          }

          @Override
          public boolean yes(String question) {
            asked.add(question);
            return false;
          }
        };
    return new CommandLine(new DemoVerb(Terminal.ofProcess(Map.of()), no))
        .setErr(new PrintWriter(err))
        .execute("--dir", folder.path().toString());
  }

  @Test
  void withoutATerminalItIsLeftAlone() {
    assertThat(demo(false)).isEqualTo(2);
    assertThat(err.toString())
        .contains(folder.path() + " already has a kept demo", "--yes", "--dir");
    assertThat(topic).exists();
  }

  @Test
  void onATerminalTheUserIsAskedAndMaySayNo() {
    assertThat(demo(true)).isEqualTo(2);
    assertThat(asked).singleElement().asString().contains("delete it with all its topics?");
    assertThat(err.toString()).contains("nothing was changed");
    assertThat(topic).exists();
  }
}
