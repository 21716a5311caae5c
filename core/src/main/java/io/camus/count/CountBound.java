package io.camus.count;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How many counts a task may still keep apart, and how long a name may be. */
final class CountBound {
  /** Stands for the servers that were not told apart. */
  static final String OTHER_SERVERS = "other_servers";

  /** Stands for the services that were not told apart. */
  static final String OTHER_SERVICES = "other_services";

  /** Characters of the name of a server or service; the rest of a longer one is cut. */
  static final int LONGEST_NAME = 128;

  private final int most;
  private int counts;
  private long other;
  private long cut;

  /**
   * @param most counts that may be kept apart
   */
  CountBound(int most) {
    this.most = most;
  }

  /** Whether one more count can be kept apart; counts a record as one of the others if not. */
  boolean hasRoom() {
    if (counts < most) {
      counts++;
      return true;
    }
    other++;
    return false;
  }

  /** A name, cut if it is too long. */
  String shortened(String name) {
    if (name.length() <= LONGEST_NAME) {
      return name;
    }
    cut++;
    int end = Character.isHighSurrogate(name.charAt(LONGEST_NAME - 1)) ? 1 : 0;
    return name.substring(0, LONGEST_NAME - end);
  }

  /** What the user should know of the counts, one sentence each. */
  List<String> notices() {
    List<String> notices = new ArrayList<>();
    if (other > 0) {
      notices.add(
          String.format(
              Locale.ROOT,
              "%d records are counted under %s and %s, since the task has reached %d counts; a"
                  + " higher camus.audit.max.counts tells them apart",
              other,
              OTHER_SERVERS,
              OTHER_SERVICES,
              most));
    }
    if (cut > 0) {
      notices.add(
          String.format(
              Locale.ROOT,
              "%d names of servers or services have more than %d characters and are counted under"
                  + " the first %d",
              cut,
              LONGEST_NAME,
              LONGEST_NAME));
    }
    return notices;
  }
}
