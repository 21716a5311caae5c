package io.camus.cli.view;

import static io.camus.cli.page.Figures.count;

import io.camus.books.BookRow;
import io.camus.books.Verdict.State;
import io.camus.cli.page.Figures;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** The windows of one topic in the books. */
public record BookTopic(String topic, List<BookRow> rows) {

  /** The topics of some rows, in the order of the rows. */
  public static List<BookTopic> of(List<BookRow> rows) {
    return rows.stream()
        .collect(Collectors.groupingBy(BookRow::topic, LinkedHashMap::new, Collectors.toList()))
        .entrySet()
        .stream()
        .map(it -> new BookTopic(it.getKey(), it.getValue()))
        .toList();
  }

  long windows() {
    return rows.size();
  }

  private long sum(ToLongFunction<BookRow> figure) {
    return rows.stream().mapToLong(figure).sum();
  }

  long tier(String name) {
    return sum(row -> row.tiers().getOrDefault(name, 0L));
  }

  long held() {
    return sum(BookRow::held);
  }

  long written() {
    return sum(BookRow::written);
  }

  long leftOut() {
    return sum(BookRow::leftOut);
  }

  long late() {
    return sum(BookRow::late);
  }

  /** The worst state of a window. */
  public State worst() {
    return rows.stream()
        .map(row -> row.verdict().state())
        .min(State::compareTo)
        .orElse(State.COMPLETE);
  }

  /** {@code missing 12 in 3 windows}. */
  public String words() {
    State worst = worst();
    List<BookRow> same = rows.stream().filter(row -> row.verdict().state() == worst).toList();
    long messages = same.stream().mapToLong(row -> row.verdict().messages()).sum();
    if (worst == State.COMPLETE || worst == State.UNAUDITED) {
      return Figures.word(worst);
    }
    return Figures.word(worst)
        + (messages > 0 ? " " + count(messages) : "")
        + " in "
        + count(same.size(), "window");
  }
}
