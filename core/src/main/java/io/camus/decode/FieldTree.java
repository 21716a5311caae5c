package io.camus.decode;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The wanted fields of a record, as a tree of names; each has a slot for its value. */
final class FieldTree {
  /** The slot of an inner node. */
  static final int NO_SLOT = -1;

  private final int slot;
  private final String[] names;
  private final byte[][] encodedNames;
  private final FieldTree[] children;

  private FieldTree(int slot, String[] names, FieldTree[] children) {
    this.slot = slot;
    this.names = names;
    this.encodedNames = Stream.of(names).map(name -> name.getBytes(UTF_8)).toArray(byte[][]::new);
    this.children = children;
  }

  /** The tree of some paths; the slot of each is its index in the list. */
  static FieldTree of(List<FieldPath> paths) {
    return of(paths, 0, paths);
  }

  private static FieldTree of(List<FieldPath> slots, int depth, List<FieldPath> here) {
    int slot = NO_SLOT;
    Map<String, List<FieldPath>> below = new LinkedHashMap<>();
    for (FieldPath path : here) {
      if (path.names().size() == depth) {
        slot = slots.indexOf(path);
      } else {
        below.computeIfAbsent(path.names().get(depth), name -> new ArrayList<>()).add(path);
      }
    }
    return new FieldTree(
        slot,
        below.keySet().toArray(String[]::new),
        below.values().stream()
            .map(paths -> of(slots, depth + 1, paths))
            .toArray(FieldTree[]::new));
  }

  /** Where the value of this field goes, or {@link #NO_SLOT}. */
  int slot() {
    return slot;
  }

  /** Whether fields below this one are wanted. */
  boolean hasChildren() {
    return children.length > 0;
  }

  /** The child with that name; null if it is not wanted. */
  FieldTree child(String name) {
    for (int i = 0; i < names.length; i++) {
      if (names[i].equals(name)) {
        return children[i];
      }
    }
    return null;
  }

  /** The child with that name, in UTF-8 in {@code [from, to)}; null as above. */
  FieldTree child(byte[] bytes, int from, int to) {
    int index = childIndex(bytes, from, to);
    return index < 0 ? null : children[index];
  }

  /** The index of that child; negative if it is not wanted. */
  int childIndex(byte[] bytes, int from, int to) {
    for (int i = 0; i < encodedNames.length; i++) {
      byte[] name = encodedNames[i];
      if (name.length == to - from && Arrays.equals(name, 0, name.length, bytes, from, to)) {
        return i;
      }
    }
    return -1;
  }

  /** The number of fields below this one. */
  int childCount() {
    return children.length;
  }

  /** The field of an index below this one. */
  FieldTree child(int index) {
    return children[index];
  }

  /** Forgets what was captured in this field and below it. */
  void clear(Captures captures) {
    if (slot != NO_SLOT) {
      captures.clear(slot);
    }
    for (FieldTree child : children) {
      child.clear(captures);
    }
  }
}
