package io.camus.serdes.protobuf;

import java.util.Arrays;

/**
 * Where fields occur in a record: chains of stretches of bytes, by slot of the message that is
 * being translated. Messages nest, so frames and stretches are stacks. Not thread-safe.
 */
final class Occurrences {
  static final int NONE = -1;

  private int[] from = new int[64];
  private int[] to = new int[64];
  private int[] next = new int[64];
  private int used;

  /** For each slot of each open frame, the first and the last of its chain. */
  private int[] ends = new int[128];

  private int top;

  void clear() {
    used = 0;
    top = 0;
  }

  /** Adds a stretch that belongs to no slot. */
  int add(int start, int end) {
    if (used == from.length) {
      from = Arrays.copyOf(from, used * 2);
      to = Arrays.copyOf(to, used * 2);
      next = Arrays.copyOf(next, used * 2);
    }
    from[used] = start;
    to[used] = end;
    next[used] = NONE;
    return used++;
  }

  /** The number of stretches, to {@link #close} a frame with. */
  int mark() {
    return used;
  }

  /** Opens a frame of empty slots. */
  int open(int slots) {
    int frame = top;
    top += 2 * slots;
    if (top > ends.length) {
      ends = Arrays.copyOf(ends, Math.max(top, 2 * ends.length));
    }
    Arrays.fill(ends, frame, top, NONE);
    return frame;
  }

  /** Closes the last frame, and forgets what was added after the mark. */
  void close(int frame, int mark) {
    top = frame;
    used = mark;
  }

  /** Makes a stretch the only one of a slot. */
  void set(int frame, int slot, int start, int end) {
    int added = add(start, end);
    ends[frame + 2 * slot] = added;
    ends[frame + 2 * slot + 1] = added;
  }

  /** Appends a stretch to those of a slot. */
  void append(int frame, int slot, int start, int end) {
    int last = ends[frame + 2 * slot + 1];
    if (last == NONE) {
      set(frame, slot, start, end);
      return;
    }
    int added = add(start, end);
    next[last] = added;
    ends[frame + 2 * slot + 1] = added;
  }

  void remove(int frame, int slot) {
    ends[frame + 2 * slot] = NONE;
    ends[frame + 2 * slot + 1] = NONE;
  }

  /** The first stretch of a slot, or {@link #NONE}. */
  int first(int frame, int slot) {
    return ends[frame + 2 * slot];
  }

  /** The stretch after another one, or {@link #NONE}. */
  int next(int stretch) {
    return next[stretch];
  }

  /** Cuts a chain after a stretch; returns the rest. */
  int cut(int stretch) {
    int rest = next[stretch];
    next[stretch] = NONE;
    return rest;
  }

  /** Empties a stretch: it does not count. */
  void drop(int stretch) {
    from[stretch] = NONE;
  }

  boolean isDropped(int stretch) {
    return from[stretch] == NONE;
  }

  int from(int stretch) {
    return from[stretch];
  }

  int to(int stretch) {
    return to[stretch];
  }
}
