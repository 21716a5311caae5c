package io.camus.history;

import io.camus.history.PastRun.Figures;
import io.camus.model.DataFile;
import io.camus.model.PulledGroup;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** What the records that were read so far say of a run; they are read from the newest on. */
final class LoggedRun {
  private final Deque<Long> commits = new ArrayDeque<>();
  private Optional<String> closedBy = Optional.empty();
  private Optional<Instant> closedAt = Optional.empty();
  private boolean opened;
  private long messages;
  private long bytes;
  private long rejected;
  private long files;

  void closes(String writer, Instant at) {
    closedBy = Optional.of(writer);
    closedAt = Optional.of(at);
  }

  void opens() {
    opened = true;
  }

  void commits(long record, PulledGroup pulled) {
    if (commits.isEmpty() || commits.peekFirst() != record) {
      commits.addFirst(record);
    }
    messages += pulled.written();
    rejected += pulled.rejectedRecords();
    for (DataFile file : pulled.files()) {
      if (file.kind() == DataFile.Kind.DATA) {
        files++;
        bytes += file.bytes();
      }
    }
  }

  /** Whether every record of this run was read. */
  boolean isWhole() {
    return opened;
  }

  /** The run that closed it, maybe itself. */
  Optional<String> closedBy() {
    return closedBy;
  }

  /** When it was closed, by the clock of the run that did it. */
  Optional<Instant> closedAt() {
    return closedAt;
  }

  List<Long> commits() {
    return List.copyOf(commits);
  }

  Figures figures() {
    return new Figures(messages, bytes, rejected, files);
  }
}
