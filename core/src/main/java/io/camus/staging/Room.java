package io.camus.staging;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Enforces a task attempt's limits: the number of open files, the memory of open files, and the
 * memory of waiting records. If they are exceeded, files without recent records are closed, and
 * records are moved to the {@link Spill}.
 */
final class Room {
  /** Descriptors reserved for connections and all other uses. */
  private static final int SHARE_OF_OTHERS = 4;

  /** Smaller parts of a file would cost its readers too much. */
  private static final long WORTH_FLUSHING = 1 << 21;

  private final OpenLimits limits;
  private final Descriptors descriptors;
  private final Spill spill;

  private final List<MemoryConsumer> all = new ArrayList<>();
  private final List<MemoryConsumer> open = new ArrayList<>();
  private final Set<MemoryConsumer> waiting = new LinkedHashSet<>();
  private final long waitingLimit;
  private final int smallBytes;
  private long waitingBytes;
  private long uses;
  private int mostOpen;

  Room(OpenLimits limits, Descriptors descriptors, Spill spill) {
    this.limits = limits;
    this.descriptors = descriptors;
    this.spill = spill;
    this.waitingLimit = limits.waitingBytes();
    this.smallBytes = limits.smallBytes();
    this.mostOpen = limits.files();
  }

  /** Registers a new series; returns its number, from 0. */
  int register(MemoryConsumer series) {
    all.add(series);
    return all.size() - 1;
  }

  /** Bytes of records that justify a file. */
  int smallBytes() {
    return smallBytes;
  }

  /** A number that grows with every record of the task. */
  long nextUse() {
    return ++uses;
  }

  /**
   * Whether there is room for a file that stays open, besides one more that is written at once. A
   * file is closed for it only if it got no record since the series began to wait: an active one
   * would have to be reopened soon.
   */
  boolean admits(MemoryConsumer series) throws IOException {
    yieldToOthers();
    long memory = 2 * series.fileMemory();
    while (memory > freeBytes() && flushLargest()) {}
    while (!open.isEmpty() && (open.size() + 1 >= mostOpen || memory > freeBytes())) {
      MemoryConsumer idle = idle();
      if (idle.lastUse() > series.firstUse()) {
        return false;
      }
      idle.giveWay();
    }
    return true;
  }

  /**
   * Makes room for a file with this memory: flushes large buffers, then closes idle files. A file
   * that is flushed stays open, so its later records need no further file.
   */
  void makeRoom(long memory) throws IOException {
    while (memory > freeBytes() && flushLargest()) {}
    while (!open.isEmpty() && (open.size() >= mostOpen || memory > freeBytes())) {
      idle().giveWay();
    }
  }

  /** Returns whether there was a buffer worth flushing. */
  private boolean flushLargest() throws IOException {
    Optional<MemoryConsumer> largest =
        open.stream().max(Comparator.comparingLong(MemoryConsumer::bufferedMemory));
    if (largest.isEmpty() || largest.get().bufferedMemory() < WORTH_FLUSHING) {
      return false;
    }
    largest.get().flush();
    return true;
  }

  /** Makes room after an open file has grown in memory; that file stays open. */
  void makeRoomBeside(MemoryConsumer grown) throws IOException {
    while (freeBytes() < 0 && flushLargest()) {}
    if (open.remove(grown)) {
      try {
        makeRoom(grown.fileMemory());
      } finally {
        open.add(grown);
      }
    }
  }

  /** Flushes the only open file, which has grown in memory, if it exceeds the limit. */
  void keepAlone(MemoryConsumer grown) throws IOException {
    if (grown.fileMemory() > limits.fileBytes() && grown.bufferedMemory() >= WORTH_FLUSHING) {
      grown.flush();
    }
  }

  private long freeBytes() {
    return limits.fileBytes() - openBytes();
  }

  /** The memory of the open files. */
  long openBytes() {
    long taken = 0;
    for (MemoryConsumer series : open) {
      taken += series.fileMemory();
    }
    return taken;
  }

  /** The memory of the waiting records. */
  long waitingBytes() {
    return waitingBytes;
  }

  private MemoryConsumer idle() {
    return open.stream().min(Comparator.comparingLong(MemoryConsumer::lastUse)).orElseThrow();
  }

  void opened(MemoryConsumer series) {
    open.add(series);
  }

  void closed(MemoryConsumer series) {
    open.remove(series);
  }

  /** More records of the series, with this memory, wait for a file. */
  void waits(MemoryConsumer series, long moreBytes) {
    if (moreBytes > 0) {
      if (series.waitingMemory() == moreBytes) {
        waiting.add(series);
      }
      waitingBytes += moreBytes;
    }
  }

  /** The waiting records of the series are about to be written to a file. */
  void waitsNoMore(MemoryConsumer series) {
    if (waiting.remove(series)) {
      waitingBytes -= series.waitingMemory();
    }
  }

  /**
   * Makes room for waiting records, if they use too much: series without recent records get their
   * file, and if that is not enough the others are spilled.
   */
  void relieve() throws IOException {
    if (waitingBytes <= waitingLimit) {
      return;
    }
    long oldest = uses;
    for (MemoryConsumer series : waiting) {
      oldest = Math.min(oldest, series.firstUse());
    }
    long middle = oldest + (uses - oldest) / 2;
    for (MemoryConsumer series : List.copyOf(waiting)) {
      if (series.mayEndEarly() && series.lastUse() < middle) {
        series.finishWaiting();
      }
    }
    if (waitingBytes > waitingLimit - waitingLimit / 4) {
      List<MemoryConsumer> spilled = new ArrayList<>(waiting);
      makeRoom(0);
      spilled.sort(Comparator.comparingInt(MemoryConsumer::number));
      waiting.clear();
      waitingBytes = 0;
      spill.write(spilled);
    }
  }

  /** Writes files from all spilled records, after every series has ended. */
  void merge() throws IOException {
    spill.merge(all);
  }

  /** Reserves a part of the process's descriptors for others, including HDFS's sockets. */
  private void yieldToOthers() throws IOException {
    if (descriptors.free() < descriptors.limit() / SHARE_OF_OTHERS) {
      lower(open.size());
    }
  }

  /**
   * The process has no descriptor left: closes half of the open files, and keeps fewer open from
   * now on.
   */
  void ranOut() throws IOException {
    lower(open.size() / 2);
  }

  private void lower(int files) throws IOException {
    mostOpen = Math.max(1, Math.min(mostOpen, files));
    while (open.size() > mostOpen) {
      idle().giveWay();
    }
  }

  /** A notice about the process's limit; empty if it did not matter. */
  Optional<String> shortage() {
    return mostOpen == limits.files()
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "%s, fewer than camus.output.open.files=%d needs: records waited for their files."
                    + " Raise the limit, or lower the key",
                descriptors.inWords(),
                limits.files()));
  }
}
