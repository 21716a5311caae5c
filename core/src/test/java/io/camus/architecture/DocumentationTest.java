package io.camus.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What can go wrong in the pages for people without any program noticing. */
class DocumentationTest {
  // Surefire runs in the module's directory.
  private static final Path ROOT = Path.of("..");
  private static final Pattern SEPARATOR = Pattern.compile("\\|(?: *:?-+:? *\\|)+");

  private static List<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"));
        Stream<Path> top = Files.list(ROOT)) {
      return Stream.concat(docs, top)
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .toList();
    }
  }

  /** First lines of tables that no separator follows; a page shows such a table as text. */
  private static List<String> rowsWithoutHeader(String page, List<String> lines) {
    List<String> found = new ArrayList<>();
    boolean code = false;
    boolean table = false;
    for (int i = 0; i < lines.size(); i++) {
      code ^= lines.get(i).startsWith("```");
      boolean row = !code && lines.get(i).startsWith("|");
      if (row && !table) {
        String next = i + 1 < lines.size() ? lines.get(i + 1) : "";
        if (!SEPARATOR.matcher(next).matches()) {
          found.add(String.format(Locale.ROOT, "%s:%d: %s", page, i + 1, lines.get(i)));
        }
      }
      table = row;
    }
    return found;
  }

  @Test
  void everyTableHasAHeader() throws IOException {
    List<Path> pages = pages();
    assertThat(pages).hasSizeGreaterThan(10);
    for (Path page : pages) {
      assertThat(rowsWithoutHeader(page.toString(), Files.readAllLines(page))).isEmpty();
    }
  }

  @Test
  void aBlankLineBreaksATableUnlessItIsInACodeBlock() {
    List<String> lines =
        List.of("| a | b |", "|---|:--|", "| 1 | 2 |", "", "| 3 | 4 |", "```", "| 5 |", "```");
    assertThat(rowsWithoutHeader("page", lines)).containsExactly("page:5: | 3 | 4 |");
  }
}
