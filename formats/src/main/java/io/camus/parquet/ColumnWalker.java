package io.camus.parquet;

import io.camus.format.StoredTimes;
import io.camus.model.ConfigurationException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Locale;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.io.api.Binary;

/**
 * Walks the bytes of one Avro datum and writes its values to columns. It accepts the same bytes as
 * Avro's reader. Not thread-safe.
 *
 * <p>On the hot path: it creates one object for each text, bytes or fixed, which refers to the
 * datum's bytes, and no other.
 */
final class ColumnWalker {
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long MOST_MILLIS = Long.MAX_VALUE / StoredTimes.OF_MILLI;
  private static final int INT_BYTES = 5;
  private static final int LONG_BYTES = 10;
  private static final int UNSIZED = -1;

  private final int[] code;
  private final Binary[][] symbols;

  private ColumnWriter[] columns;
  private byte[] bytes;
  private int start;
  private int end;
  private boolean canonical;

  /** Where the last number ended. */
  private int position;

  /** Where the current block of items must end; {@link #UNSIZED} if it has no size. */
  private int blockEnd;

  ColumnWalker(ColumnProgram program) {
    this.code = program.code;
    this.symbols = program.symbols;
  }

  /**
   * Writes the columns of {@code [from, to)}, which must be exactly one datum.
   *
   * @param columns all columns; some of them are written even if this fails
   */
  void walk(ColumnWriter[] columns, byte[] record, int from, int to)
      throws MalformedDatumException {
    this.columns = columns;
    bytes = record;
    start = from;
    end = to;
    canonical = true;
    int after = run(0, from, 0);
    this.columns = null; // They are the row group's, which may end.
    if (after != to) {
      throw malformed(after, "%d bytes follow the datum", to - after);
    }
  }

  /**
   * Whether the last datum was encoded as Avro's library encodes it: in the fewest bytes, and each
   * array and map in one block without its size.
   */
  boolean isCanonical() {
    return canonical;
  }

  /**
   * Executes a block of the program.
   *
   * @param repetition the repetition level of its columns
   * @return where its bytes end
   */
  private int run(int block, int from, int repetition) throws MalformedDatumException {
    int[] steps = code;
    int at = block;
    int here = from;
    while (true) {
      switch (steps[at]) {
        case ColumnProgram.END -> {
          return here;
        }
        case ColumnProgram.BOOLEAN -> {
          int value = bytes[pastBytes(here, 1) - 1];
          if ((value & ~1) != 0) {
            canonical = false;
          }
          columns[steps[at + 1]].write(value == 1, repetition, steps[at + 2]);
          here++;
          at += 3;
        }
        case ColumnProgram.INT -> {
          int value = intAt(here);
          here = position;
          columns[steps[at + 1]].write(value, repetition, steps[at + 2]);
          at += 3;
        }
        case ColumnProgram.LONG -> {
          long value = longAt(here);
          here = position;
          columns[steps[at + 1]].write(value, repetition, steps[at + 2]);
          at += 3;
        }
        case ColumnProgram.INT_MILLIS -> {
          int value = intAt(here);
          here = position;
          columns[steps[at + 1]].write(micros(value), repetition, steps[at + 2]);
          at += 3;
        }
        case ColumnProgram.LONG_MILLIS -> {
          long value = longAt(here);
          here = position;
          columns[steps[at + 1]].write(micros(value), repetition, steps[at + 2]);
          at += 3;
        }
        case ColumnProgram.FLOAT -> {
          int next = pastBytes(here, Float.BYTES);
          float value = Float.intBitsToFloat((int) INTS.get(bytes, here));
          columns[steps[at + 1]].write(value, repetition, steps[at + 2]);
          here = next;
          at += 3;
        }
        case ColumnProgram.DOUBLE -> {
          int next = pastBytes(here, Double.BYTES);
          double value = Double.longBitsToDouble((long) LONGS.get(bytes, here));
          columns[steps[at + 1]].write(value, repetition, steps[at + 2]);
          here = next;
          at += 3;
        }
        case ColumnProgram.BLOB -> {
          long count = longAt(here);
          here = position;
          int next = pastBytes(here, count);
          Binary value = Binary.fromReusedByteArray(bytes, here, next - here);
          columns[steps[at + 1]].write(value, repetition, steps[at + 2]);
          here = next;
          at += 3;
        }
        case ColumnProgram.FIXED -> {
          int next = pastBytes(here, steps[at + 3]);
          Binary value = Binary.fromReusedByteArray(bytes, here, next - here);
          columns[steps[at + 1]].write(value, repetition, steps[at + 2]);
          here = next;
          at += 4;
        }
        case ColumnProgram.ENUM -> {
          Binary[] names = symbols[steps[at + 3]];
          Binary value = names[index(here, names.length, "enum")];
          here = position;
          columns[steps[at + 1]].write(value, repetition, steps[at + 2]);
          at += 4;
        }
        case ColumnProgram.OPTIONAL -> {
          int branch = index(here, 2, "union");
          here = position;
          if (branch == steps[at + 1]) {
            writeNulls(steps[at + 3], steps[at + 4], repetition, steps[at + 2]);
            at = steps[at + 5];
          } else {
            at += 6;
          }
        }
        case ColumnProgram.UNION -> {
          here = union(at, here, repetition);
          at = steps[at + 5];
        }
        case ColumnProgram.REPEATED -> {
          here = repeated(at, here, repetition);
          at = steps[at + 5];
        }
        default -> throw new IllegalStateException("no such step: " + steps[at]);
      }
    }
  }

  private static long micros(long millis) {
    if (millis > MOST_MILLIS || millis < -MOST_MILLIS) {
      throw new ConfigurationException(
          "the time "
              + millis
              + " ms is too far from 1970 for a table; correct the producer, or leave this topic"
              + " without a table");
    }
    return millis * StoredTimes.OF_MILLI;
  }

  private int union(int at, int from, int repetition) throws MalformedDatumException {
    int[] steps = code;
    int branch = at + 6 + ColumnProgram.BRANCH * index(from, steps[at + 1], "union");
    int here = position;
    int level = steps[branch + 3];
    writeNulls(steps[at + 3], steps[branch + 1], repetition, level);
    writeNulls(steps[branch + 2], steps[at + 4], repetition, level);
    return steps[branch] == ColumnProgram.NO_BLOCK ? here : run(steps[branch], here, repetition);
  }

  private int repeated(int at, int from, int repetition) throws MalformedDatumException {
    int[] steps = code;
    int count = itemsAt(from);
    if (count == 0) {
      writeNulls(steps[at + 3], steps[at + 4], repetition, steps[at + 2]);
      return position;
    }
    int level = repetition;
    while (true) {
      int here = position;
      int stated = blockEnd;
      for (int i = 0; i < count; i++) {
        here = run(at + 6, here, level);
        level = steps[at + 1];
      }
      requireEnd(here, stated);
      count = itemsAt(here);
      if (count == 0) {
        return position;
      }
      canonical = false;
    }
  }

  private void writeNulls(int first, int last, int repetition, int level) {
    for (int i = first; i < last; i++) {
      columns[i].writeNull(repetition, level);
    }
  }

  /**
   * The number of items in the block at a place, 0 for the end; leaves the position behind it. An
   * item has a byte at least.
   */
  private int itemsAt(int from) throws MalformedDatumException {
    long count = longAt(from);
    blockEnd = UNSIZED;
    if (count < 0) {
      canonical = false;
      long size = longAt(position);
      if (size < 0 || size > end - position) {
        throw malformed(
            position, "a block of %d bytes with only %d bytes left", size, end - position);
      }
      blockEnd = position + (int) size;
      count = -count;
    }
    if (count < 0 || count > end - position) {
      throw malformed(position, "%d items with only %d bytes left", count, end - position);
    }
    return (int) count;
  }

  /** A block must end at its stated size, because a reader that skips it continues there. */
  private void requireEnd(int here, int stated) throws MalformedDatumException {
    if (stated != here && stated != UNSIZED) {
      throw malformed(here, "a block of items whose stated end is byte %d", stated - start);
    }
  }

  /** The index at a place, which is less than a bound; leaves the position behind it. */
  private int index(int from, int bound, String what) throws MalformedDatumException {
    int index = intAt(from);
    if (index < 0 || index >= bound) {
      throw malformed(position, "index %d of an %s of %d", index, what, bound);
    }
    return index;
  }

  private int pastBytes(int from, long count) throws MalformedDatumException {
    if (count < 0 || count > end - from) {
      throw malformed(from, "%d bytes needed, %d left", count, end - from);
    }
    return from + (int) count;
  }

  /** The int at a place; leaves the position behind it. */
  private int intAt(int from) throws MalformedDatumException {
    if (from < end) {
      int first = bytes[from];
      if (first >= 0) {
        position = from + 1;
        return unzigzag(first);
      }
    }
    int raw = (int) numberAt(from, INT_BYTES);
    return unzigzag(raw);
  }

  /** The long at a place; leaves the position behind it. */
  private long longAt(int from) throws MalformedDatumException {
    if (from < end) {
      int first = bytes[from];
      if (first >= 0) {
        position = from + 1;
        return unzigzag(first);
      }
    }
    long raw = numberAt(from, LONG_BYTES);
    return (raw >>> 1) ^ -(raw & 1);
  }

  /**
   * The number at a place in groups of seven bits; leaves the position behind it.
   *
   * @param most its maximum length in bytes; bits beyond an int or a long do not count
   */
  private long numberAt(int from, int most) throws MalformedDatumException {
    byte[] record = bytes;
    int room = Math.min(most, end - from);
    long raw = 0;
    for (int i = 0; i < room; i++) {
      int next = record[from + i];
      raw |= (long) (next & 0x7F) << (7 * i);
      if (next >= 0) {
        position = from + i + 1;
        // The last byte has bits, and none too many.
        if (i > 0 && (next == 0 || (i + 1 == most && next >>> lastBits(most) != 0))) {
          canonical = false;
        }
        return raw;
      }
    }
    throw room < most
        ? malformed(end, "the record ends inside a number")
        : malformed(
            from, "%s of more than %d bytes", most == INT_BYTES ? "an int" : "a long", most);
  }

  /** The bits that count in the last byte of a number. */
  private static int lastBits(int most) {
    return most == INT_BYTES ? 4 : 1;
  }

  private static int unzigzag(int value) {
    return (value >>> 1) ^ -(value & 1);
  }

  private MalformedDatumException malformed(int at, String message, Object... values) {
    return new MalformedDatumException(
        String.format(
            Locale.ROOT,
            "byte %d of %d: %s",
            at - start,
            end - start,
            String.format(Locale.ROOT, message, values)));
  }
}
