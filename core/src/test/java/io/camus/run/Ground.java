package io.camus.run;

import io.camus.run.FaultyStore.Schedule;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.function.IntSupplier;

/** What a {@link World} keeps its files on, in memory. */
interface Ground {
  /** The kinds of stores that there are. */
  enum Kind {
    /** Files are renamed; a listing shows those that are being written. */
    FILE_SYSTEM,
    /** Objects are put or uploaded; nothing is renamed, and there are no directories. */
    OBJECT_STORE
  }

  /** The store, undisturbed. */
  Store store();

  /**
   * The store as one process sees it.
   *
   * @param meanwhile what another process does
   */
  Disturbed disturbed(Schedule schedule, Runnable meanwhile);

  /** The store whose listings are late now and then, as one process sees it. */
  Store stale(Random random, Schedule schedule);

  /**
   * A store with faults.
   *
   * @param calls how many calls have changed something
   */
  record Disturbed(Store store, IntSupplier calls) {}

  /** Everything that readers of the store see. */
  SortedMap<StorePath, byte[]> files();

  /** What takes room and no reader sees: the names of staged files that only the store knows. */
  List<StorePath> hidden();

  /**
   * Another program writes a file.
   *
   * @return false if nobody may write it now
   */
  boolean write(StorePath path, byte[] content) throws IOException;

  /** A user moves a file. */
  void move(StorePath from, StorePath to) throws IOException;
}
