package io.camus.it.demo;

import io.camus.it.check.Comparison;
import io.camus.it.check.Finding;
import io.camus.it.check.Form;
import io.camus.it.check.TopicResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The end of the demo's accounts: what was produced before each run, what each run moved, and what
 * the comparison of every message says.
 *
 * @param first produced before the first run
 * @param second produced between the runs
 * @param afterFirst what lay in the folder after the first run
 * @param afterSecond what lay there after the second run
 * @param result the comparison after the second run
 */
record Proof(
    Produced first,
    Produced second,
    Moved afterFirst,
    Moved afterSecond,
    Comparison.Result result) {
  private static final List<String> HEAD =
      List.of(
          "topic",
          "produced",
          "1st run",
          "produced",
          "2nd run",
          "rejected",
          "lost",
          "doubled",
          "altered");

  /** The topics to compare. */
  static Map<String, Form> topics() {
    return Feeds.ALL.stream().collect(Collectors.toMap(Feed::topic, Feed::form));
  }

  /** Whether each run moved exactly what was new, and every message is there once, unchanged. */
  boolean holds() {
    return result.isClean()
        && Feeds.ALL.stream()
            .map(Feed::topic)
            .allMatch(
                topic ->
                    first.of(topic) == afterFirst.since(Moved.nothing(), topic)
                        && second.of(topic) == afterSecond.since(afterFirst, topic));
  }

  void print(Page page) {
    List<List<String>> rows = new ArrayList<>();
    result.topics().forEach(topic -> rows.add(row(topic)));
    page.table(HEAD, rows);
    result.findings().stream().limit(10).forEach(finding -> page.line(finding.toString()));
  }

  private List<String> row(TopicResult topic) {
    String name = topic.topic();
    return List.of(
        name,
        Page.number(first.of(name)),
        Page.number(afterFirst.since(Moved.nothing(), name)),
        Page.number(second.of(name)),
        Page.number(afterSecond.since(afterFirst, name)),
        Page.number(topic.rejected()),
        Page.number(topic.count(Finding.Kind.LOST)),
        Page.number(topic.count(Finding.Kind.DOUBLED)),
        Page.number(topic.count(Finding.Kind.ALTERED)));
  }
}
