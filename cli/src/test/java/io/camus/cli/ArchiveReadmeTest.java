package io.camus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README of the archive names only what the archive has. */
class ArchiveReadmeTest {
  private static final Path DIST = Path.of("src/main/dist");
  private static final Pattern COMMAND = Pattern.compile("bin/camus (?:help )?([a-z][a-z-]*)");
  private static final Pattern PATH = Pattern.compile("`((?:bin|conf|docs|examples)/[^` ]*)`");

  private static String readme() throws IOException {
    return Files.readString(DIST.resolve("README.md"));
  }

  private static List<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map((MatchResult it) -> it.group(1)).toList();
  }

  @Test
  void everyCommandExists() throws IOException {
    List<String> verbs = new ArrayList<>(found(COMMAND, readme()));

    assertThat(verbs.remove("demo")).as("which is not in this module").isTrue();

    assertThat(new TreeSet<>(verbs)).hasSizeGreaterThan(7);
    for (String verb : verbs) {
      CommandLineFixture camus = new CommandLineFixture();
      assertThat(camus.main(ServiceLoader.load(Verb.class)).execute(verb, "--help"))
          .as(verb)
          .isZero();
      assertThat(camus.out()).as(verb).contains("Usage: camus " + verb);
    }
  }

  @Test
  void everyPathExists() throws IOException {
    for (String path : found(PATH, readme())) {
      Path inSources =
          path.startsWith("docs/") || path.startsWith("examples/")
              ? Path.of("..", path)
              : DIST.resolve(path);
      assertThat(inSources).exists();
    }
    assertThat(DIST.resolve("conf/camus.properties.example")).exists();
  }

  @Test
  void withoutTheDemosJarsItIsSaidWhereTheyAre() {
    for (String verb : List.of("demo", "bench", "soak")) {
      CommandLineFixture camus = new CommandLineFixture();
      assertThat(camus.main(ServiceLoader.load(Verb.class)).execute(verb)).isEqualTo(2);
      assertThat(camus.err()).contains("unpack camus-*.tar.gz", "bin/camus " + verb);
    }
  }
}
