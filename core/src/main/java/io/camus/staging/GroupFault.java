package io.camus.staging;

import io.camus.model.Unfinished;
import java.util.List;
import java.util.Optional;

/**
 * Whether the files of a group can be trusted. After an exception of the code that writes them, the
 * whole group is discarded.
 */
public final class GroupFault {
  private final List<GroupFault> seen;
  private Optional<Unfinished> why = Optional.empty();

  /**
   * @param seen receives the fault when it happens
   */
  public GroupFault(List<GroupFault> seen) {
    this.seen = seen;
  }

  /**
   * Marks the group's files as useless.
   *
   * @param doing what failed, for example {@code writing clicks-3@17}
   * @param thrown rethrown if it is fatal
   */
  public void at(String doing, Throwable thrown) {
    Unfinished unfinished = TopicFault.of(doing, thrown);
    if (why.isEmpty()) {
      why = Optional.of(unfinished);
      seen.add(this);
    }
  }

  /** The fault; empty if there was none. */
  public Optional<Unfinished> why() {
    return why;
  }
}
