package io.camus.cli.terminal;

import io.camus.cli.page.Look;
import io.camus.cli.page.Page;
import io.camus.cli.page.Style;
import io.camus.cli.page.TextRenderer;
import io.camus.cli.page.Tone;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Where the command line writes.
 *
 * @param out results
 * @param err progress, problems with the call, logs
 * @param results how results look
 * @param messages how the text written to {@code err} looks
 * @param rewriting whether {@code err} is a screen, where a line can be overwritten
 */
public record Terminal(
    PrintStream out, PrintStream err, Look results, Look messages, boolean rewriting) {
  private static final String HEAD = "camus:";

  /** Two streams that are not screens. */
  public static Terminal plain(PrintStream out, PrintStream err) {
    Look look =
        new Look(Screen.USUAL_TEXT, Integer.MAX_VALUE, Style.NONE, UnaryOperator.identity());
    return new Terminal(out, err, look, look, false);
  }

  /** The process's own streams. */
  public static Terminal ofProcess(Map<String, String> environment) {
    return ofProcess(environment, List.of());
  }

  /**
   * The process's own streams.
   *
   * @param arguments may ask for colors
   */
  public static Terminal ofProcess(Map<String, String> environment, List<String> arguments) {
    Screen screen = new Screen(environment, System.getProperties(), ColorWish.of(arguments));
    return new Terminal(
        stream(FileDescriptor.out),
        stream(FileDescriptor.err),
        screen.look(Screen.OUT),
        screen.look(Screen.ERR),
        screen.rewrites(Screen.ERR));
  }

  /** The same streams with results and messages in a style. */
  public Terminal styled(Style style) {
    return new Terminal(out, err, results.styled(style), messages.styled(style), rewriting);
  }

  public boolean colored() {
    return results.style() == Style.ANSI;
  }

  /** Shows a page at once. */
  public void show(Page page) {
    TextRenderer.lines(page, results).forEach(out::println);
    out.flush();
  }

  /** Shows a page on {@code err}, while the results are for a program. */
  public void remark(Page page) {
    TextRenderer.lines(page, messages).forEach(err::println);
  }

  /** Reports a problem. */
  public void complain(String sentence) {
    TextRenderer.lines(complaint(sentence), messages).forEach(err::println);
  }

  /** On a screen lines are broken at blanks; in a log each one stays whole. */
  private Page complaint(String sentence) {
    List<String> lines = sentence.lines().toList();
    if (messages.tableWidth() == Integer.MAX_VALUE) {
      return new Page().line(0, messages.style().of(Tone.BAD, HEAD) + " " + sentence);
    }
    Page page = new Page().item(0, Tone.BAD, HEAD, lines.get(0));
    lines.stream()
        .skip(1)
        .forEach(line -> page.item(0, " ".repeat(indentation(line) - 1), line.strip()));
    return page;
  }

  private static int indentation(String line) {
    return Math.max(1, line.length() - line.stripLeading().length());
  }

  /** Prints a line, or a document. */
  public void print(String text) {
    out.println(text);
    out.flush();
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }
}
