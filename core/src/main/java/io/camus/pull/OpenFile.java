package io.camus.pull;

import java.io.IOException;

/** A file of a task attempt that takes memory while it is open. */
interface OpenFile {

  boolean isOpen();

  /** The memory, about, that it takes in bytes while it is open. */
  long memory();

  /** When it was written to last, as {@link AttemptFiles#nextUse} counts. */
  long lastUse();

  /** Ends the file, which frees the memory; what comes after it goes to another file. */
  void close() throws IOException;
}
