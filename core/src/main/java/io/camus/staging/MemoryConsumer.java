package io.camus.staging;

import io.camus.spi.Decoded.Datum;
import java.io.DataOutput;
import java.io.IOException;

/** Records that take memory of the {@link Room}, and a file's while one is open for them. */
interface MemoryConsumer {
  /** Its place among all of the attempt. */
  int number();

  /** When a record came last, as {@link Room#nextUse} counts. */
  long lastUse();

  /** When the first of the records that wait has come. */
  long firstUse();

  /** Bytes of memory that the records take which wait. */
  long waitingMemory();

  /** The memory, about, that its open file takes, or would take. */
  long fileMemory();

  /** Whether it may have a file before its end that is not the last one. */
  boolean mayEndEarly();

  /** Ends the open file for want of room. */
  void giveWay() throws IOException;

  /** Makes a file of the records that wait, and ends it. */
  void finishWaiting() throws IOException;

  /** Puts the records that wait, with their number, into a run file. */
  void spillTo(DataOutput out) throws IOException;

  /** Takes a record back that was in a run file; those that still wait are later ones. */
  void takeBack(Datum datum, int range, long offset) throws IOException;

  /** All records of run files were taken back. */
  void endMerge() throws IOException;
}
