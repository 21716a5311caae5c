package io.camus.books;

import io.camus.audit.CountEvent;
import io.camus.books.Details.Move;
import io.camus.model.LeftOut;
import io.camus.model.RunId;
import io.camus.offsets.PositionLine;
import io.camus.offsets.PositionsReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where the counts of a short span of a topic come from, and where they differ.
 *
 * @param report the books of the span
 * @param senders the counts of each tier by server and service; our own tier's come from the log
 * @param unclosed producers of the topic that have not closed, the most recently seen first
 * @param leftOut records that are in no data file, by reason and partition
 * @param late written records that arrived late, by commit record
 * @param moves positions of the topic that were set since a day before the span
 * @param positions the partitions of which not everything is pulled
 */
public record Explanation(
    BookReport report,
    List<Sender> senders,
    List<CountingProducer> unclosed,
    List<Left> leftOut,
    List<Late> late,
    List<Moved> moves,
    List<PositionLine> positions) {
  /** The name of our own tier if it has none. */
  private static final String OURS = "camus";

  /**
   * What one tier counted of one server and service.
   *
   * @param lastPostedMillis when its last event was posted; empty for counts from the log
   */
  public record Sender(
      String tier, String server, String service, long count, Optional<Long> lastPostedMillis) {}

  /**
   * Records that are in no data file.
   *
   * @param record the number of the commit record
   */
  public record Left(long record, RunId run, LeftOut count) {}

  /** Records that a run wrote after an earlier one had pulled everything. */
  public record Late(long record, RunId run, long count) {}

  /**
   * A position that was set.
   *
   * @param from the next offset before; empty if it is not known
   * @param to the next offset after
   */
  public record Moved(long record, int partition, Optional<Long> from, long to, String reason) {}

  public Explanation {
    senders = List.copyOf(senders);
    unclosed = List.copyOf(unclosed);
    leftOut = List.copyOf(leftOut);
    late = List.copyOf(late);
    moves = List.copyOf(moves);
    positions = List.copyOf(positions);
  }

  static Explanation of(
      BookSettings settings,
      String topic,
      BookReport report,
      AuditEvents events,
      Details details,
      PositionsReport positions) {
    return new Explanation(
        report,
        senders(settings, topic, events, details),
        new Unclosed(settings, events).of(topic),
        details.leftOut.stream().map(it -> new Left(it.record(), it.run(), it.count())).toList(),
        late(details),
        details.moves.stream().map(Explanation::moved).toList(),
        positions.lines().stream()
            .filter(line -> line.partition().topic().equals(topic))
            .filter(line -> line.lag() > 0 || line.lost() > 0 || line.heldBackOffsets() > 0)
            .toList());
  }

  private static Moved moved(Move move) {
    return new Moved(
        move.record(),
        move.partition(),
        move.from().isPresent() ? Optional.of(move.from().getAsLong()) : Optional.empty(),
        move.to(),
        move.reason());
  }

  private record Origin(String tier, String server, String service) {}

  private static List<Sender> senders(
      BookSettings settings, String topic, AuditEvents events, Details details) {
    Map<Origin, Sender> senders = new HashMap<>();
    for (CountEvent event : events.counted()) {
      if (event.topic().equals(topic) && settings.isCompared(event.tier())) {
        add(
            senders,
            new Sender(
                event.tier(),
                event.server(),
                event.service(),
                event.count(),
                Optional.of(event.postedMillis())));
      }
    }
    String ours = settings.ourTier().orElse(OURS);
    details.written.forEach(
        it ->
            add(
                senders,
                new Sender(
                    ours,
                    it.count().server(),
                    it.count().service(),
                    it.count().count(),
                    Optional.empty())));
    List<Sender> sorted = new ArrayList<>(senders.values());
    sorted.sort(
        Comparator.comparing((Sender it) -> it.lastPostedMillis().isEmpty())
            .thenComparing(Sender::tier)
            .thenComparing(Sender::server)
            .thenComparing(Sender::service));
    return sorted;
  }

  private static void add(Map<Origin, Sender> senders, Sender sender) {
    senders.merge(
        new Origin(sender.tier(), sender.server(), sender.service()),
        sender,
        (one, other) ->
            new Sender(
                one.tier(),
                one.server(),
                one.service(),
                one.count() + other.count(),
                one.lastPostedMillis()
                    .map(it -> Math.max(it, other.lastPostedMillis().orElse(it)))));
  }

  private static List<Late> late(Details details) {
    Map<Long, Late> late = new TreeMap<>();
    details.written.stream()
        .filter(Details.Written::late)
        .forEach(
            it ->
                late.merge(
                    it.record(),
                    new Late(it.record(), it.run(), it.count().count()),
                    (one, other) ->
                        new Late(one.record(), one.run(), one.count() + other.count())));
    return List.copyOf(late.values());
  }
}
