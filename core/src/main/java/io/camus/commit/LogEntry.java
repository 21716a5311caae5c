package io.camus.commit;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.camus.model.NewPosition;
import io.camus.model.PulledGroup;
import io.camus.model.RunId;

/** A line of a commit record. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_OBJECT)
@JsonSubTypes({
  @JsonSubTypes.Type(value = LogEntry.Opens.class, name = "opens"),
  @JsonSubTypes.Type(value = LogEntry.Closes.class, name = "closes"),
  @JsonSubTypes.Type(value = LogEntry.Commits.class, name = "commits"),
  @JsonSubTypes.Type(value = LogEntry.Sets.class, name = "sets"),
})
public sealed interface LogEntry {

  /** A run begins; from here on its ranges may be committed. */
  record Opens(RunId run, RunOwner owner) implements LogEntry {}

  /** A run has ended: nothing of it is committed after this, and its files may be cleaned up. */
  record Closes(RunId run) implements LogEntry {}

  /**
   * Ranges are committed: the partition of each moves on to the range's end.
   *
   * @param run the run that pulled them
   * @param task the task of that run
   * @param pulled the ranges, their files and their counts
   */
  record Commits(RunId run, int task, PulledGroup pulled) implements LogEntry {}

  /** A partition gets its first offset, or is set to another one. */
  record Sets(NewPosition position) implements LogEntry {}
}
