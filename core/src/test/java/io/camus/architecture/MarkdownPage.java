package io.camus.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page in Markdown: its text, links and headings.
 *
 * @param file where the page is; its links are relative to this file
 * @param lines the page's lines; those of code blocks are empty
 */
record MarkdownPage(Path file, List<String> lines) {
  private static final Pattern CODE_SPAN = Pattern.compile("(?<!`)(`+)(?!`).*?(?<!`)\\1(?!`)");
  private static final Pattern LINK =
      Pattern.compile("\\]\\(<?([^)\\s>]+)|(?:href|src|srcset)=\"([^\"\\s]+)");
  private static final Pattern ELSEWHERE = Pattern.compile("(?i)[a-z][a-z0-9+.-]*:.*");
  private static final Pattern HEADING = Pattern.compile(" {0,3}#{1,6} +(.*?)(?: +#+)? *");
  private static final Pattern LINKED_TEXT = Pattern.compile("\\[([^\\]]*)\\]\\([^)]*\\)");
  private static final Pattern NOT_IN_ANCHORS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}\\p{Pc} -]");

  /** A link as the page has it, with the number of its line, from 1. */
  record Link(int line, String target) {
    /** The file's part; empty for a heading of the same page. */
    String path() {
      return target.replaceFirst("#.*", "");
    }

    /** The heading's part; empty if the link leads to the whole file. */
    String anchor() {
      return target.substring(Math.min(target.length(), path().length() + 1));
    }
  }

  MarkdownPage {
    List<String> text = new ArrayList<>();
    boolean code = false;
    for (String line : lines) {
      boolean fence = line.strip().startsWith("```");
      text.add(code || fence ? "" : line);
      code ^= fence;
    }
    lines = List.copyOf(text);
  }

  static MarkdownPage read(Path file) throws IOException {
    return new MarkdownPage(file, Files.readAllLines(file));
  }

  /** All links to files and headings of the repository, in the order of the page. */
  List<Link> links() {
    List<Link> links = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      Matcher link = LINK.matcher(CODE_SPAN.matcher(lines.get(i)).replaceAll(""));
      while (link.find()) {
        String target = link.group(1) != null ? link.group(1) : link.group(2);
        if (!ELSEWHERE.matcher(target).matches()) {
          links.add(new Link(i + 1, target));
        }
      }
    }
    return links;
  }

  /** The anchors that GitHub gives to the headings, in the order of the page. */
  Set<String> anchors() {
    Set<String> anchors = new LinkedHashSet<>();
    for (String line : lines) {
      Matcher heading = HEADING.matcher(line);
      if (heading.matches()) {
        String text = LINKED_TEXT.matcher(heading.group(1)).replaceAll("$1");
        String first =
            NOT_IN_ANCHORS.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("").replace(' ', '-');
        String anchor = first;
        for (int repeats = 1; !anchors.add(anchor); repeats++) {
          anchor = first + "-" + repeats;
        }
      }
    }
    return anchors;
  }
}
