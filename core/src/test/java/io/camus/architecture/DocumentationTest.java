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
import org.junit.jupiter.api.io.TempDir;

/** What can go wrong in the pages for people without any program noticing. */
class DocumentationTest {
  // Surefire runs in the module's directory.
  private static final Path ROOT = Path.of("..");
  private static final Pattern SEPARATOR = Pattern.compile("\\|(?: *:?-+:? *\\|)+");

  @TempDir Path directory;

  /** README, CONTRIBUTING, all of docs/ and examples/. */
  private static List<MarkdownPage> pages() throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> top = Files.list(ROOT);
        Stream<Path> docs = Files.walk(ROOT.resolve("docs"));
        Stream<Path> examples = Files.walk(ROOT.resolve("examples"))) {
      Stream.of(top, docs, examples).forEach(found -> found.forEach(files::add));
    }
    files.removeIf(file -> !file.toString().endsWith(".md"));
    files.sort(null);
    List<MarkdownPage> pages = new ArrayList<>();
    for (Path file : files) {
      pages.add(MarkdownPage.read(file));
    }
    return pages;
  }

  private static MarkdownPage page(String... lines) {
    return new MarkdownPage(Path.of("page"), List.of(lines));
  }

  /** First lines of tables that no separator follows; a page shows such a table as text. */
  private static List<String> rowsWithoutHeader(MarkdownPage page) {
    List<String> found = new ArrayList<>();
    List<String> lines = page.lines();
    boolean table = false;
    for (int i = 0; i < lines.size(); i++) {
      boolean row = lines.get(i).startsWith("|");
      if (row && !table) {
        String next = i + 1 < lines.size() ? lines.get(i + 1) : "";
        if (!SEPARATOR.matcher(next).matches()) {
          found.add(String.format(Locale.ROOT, "%s:%d: %s", page.file(), i + 1, lines.get(i)));
        }
      }
      table = row;
    }
    return found;
  }

  /** Links whose file does not exist, or whose file has no such heading. */
  private static List<String> brokenLinks(MarkdownPage page) throws IOException {
    List<String> found = new ArrayList<>();
    for (MarkdownPage.Link link : page.links()) {
      Path target =
          link.path().isEmpty() ? page.file() : page.file().resolveSibling(link.path()).normalize();
      boolean headings = !link.anchor().isEmpty() && target.toString().endsWith(".md");
      String fault = "";
      if (!Files.exists(target)) {
        fault = "no such file";
      } else if (headings && !MarkdownPage.read(target).anchors().contains(link.anchor())) {
        fault = "no such heading";
      }
      if (!fault.isEmpty()) {
        found.add(
            String.format(
                Locale.ROOT, "%s:%d: %s: %s", page.file(), link.line(), link.target(), fault));
      }
    }
    return found;
  }

  @Test
  void everyTableHasAHeader() throws IOException {
    List<MarkdownPage> pages = pages();
    assertThat(pages).hasSizeGreaterThan(10);
    for (MarkdownPage page : pages) {
      assertThat(rowsWithoutHeader(page)).isEmpty();
    }
  }

  @Test
  void aBlankLineBreaksATableUnlessItIsInACodeBlock() {
    MarkdownPage page =
        page("| a | b |", "|---|:--|", "| 1 | 2 |", "", "| 3 | 4 |", "```", "| 5 |", "```");
    assertThat(rowsWithoutHeader(page)).containsExactly("page:5: | 3 | 4 |");
  }

  @Test
  void everyLinkLeadsToAFileAndAHeading() throws IOException {
    List<String> broken = new ArrayList<>();
    long links = 0;
    for (MarkdownPage page : pages()) {
      links += page.links().size();
      broken.addAll(brokenLinks(page));
    }
    assertThat(broken).isEmpty();
    assertThat(links).isGreaterThan(200);
  }

  @Test
  void aBrokenLinkIsNamedWithFileAndLine() throws IOException {
    Path index = directory.resolve("index.md");
    Path other = Files.createDirectory(directory.resolve("guide")).resolve("other.md");
    Files.write(other, List.of("# Other page", "[back](../index.md#start) [up](../gone.md)"));
    Files.write(
        index,
        List.of(
            "# Start",
            "[here](#start), [there](guide/other.md#other-page), [directory](guide)",
            "[a page](guide/gone.md) and",
            "[two](#end), <img src=\"gone.svg\">, [lines",
            "of text](guide/other.md#part)"));

    assertThat(brokenLinks(MarkdownPage.read(index)))
        .containsExactly(
            index + ":3: guide/gone.md: no such file",
            index + ":4: #end: no such heading",
            index + ":4: gone.svg: no such file",
            index + ":5: guide/other.md#part: no such heading");
    assertThat(brokenLinks(MarkdownPage.read(other)))
        .containsExactly(other + ":2: ../gone.md: no such file");
  }

  @Test
  void linksInCodeAndToOtherSitesAreNotChecked() {
    MarkdownPage page =
        page(
            "`[a](b)` and ``[c](d) ` `` [real](e.md \"title\") `f`",
            "[site](https://example.com/x.md#y) [mail](mailto:a@example.com)",
            "   ```",
            "   [g](h)",
            "   ```",
            "[![image](i.svg)](j.md#k)");
    assertThat(page.links())
        .containsExactly(
            new MarkdownPage.Link(1, "e.md"),
            new MarkdownPage.Link(6, "i.svg"),
            new MarkdownPage.Link(6, "j.md#k"));
  }

  @Test
  void anchorsFollowGitHubsRules() {
    MarkdownPage page =
        page(
            "# The `commit` log: what, and why?",
            "## [Files](files.md) & codecs ##",
            "## Snake_case, hyphen-ated, Übersicht",
            "### Again",
            "### Again",
            "### Again",
            "#no heading",
            "```",
            "# a comment",
            "```");
    assertThat(page.anchors())
        .containsExactly(
            "the-commit-log-what-and-why",
            "files--codecs",
            "snake_case-hyphen-ated-übersicht",
            "again",
            "again-1",
            "again-2");
  }
}
