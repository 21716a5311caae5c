package io.camus.decode;

import io.camus.model.Origin;
import io.camus.model.RejectionCause;
import io.camus.spi.Decoded;
import io.camus.spi.Decoded.Datum;
import io.camus.spi.SourceRecord;
import io.camus.time.EventTime;
import io.camus.time.TimestampFormat;
import java.util.ArrayList;
import java.util.List;

/**
 * Extracts event time, server and service of each record: which fields to capture, and how to
 * derive the facts from them. Not thread-safe.
 */
final class RecordFacts {
  private final EventTimeRule rule;
  private final TimestampFormat format;
  private final FieldTree tree;
  private final Captures captures;
  private final int[] timeSlots;
  private final int[] serverSlots;
  private final int[] serviceSlots;
  private final EventTime time = new EventTime();
  private final TextPool pool = new TextPool();
  private final OriginPool origins = new OriginPool(pool);

  RecordFacts(EventTimeRule rule, AuditFields audit) {
    List<FieldPath> paths = new ArrayList<>();
    this.rule = rule;
    format = rule.format();
    timeSlots = slots(rule.candidates(), paths);
    serverSlots = slots(audit.server(), paths);
    serviceSlots = slots(audit.service(), paths);
    tree = FieldTree.of(paths);
    captures = new Captures(paths.size());
  }

  private static int[] slots(List<FieldPath> wanted, List<FieldPath> paths) {
    int[] slots = new int[wanted.size()];
    for (int i = 0; i < slots.length; i++) {
      if (!paths.contains(wanted.get(i))) {
        paths.add(wanted.get(i));
      }
      slots[i] = paths.indexOf(wanted.get(i));
    }
    return slots;
  }

  /** The fields to capture. */
  FieldTree tree() {
    return tree;
  }

  /** Where to put them. */
  Captures captures() {
    return captures;
  }

  /** Sets the facts of a datum from the captures, or reports that there is no event time. */
  Decoded complete(Datum datum, SourceRecord record) {
    datum.origin = origin();
    for (int i = 0; i < timeSlots.length; i++) {
      if (captures.readTime(timeSlots[i], format, pool, time)) {
        datum.eventTimeMillis = time.millis();
        datum.eventTimeSource = Datum.FIRST_FIELD + i;
        return datum;
      }
    }
    return timeSlots.length == 0 ? KafkaTime.complete(datum, record) : withoutField(datum, record);
  }

  /** Completes a record without a readable time field. */
  private Decoded withoutField(Datum datum, SourceRecord record) {
    String unread = null;
    for (int i = 0; i < timeSlots.length && unread == null; i++) {
      if (captures.has(timeSlots[i])) {
        unread = rule.candidates().get(i) + " = " + captures.shown(timeSlots[i], pool);
      }
    }
    if (rule.required()) {
      return new Decoded.Rejected(
          RejectionCause.NO_EVENT_TIME,
          unread == null
              ? "no event time: the record has no field " + String.join(", ", eventTimeFields())
              : "unreadable event time: " + unread);
    }
    datum.unreadTime = unread;
    return KafkaTime.complete(
        datum, record, unread == null ? Datum.FIELD_MISSING : Datum.FIELD_UNREADABLE);
  }

  /** The candidates of the event time, in the order of a datum's sources. */
  List<String> eventTimeFields() {
    return rule.candidates().stream().map(FieldPath::toString).toList();
  }

  /** The origin, fast if both names are in the record as they are. */
  private Origin origin() {
    if (serverSlots.length == 0 && serviceSlots.length == 0) {
      return AuditFields.UNKNOWN;
    }
    if (serverSlots.length > 0 && serviceSlots.length > 0) {
      int server = serverSlots[0];
      int service = serviceSlots[0];
      if (captures.isSlice(server) && captures.isSlice(service)) {
        return origins.origin(
            captures.bytes(),
            captures.offset(server),
            captures.length(server),
            captures.offset(service),
            captures.length(service));
      }
    }
    return new Origin(
        text(serverSlots, AuditFields.UNKNOWN_SERVER),
        text(serviceSlots, AuditFields.UNKNOWN_SERVICE));
  }

  private String text(int[] slots, String unknown) {
    for (int slot : slots) {
      String text = captures.text(slot, pool);
      if (!text.isEmpty()) {
        return text;
      }
    }
    return unknown;
  }
}
