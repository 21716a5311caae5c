package io.camus.cli.page;

import io.camus.cli.page.PageReader.Kind;
import io.camus.model.Problem;
import io.camus.model.Problem.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The content to show to a person, part by part; a {@link PageReader} decides how it looks. The
 * methods add a part and return the page.
 */
public final class Page {
  private static final int DEPTH = 2;

  private final List<Consumer<PageReader>> parts = new ArrayList<>();

  /** Passes all parts to a reader, in order. */
  public void read(PageReader reader) {
    parts.forEach(part -> part.accept(reader));
  }

  public boolean isEmpty() {
    return parts.isEmpty();
  }

  private Page add(Consumer<PageReader> part) {
    parts.add(part);
    return this;
  }

  /** All parts of another page. */
  public Page add(Page other) {
    parts.addAll(other.parts);
    return this;
  }

  public Page add(Table table) {
    return add(reader -> reader.table(table));
  }

  public Page heading(String text) {
    return heading(0, text, "");
  }

  public Page heading(int depth, String text, String remark) {
    return add(reader -> reader.heading(depth, text, remark));
  }

  /** How something ended: the first words have a tone. */
  public Page verdict(Tone tone, String words, String text) {
    return add(reader -> reader.verdict(tone, words, text));
  }

  public Page gap() {
    return add(PageReader::gap);
  }

  /** A line that is not broken. */
  public Page line(int depth, String text) {
    return add(reader -> reader.line(depth, text));
  }

  /** Up to a number of lines, and how many more there are. */
  public Page lines(List<String> texts, int most) {
    texts.stream().limit(most).forEach(text -> line(DEPTH, text));
    return texts.size() > most ? more(Figures.count(texts.size() - most)) : this;
  }

  /** How many more there are than are shown. */
  public Page more(String number) {
    return line(DEPTH, "... and " + number + " more");
  }

  public Page paragraph(int depth, String text) {
    return item(depth, "", text);
  }

  /** A paragraph with a label before it. */
  public Page item(int depth, String label, String text) {
    return item(depth, Tone.PLAIN, label, text);
  }

  /** A paragraph with a label before it that has a tone. */
  public Page item(int depth, Tone tone, String label, String text) {
    return add(reader -> reader.entry(depth, Kind.TEXT, tone, label, text));
  }

  /** What a run did. */
  public Page fact(String label, String text) {
    return entry(Kind.FACT, Tone.PLAIN, label, text);
  }

  /** A property of the page's subject. */
  public Page detail(String label, String text) {
    return entry(Kind.DETAIL, Tone.PLAIN, label, text);
  }

  /** A path or a command. */
  public Page place(String label, Object place) {
    return entry(Kind.PLACE, Tone.PLAIN, label, place.toString());
  }

  /** A fact that is not a problem. */
  public Page notice(String text) {
    return entry(Kind.PROBLEM, Tone.PLAIN, "notice", text);
  }

  /** Problems, each with its place. */
  public Page problems(List<Problem> problems) {
    for (Problem problem : problems) {
      String text = problem.where() + ": " + problem.message();
      entry(Kind.PROBLEM, tone(problem.severity()), Figures.word(problem.severity()), text);
    }
    return this;
  }

  private static Tone tone(Severity severity) {
    return switch (severity) {
      case NOTICE -> Tone.PLAIN;
      case WARNING -> Tone.WARNING;
      case BUG, OUTSIDE, DATA, UNKNOWN -> Tone.BAD;
    };
  }

  private Page entry(Kind kind, Tone tone, String label, String text) {
    return add(reader -> reader.entry(DEPTH, kind, tone, label, text));
  }
}
