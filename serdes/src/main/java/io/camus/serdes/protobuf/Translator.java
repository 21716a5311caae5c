package io.camus.serdes.protobuf;

import io.camus.format.RecordBuffer;
import java.util.Locale;

/**
 * Translates Protobuf's bytes to Avro binary, without objects. Fields may come in any order and
 * repeatedly: the last one of a single value wins, messages are merged, unknown fields are passed.
 * Not thread-safe.
 *
 * <p>Each message is read twice: first its direct fields, to find where they are, then each field
 * in the order of the Avro record.
 */
final class Translator {
  /**
   * Absent fields take room in Avro, so a small record of many empty messages could fill the
   * memory.
   */
  static final int MOST_BYTES = 64 << 20;

  private final WireInput in = new WireInput();
  private final Occurrences found = new Occurrences();
  private final MapKeys keys = new MapKeys();
  private final ScalarWriter scalars;
  private final RecordBuffer out = new RecordBuffer();
  private int start;
  private int mostBytes;
  private boolean reduced;

  Translator() {
    scalars = new ScalarWriter(in, out);
  }

  /** What was translated last; valid until the next call. */
  RecordBuffer output() {
    return out;
  }

  /** Whether unknown fields, or digits of a timestamp, are missing in the output. */
  boolean isReduced() {
    return reduced;
  }

  /**
   * Translates the message in {@code [from, to)}.
   *
   * @throws Malformed if it is not one
   */
  void translate(MessageShape shape, byte[] record, int from, int to) throws Malformed {
    in.open(record);
    start = from;
    out.clear();
    found.clear();
    reduced = false;
    mostBytes = (int) Math.max(MOST_BYTES, Math.min(Integer.MAX_VALUE, 4L * (to - from)));
    message(shape, found.add(from, to), 0);
  }

  /**
   * Translates a message.
   *
   * @param stretch the first of those that are merged; {@link Occurrences#NONE} for an empty one
   */
  private void message(MessageShape shape, int stretch, int depth) throws Malformed {
    if (depth > WireInput.DEEPEST) {
      throw new Malformed(
          place(stretch),
          String.format(Locale.ROOT, "more than %d levels of nesting", WireInput.DEEPEST));
    }
    int mark = found.mark();
    int frame = found.open(shape.fieldCount() + 1);
    for (int part = stretch; part != Occurrences.NONE; part = found.next(part)) {
      scan(shape, frame, found.from(part), found.to(part), depth);
    }
    if (shape.timestamp() != null) {
      timestamp(shape, frame, stretch);
    } else {
      fields(shape, frame, stretch, depth);
    }
    found.close(frame, mark);
    if (out.length() > mostBytes) {
      throw new Malformed(
          place(stretch),
          String.format(Locale.ROOT, "the record becomes larger than %d bytes", mostBytes));
    }
  }

  /** Where a message is, for people. */
  private int place(int stretch) {
    return stretch == Occurrences.NONE ? start : found.from(stretch);
  }

  /** Finds the direct fields in a stretch of a message. */
  private void scan(MessageShape shape, int frame, int from, int to, int depth) throws Malformed {
    int at = from;
    while (at < to) {
      int tag = (int) in.varint(at, to);
      int tagAt = at;
      int valueAt = in.position();
      in.passValue(tag, tagAt, valueAt, to, depth);
      at = in.position();
      int slot = shape.slot(tag >>> 3);
      if (slot != MessageShape.NO_SLOT && shape.field(slot).takes(tag & 7)) {
        if ((tag & 7) == Wire.LENGTH) {
          long length = in.varint(valueAt, to);
          valueAt = at - (int) length;
        }
        note(shape.field(slot), frame, slot, valueAt, at);
      } else if (shape.keepsUnknownFields()) {
        found.append(frame, shape.fieldCount(), tagAt, at);
      } else {
        reduced = true;
      }
    }
  }

  private void note(FieldShape field, int frame, int slot, int from, int to) {
    for (int i = 0; i < field.rivals().size(); i++) {
      found.remove(frame, field.rivals().get(i));
    }
    if (field.collects()) {
      found.append(frame, slot, from, to);
    } else {
      found.set(frame, slot, from, to);
    }
  }

  private void fields(MessageShape shape, int frame, int stretch, int depth) throws Malformed {
    for (int slot = 0; slot < shape.fieldCount(); slot++) {
      FieldShape field = shape.field(slot);
      int first = found.first(frame, slot);
      switch (field.form()) {
        case IMPLICIT -> single(field, first, depth);
        case OPTIONAL -> {
          out.writeLong(first == Occurrences.NONE ? 0 : 1);
          if (first != Occurrences.NONE) {
            single(field, first, depth);
          }
        }
        case REQUIRED -> {
          if (first == Occurrences.NONE) {
            throw new Malformed(
                place(stretch),
                String.format(Locale.ROOT, "the required field %s is missing", field.name()));
          }
          single(field, first, depth);
        }
        case REPEATED -> array(field, first, depth);
        case MAP -> map(field, first, depth);
      }
    }
    if (shape.keepsUnknownFields()) {
      unknown(found.first(frame, shape.fieldCount()));
    }
  }

  /** Writes a single value, or its default. */
  private void single(FieldShape field, int first, int depth) throws Malformed {
    if (field.kind() == FieldKind.MESSAGE) {
      message(field.message(), first, depth + 1);
    } else if (first == Occurrences.NONE) {
      scalars.writeDefault(field);
    } else {
      scalars.write(field, found.from(first), found.to(first));
    }
  }

  private void array(FieldShape field, int first, int depth) throws Malformed {
    long count = 0;
    for (int part = first; part != Occurrences.NONE; part = found.next(part)) {
      count +=
          field.kind().isPackable() ? scalars.count(field, found.from(part), found.to(part)) : 1;
    }
    if (count > 0) {
      out.writeLong(count);
    }
    int part = first;
    while (part != Occurrences.NONE) {
      int rest = found.cut(part);
      if (field.kind() == FieldKind.MESSAGE) {
        message(field.message(), part, depth + 1);
      } else if (field.kind().isPackable()) {
        int at = found.from(part);
        while (at < found.to(part)) {
          at = scalars.write(field, at, found.to(part));
        }
      } else {
        scalars.write(field, found.from(part), found.to(part));
      }
      part = rest;
    }
    out.writeLong(0);
  }

  /** Writes a map; of two entries with the same key, the last one counts. */
  private void map(FieldShape field, int first, int depth) throws Malformed {
    MessageShape entry = field.message();
    keys.clear();
    int count = 0;
    for (int part = first; part != Occurrences.NONE; part = found.next(part)) {
      int mark = found.mark();
      int frame = found.open(entry.fieldCount() + 1);
      scan(entry, frame, found.from(part), found.to(part), depth);
      int key = found.first(frame, 0);
      int earlier =
          key == Occurrences.NONE
              ? keys.putDefault(part)
              : entry.field(0).kind() == FieldKind.STRING
                  ? keys.put(in.bytes(), found.from(key), found.to(key), part)
                  : keys.put(scalars.key(entry.field(0), found.from(key), found.to(key)), part);
      found.close(frame, mark);
      if (earlier == MapKeys.NEW) {
        count++;
      } else {
        found.drop(earlier);
      }
    }
    if (count > 0) {
      out.writeLong(count);
    }
    for (int part = first; part != Occurrences.NONE; part = found.next(part)) {
      if (!found.isDropped(part)) {
        entry(entry, part, depth);
      }
    }
    out.writeLong(0);
  }

  private void entry(MessageShape entry, int part, int depth) throws Malformed {
    int mark = found.mark();
    int frame = found.open(entry.fieldCount() + 1);
    scan(entry, frame, found.from(part), found.to(part), depth);
    int key = found.first(frame, 0);
    if (entry.field(0).kind() == FieldKind.STRING) {
      single(entry.field(0), key, depth);
    } else {
      scalars.writeKey(
          entry.field(0),
          key == Occurrences.NONE
              ? 0
              : scalars.key(entry.field(0), found.from(key), found.to(key)));
    }
    single(entry.field(1), found.first(frame, 1), depth);
    found.close(frame, mark);
  }

  private void timestamp(MessageShape shape, int frame, int stretch) throws Malformed {
    int seconds = found.first(frame, 0);
    int nanos = found.first(frame, 1);
    int nanosOfSecond =
        nanos == Occurrences.NONE ? 0 : (int) in.varint(found.from(nanos), found.to(nanos));
    scalars.writeTimestamp(
        shape.timestamp(),
        seconds == Occurrences.NONE ? 0 : in.varint(found.from(seconds), found.to(seconds)),
        nanosOfSecond,
        place(stretch));
    reduced |= shape.timestamp().cuts(nanosOfSecond);
  }

  /** Writes unknown fields as they are, one after the other. */
  private void unknown(int first) {
    long length = 0;
    for (int part = first; part != Occurrences.NONE; part = found.next(part)) {
      length += found.to(part) - found.from(part);
    }
    out.writeLong(length);
    for (int part = first; part != Occurrences.NONE; part = found.next(part)) {
      out.writeRaw(in.bytes(), found.from(part), found.to(part) - found.from(part));
    }
  }
}
