package io.camus.serdes.protobuf;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Which message of a file a record is: the place of a top-level message, then of one nested in it,
 * and so on. On the wire: their number and the places as zigzag varints; a single zero byte is the
 * first message. Entries of maps, which the file does not spell out, are not counted.
 */
record MessageIndexes(List<Integer> path) {
  static final MessageIndexes FIRST = new MessageIndexes(List.of(0));

  MessageIndexes {
    path = List.copyOf(path);
  }

  /** The message in a file; empty if it has none there. */
  Optional<Descriptor> in(FileDescriptor file) {
    List<Descriptor> messages = file.getMessageTypes();
    Descriptor found = null;
    for (int place : path) {
      if (place < 0 || place >= messages.size()) {
        return Optional.empty();
      }
      found = messages.get(place);
      messages =
          found.getNestedTypes().stream().filter(it -> !it.getOptions().getMapEntry()).toList();
    }
    return Optional.ofNullable(found);
  }

  /** For example {@code 1, 0}. */
  @Override
  public String toString() {
    return String.join(", ", path.stream().map(it -> it.toString()).toList());
  }

  /** Reads indexes from the bytes of a record. */
  static final class Reader {
    private static final int DEEPEST = 100;
    private static final int INT_BYTES = 5;

    private int position;

    /** Where the indexes ended. */
    int position() {
      return position;
    }

    /** The indexes at a place; empty if there are none. */
    Optional<MessageIndexes> read(byte[] bytes, int from, int to) {
      position = from;
      if (from < to && bytes[from] == 0) {
        position++;
        return Optional.of(FIRST);
      }
      int count = next(bytes, to);
      if (count <= 0 || count > DEEPEST) {
        return Optional.empty();
      }
      List<Integer> path = new ArrayList<>(Collections.nCopies(count, 0));
      for (int i = 0; i < count; i++) {
        int place = next(bytes, to);
        if (place < 0) {
          return Optional.empty();
        }
        path.set(i, place);
      }
      return Optional.of(new MessageIndexes(path));
    }

    /** The next number; negative if it is, or if there is none. */
    private int next(byte[] bytes, int to) {
      int value = 0;
      for (int i = 0; i < INT_BYTES && position < to; i++) {
        byte b = bytes[position++];
        value |= (b & 0x7F) << (7 * i);
        if (b >= 0) {
          return (value >>> 1) ^ -(value & 1);
        }
      }
      return -1;
    }
  }
}
