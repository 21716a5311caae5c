package io.camus.run;

import io.camus.spi.StorePath;
import java.util.Random;

/**
 * One of a process's store calls, drawn by chance, often from those where more can go wrong than
 * elsewhere. It may be later than the process lives.
 */
final class Moment {
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
    ANY(8),
    /** Those where drivers and attempts meet. */
    MEETING(5),
    /** The renames that decide: of a manifest, of a record. */
    COMMITTING(2),
    /** Those that bring a file to its place, and the looks that it takes. */
    PLACING(4),
    /** The first after a record has got its number. */
    COMMITTED(1);

    /** Of the number of such calls before it. */
    private final int mostBits;

    Kind(int mostBits) {
      this.mostBits = mostBits;
    }
  }

  /** Draws one; early ones come more often than late ones. */
  static Moment any(Random random) {
    Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
    return new Moment(kind, random.nextInt(1 << random.nextInt(kind.mostBits + 1)));
  }

  /**
   * Whether this call is it; asked once for every call.
   *
   * @param change as {@link FaultyStore.Schedule} has it
   */
  boolean hasCome(int change, StorePath path) {
    boolean afterRecord = recordBefore;
    StorePath parent = path.parent();
    boolean ofLog = parent.parent().name().equals("commits");
    recordBefore = change >= 0 && ofLog && path.name().endsWith(".json");
    boolean counts =
        switch (kind) {
          case ANY -> true;
          case MEETING ->
              ofLog
                  || path.name().equals("runs")
                  || path.name().equals("tasks")
                  || parent.name().equals("tasks");
          case COMMITTING -> recordBefore || (change >= 0 && parent.name().equals("tasks"));
          case PLACING ->
              (change < 0 && parent.name().equals("data"))
                  || (path.value().startsWith("/data/") && path.name().contains("+"));
          case COMMITTED -> afterRecord;
        };
    return counts && callsBefore-- == 0;
  }
}
