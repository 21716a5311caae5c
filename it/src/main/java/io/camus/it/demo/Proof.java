package io.camus.it.demo;

import io.camus.cli.page.Columns;
import io.camus.cli.page.Page;
import io.camus.cli.page.Tone;
import io.camus.it.check.Comparison;
import io.camus.it.check.Finding;
import io.camus.it.check.Form;
import io.camus.it.check.TopicResult;
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
  private static final int MOST_FINDINGS = 10;

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

  /** A row for each topic, and what is wrong. */
  Page page() {
    Page page =
        new Page()
            .add(
                Columns.of(result.topics())
                    .left("topic", TopicResult::topic)
                    .count("in Kafka", it -> first.of(it.topic()) + second.of(it.topic()))
                    .count("1st run", it -> afterFirst.since(Moved.nothing(), it.topic()))
                    .count("2nd run", it -> afterSecond.since(afterFirst, it.topic()))
                    .count("rejected", TopicResult::rejected)
                    .count("lost", it -> it.count(Finding.Kind.LOST))
                    .tone(it -> tone(it, Finding.Kind.LOST))
                    .count("doubled", it -> it.count(Finding.Kind.DOUBLED))
                    .tone(it -> tone(it, Finding.Kind.DOUBLED))
                    .count("altered", it -> it.count(Finding.Kind.ALTERED))
                    .tone(it -> tone(it, Finding.Kind.ALTERED))
                    .table(DemoOutput.DEPTH));
    result.findings().stream()
        .limit(MOST_FINDINGS)
        .forEach(finding -> page.line(DemoOutput.DEPTH, finding.toString()));
    return page;
  }

  private static Tone tone(TopicResult topic, Finding.Kind kind) {
    return topic.count(kind) == 0 ? Tone.GOOD : Tone.BAD;
  }

  /** Records in dead letters. */
  long rejected() {
    return result.topics().stream().mapToLong(TopicResult::rejected).sum();
  }
}
