package io.camus.cli.report;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A topic.
 *
 * @param name its name
 * @param completeUntil buckets that end by then are closed in the commit log; empty if none is
 * @param books what {@code camus audit} says of it, such as {@code missing 12 in 3 windows}; empty
 *     if there are no books
 * @param waterfall the sum of its hours
 * @param hours one for each hour of the span
 */
public record TopicReport(
    String name,
    Optional<Instant> completeUntil,
    Optional<String> books,
    Waterfall waterfall,
    List<Hour> hours) {
  public TopicReport {
    requireNonNull(name, "name");
    requireNonNull(completeUntil, "completeUntil");
    requireNonNull(books, "books");
    requireNonNull(waterfall, "waterfall");
    hours = List.copyOf(hours);
  }
}
