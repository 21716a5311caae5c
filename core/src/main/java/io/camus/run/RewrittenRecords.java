package io.camus.run;

import io.camus.model.Problem;
import io.camus.model.Problem.Severity;
import io.camus.model.Pulled;
import io.camus.model.Quantity;
import io.camus.model.Rewritten;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Creates notices about records that were not written as they were. */
final class RewrittenRecords {
  private static final String LINE_BREAKS = " (camus.message.text.line.breaks)";

  private RewrittenRecords() {}

  /** At most three notices for each topic. */
  static List<Problem> notices(Collection<? extends Pulled> committed) {
    Map<String, Rewritten> byTopic = new TreeMap<>();
    committed.forEach(group -> byTopic.merge(group.topic(), group.rewritten(), Rewritten::plus));
    List<Problem> notices = new ArrayList<>();
    byTopic.forEach(
        (topic, rewritten) -> {
          if (rewritten.escaped() > 0) {
            notices.add(
                notice(
                    topic,
                    rewritten.escaped(),
                    "with line breaks: the line breaks are written as U+240A (LF) and U+240D (CR)"
                        + LINE_BREAKS));
          }
          if (rewritten.trimmed() > 0) {
            notices.add(
                notice(
                    topic,
                    rewritten.trimmed(),
                    "with line breaks: the line break at their end is not written" + LINE_BREAKS));
          }
          if (rewritten.reduced() > 0) {
            notices.add(
                notice(
                    topic,
                    rewritten.reduced(),
                    "without a part of their content: fields that their schema does not have, or"
                        + " digits that the type of a field cannot hold"));
          }
        });
    return notices;
  }

  private static Problem notice(String topic, long records, String what) {
    return new Problem(
        Severity.NOTICE,
        topic,
        String.format(Locale.ROOT, "%s %s", Quantity.of(records, "record"), what));
  }
}
