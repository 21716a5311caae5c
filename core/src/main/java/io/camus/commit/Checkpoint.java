package io.camus.commit;

import io.camus.commit.Layout.CommitFile;
import io.camus.model.LogEntry;
import io.camus.model.NewPosition;
import io.camus.model.RunId;
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
 * The state after a record, in the log's own words: an {@code opens} for each open run, a {@code
 * sets} for each position. Saves reading the records before it; they are still the truth.
 *
 * @param state the state; all files of the records up to it were seen in their final place
 * @param unaudited numbers of the records up to it whose counts have still to be published
 */
record Checkpoint(LogState state, List<Long> unaudited) {

  void write(Store store, Layout layout, RunId writer) throws IOException {
    StorePath temporary = layout.commits().child("tmp-" + writer + "-checkpoint-" + state.number());
    List<LogEntry> entries = new ArrayList<>();
    state.openRuns().forEach((run, owner) -> entries.add(new LogEntry.Opens(run, owner)));
    state
        .positions()
        .forEach(
            (partition, position) ->
                entries.add(new LogEntry.Sets(new NewPosition(partition, position, ""))));
    try {
      store.delete(temporary);
      CheckpointFile.write(
          store.create(temporary), new CheckpointFile.Content(state.number(), unaudited, entries));
      store.rename(temporary, layout.commitFile(state.number(), CommitFile.CHECKPOINT));
    } catch (FileAlreadyExistsException e) {
      store.delete(temporary);
    } catch (IOException e) {
      if (store.stat(temporary).isPresent()) {
        throw e;
      }
      // Another driver's clean-up took it for a left-over; a later one writes the next checkpoint.
    }
  }

  /**
   * Empty if it is not whole, or gone since it was listed: another checkpoint and the records
   * themselves are there.
   */
  static Optional<Checkpoint> read(Store store, Layout layout, long number) throws IOException {
    StorePath path = layout.commitFile(number, CommitFile.CHECKPOINT);
    LogState state = LogState.at(number);
    try {
      var content = CheckpointFile.read(store.open(path), path.toString());
      content.entries().forEach(state::apply);
      return Optional.of(new Checkpoint(state, content.unaudited()));
    } catch (UnreadableFileException | NoSuchFileException e) {
      return Optional.empty();
    }
  }
}
