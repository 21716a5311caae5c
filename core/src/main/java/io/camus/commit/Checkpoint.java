package io.camus.commit;

import io.camus.commit.Layout.CommitFile;
import io.camus.model.LogEntry;
import io.camus.model.NewPosition;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import io.camus.wire.CheckpointFile;
import io.camus.wire.UnreadableFileException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The state after a record, as log entries: an {@code opens} for each open run, a {@code sets} for
 * each position, a {@code tracks} for each tracked topic. It saves reading the records before it,
 * which remain authoritative.
 *
 * @param state the state; all files of the records up to it were seen in their final place
 * @param unaudited numbers of the records up to it whose counts are not published yet
 * @param flatRecords how many records the flat list has; empty in a checkpoint of an earlier
 *     version, which is in that list itself
 */
record Checkpoint(LogState state, List<Long> unaudited, Optional<Long> flatRecords) {

  /** Writes it, unless one for the same record exists. */
  void write(Store store, Layout layout) throws IOException {
    List<LogEntry> entries = new ArrayList<>();
    state.openRuns().forEach((run, owner) -> entries.add(new LogEntry.Opens(run, owner)));
    state
        .positions()
        .forEach(
            (partition, position) ->
                entries.add(new LogEntry.Sets(new NewPosition(partition, position, ""))));
    state
        .trackers()
        .topics()
        .values()
        .forEach(tracked -> entries.add(new LogEntry.Tracks(tracked)));
    var content = new CheckpointFile.Content(state.number(), unaudited, flatRecords, entries);
    try {
      store.putIfAbsent(
          layout.commitFile(state.number(), CommitFile.CHECKPOINT),
          out -> CheckpointFile.write(out, content));
    } catch (FileAlreadyExistsException e) {
      // Another driver was faster.
    }
  }

  /**
   * Empty if it is damaged, or gone since it was listed: there are other checkpoints and the
   * records themselves.
   */
  static Optional<Checkpoint> read(Store store, StorePath path) throws IOException {
    try {
      var content = CheckpointFile.read(store.open(path), path.toString());
      LogState state = LogState.at(content.number());
      content.entries().forEach(state::apply);
      return Optional.of(new Checkpoint(state, content.unaudited(), content.flatRecords()));
    } catch (UnreadableFileException | NoSuchFileException e) {
      return Optional.empty();
    }
  }
}
