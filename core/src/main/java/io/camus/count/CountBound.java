package io.camus.count;

import io.camus.model.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The limit on a task's separate counts, and on the length of names. */
final class CountBound {
  /** Stands for the origins beyond the limit. */
  static final Origin OTHERS = new Origin("other_servers", "other_services");

  /** Maximum length of the name of a server or service; longer ones are truncated. */
  static final int LONGEST_NAME = 128;

  private final int most;
  private int counts;
  private long other;
  private long cut;

  /**
   * @param most maximum number of separate counts
   */
  CountBound(int most) {
    this.most = most;
  }

  /** Whether one more separate count is allowed; if not, counts the record among the others. */
  boolean hasRoom() {
    if (counts < most) {
      counts++;
      return true;
    }
    other++;
    return false;
  }

  /** An origin, with names cut that are too long. */
  Origin shortened(Origin origin) {
    String server = shortened(origin.server());
    String service = shortened(origin.service());
    return server.equals(origin.server()) && service.equals(origin.service())
        ? origin
        : new Origin(server, service);
  }

  private String shortened(String name) {
    if (name.length() <= LONGEST_NAME) {
      return name;
    }
    cut++;
    int end = Character.isHighSurrogate(name.charAt(LONGEST_NAME - 1)) ? 1 : 0;
    return name.substring(0, LONGEST_NAME - end);
  }

  /** Notices about the counts, one sentence each. */
  List<String> notices() {
    List<String> notices = new ArrayList<>();
    if (other > 0) {
      notices.add(
          String.format(
              Locale.ROOT,
              "%d records are counted as %s and %s, because the task reached its limit of %d"
                  + " counts; raise camus.audit.max.counts to count them separately",
              other,
              OTHERS.server(),
              OTHERS.service(),
              most));
    }
    if (cut > 0) {
      notices.add(
          String.format(
              Locale.ROOT,
              "%d names of servers or services are longer than %d characters and are counted by"
                  + " their first %d",
              cut,
              LONGEST_NAME,
              LONGEST_NAME));
    }
    return notices;
  }
}
