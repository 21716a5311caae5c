package io.camus.staging;

import io.camus.model.Unfinished;
import java.util.List;
import java.util.Optional;

/**
 * Whether the files of a group can be trusted. Once the code that writes them has thrown something,
 * nothing of the group counts.
 */
public final class GroupFault {
  private final List<GroupFault> seen;
  private Optional<Unfinished> why = Optional.empty();

  /**
   * @param seen where the fault is noted once it has happened
   */
  public GroupFault(List<GroupFault> seen) {
    this.seen = seen;
  }

  /**
   * The group's files are of no use.
   *
   * @param doing what failed, for example {@code writing clicks-3@17}
   * @param thrown if it cannot be survived, it is thrown on
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
