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
 * What the series of a task attempt may take of its limits: files that are open at once, memory of
 * open files, and memory of records that wait for a file. Where there is not enough, files end that
 * no record came to lately, and records go to the {@link Spill}.
 */
final class Room {
  /** Descriptors that are left to connections and all other work of the process. */
  private static final int SHARE_OF_OTHERS = 4;

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

  /** Takes a new series; its number, from 0. */
  int register(MemoryConsumer series) {
    all.add(series);
    return all.size() - 1;
  }

  /** So many bytes of records are worth a file. */
  int smallBytes() {
    return smallBytes;
  }

  /** A number that grows with every record of the task. */
  long nextUse() {
    return ++uses;
  }

  /**
   * Whether there is room for a file that stays open, beside one more that is written at once.
   * Files make way only if they had no record since the series began to wait: one that still gets
   * some would have to begin again soon.
   */
  boolean admits(MemoryConsumer series) throws IOException {
    yieldToOthers();
    long memory = 2 * series.fileMemory();
    while (!open.isEmpty() && (open.size() + 1 >= mostOpen || memory > freeBytes())) {
      MemoryConsumer idle = idle();
      if (idle.lastUse() > series.firstUse()) {
        return false;
      }
      idle.giveWay();
    }
    return true;
  }

  /** Ends idle files until there is room for one that takes this memory. */
  void makeRoom(long memory) throws IOException {
    while (!open.isEmpty() && (open.size() >= mostOpen || memory > freeBytes())) {
      idle().giveWay();
    }
  }

  /** Makes room after an open file has come to take more memory; it stays open itself. */
  void makeRoomBeside(MemoryConsumer grown) throws IOException {
    open.remove(grown);
    try {
      makeRoom(grown.fileMemory());
    } finally {
      open.add(grown);
    }
  }

  private long freeBytes() {
    return limits.fileBytes() - openBytes();
  }

  /** The memory that the open files take. */
  long openBytes() {
    long taken = 0;
    for (MemoryConsumer series : open) {
      taken += series.fileMemory();
    }
    return taken;
  }

  /** The memory that the records take which wait. */
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

  /** Records of the series, of these bytes of memory more, wait for a file. */
  void waits(MemoryConsumer series, long moreBytes) {
    if (moreBytes > 0) {
      if (series.waitingMemory() == moreBytes) {
        waiting.add(series);
      }
      waitingBytes += moreBytes;
    }
  }

  /** The records of the series are about to go to a file. */
  void waitsNoMore(MemoryConsumer series) {
    if (waiting.remove(series)) {
      waitingBytes -= series.waitingMemory();
    }
  }

  /**
   * Makes room for records that wait, if they take too much: those that had none lately get their
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

  /** Makes files of all that was spilled. Every series has ended. */
  void merge() throws IOException {
    spill.merge(all);
  }

  /** Leaves a part of the process's descriptors to others, HDFS's sockets included. */
  private void yieldToOthers() throws IOException {
    if (descriptors.free() < descriptors.limit() / SHARE_OF_OTHERS) {
      lower(open.size());
    }
  }

  /** The process has no descriptor left: half of the open files end, and no more are opened. */
  void ranOut() throws IOException {
    lower(open.size() / 2);
  }

  private void lower(int files) throws IOException {
    mostOpen = Math.max(1, Math.min(mostOpen, files));
    while (open.size() > mostOpen) {
      idle().giveWay();
    }
  }

  /** What the user should know of the process's own limit; empty if it was no matter. */
  Optional<String> shortage() {
    return mostOpen == limits.files()
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "%s, too few for camus.output.open.files=%d: records waited for their files. Raise the"
                    + " limit, or lower the key",
                descriptors.inWords(),
                limits.files()));
  }
}
