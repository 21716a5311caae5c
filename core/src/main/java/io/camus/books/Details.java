package io.camus.books;

import io.camus.model.CommitRecord;
import io.camus.model.LeftOut;
import io.camus.model.LogEntry;
import io.camus.model.NewPosition;
import io.camus.model.RunId;
import io.camus.model.WindowCount;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The single counts of the commit log that an explanation shows. */
final class Details {
  private final boolean kept;
  final List<Written> written = new ArrayList<>();
  final List<Left> leftOut = new ArrayList<>();
  final List<Move> moves = new ArrayList<>();

  /**
   * A count of written records.
   *
   * @param late whether an earlier run had pulled everything after the window had ended
   */
  record Written(long record, RunId run, WindowCount count, boolean late) {}

  /**
   * A count of records that are in no data file.
   *
   * @param record the number of the commit record
   */
  record Left(long record, RunId run, LeftOut count) {}

  /**
   * A position that was set.
   *
   * @param from the next offset before, if it is known
   * @param to the next offset after
   */
  record Move(long record, int partition, OptionalLong from, long to, String reason) {}

  private Details(boolean kept) {
    this.kept = kept;
  }

  static Details none() {
    return new Details(false);
  }

  static Details all() {
    return new Details(true);
  }

  void written(CommitRecord record, LogEntry.Commits commits, WindowCount row, boolean late) {
    if (kept) {
      written.add(new Written(record.number(), commits.run(), row, late));
    }
  }

  void leftOut(CommitRecord record, LogEntry.Commits commits, LeftOut row) {
    if (kept) {
      leftOut.add(new Left(record.number(), commits.run(), row));
    }
  }

  void moved(CommitRecord record, NewPosition position, Optional<Long> before) {
    if (kept) {
      moves.add(
          new Move(
              record.number(),
              position.partition().partition(),
              before.map(OptionalLong::of).orElse(OptionalLong.empty()),
              position.position().next(),
              position.reason()));
    }
  }
}
