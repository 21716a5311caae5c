package io.camus.staging;

import io.camus.spi.Decoded.Datum;
import java.io.DataOutput;
import java.io.IOException;

/** Records that use memory of the {@link Room}, and an open file's memory if there is one. */
interface MemoryConsumer {
  /** Its index in the attempt. */
  int number();

  /** When the last record arrived, in units of {@link Room#nextUse}. */
  long lastUse();

  /** When the first waiting record arrived. */
  long firstUse();

  /** Memory of the waiting records in bytes. */
  long waitingMemory();

  /** The approximate memory of its open file, or of one if opened. */
  long fileMemory();

  /** The part of the open file's memory that {@link #flush} frees, in bytes. */
  long bufferedMemory();

  /** Writes the buffered records of the open file; the file stays open. */
  void flush() throws IOException;

  /** Whether it may open a file before its end. */
  boolean mayEndEarly();

  /** Closes the open file for lack of room. */
  void giveWay() throws IOException;

  /** Writes a file from the waiting records, and closes it. */
  void finishWaiting() throws IOException;

  /** Writes the waiting records, with their series number, to a spill file. */
  void spillTo(DataOutput out) throws IOException;

  /** Adds a record from a spill file; waiting records are later ones. */
  void takeBack(Datum datum, int range, long offset) throws IOException;

  /** All spilled records were added. */
  void endMerge() throws IOException;
}
