package io.camus.run;

import io.camus.spi.StorePath;
import java.util.Random;

/**
 * One of a process's store calls, drawn by chance, often from those where more can go wrong than
 * elsewhere. It may be later than the process lives.
 */
final class Moment {
  private static final int MOST_BITS = 8;
  private static final int MOST_BITS_OF_FEW = 5;

  private final Kind kind;
  private int callsBefore;
  private boolean recordBefore;

  private Moment(Kind kind, int callsBefore) {
    this.kind = kind;
    this.callsBefore = callsBefore;
  }

  /** Which calls it is drawn from. */
  private enum Kind {
    /** All. */
    ANY,
    /** Those where drivers and attempts meet. */
    MEETING,
    /** Those on staged and published files. */
    PUBLISHING,
    /** The first after a record has got its number. */
    COMMITTED
  }

  /** Draws one; early ones come more often than late ones. */
  static Moment any(Random random) {
    Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
    int most = kind == Kind.ANY ? MOST_BITS : MOST_BITS_OF_FEW;
    return new Moment(kind, random.nextInt(1 << random.nextInt(most + 1)));
  }

  /**
   * Whether this call is it; asked once for every call.
   *
   * @param change as {@link FaultyStore.Schedule} has it
   */
  boolean hasCome(int change, StorePath path) {
    boolean afterRecord = recordBefore;
    StorePath parent = path.parent();
    recordBefore = change >= 0 && parent.name().equals("commits") && path.name().endsWith(".json");
    boolean counts =
        switch (kind) {
          case ANY -> true;
          case MEETING ->
              parent.name().equals("commits")
                  || path.name().equals("runs")
                  || path.name().equals("tasks")
                  || parent.name().equals("tasks");
          case PUBLISHING ->
              parent.name().equals("data")
                  || (path.value().startsWith("/data/") && path.name().contains("+"));
          case COMMITTED -> afterRecord;
        };
    return counts && callsBefore-- == 0;
  }
}
