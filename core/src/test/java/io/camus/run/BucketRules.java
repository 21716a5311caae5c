package io.camus.run;

import static io.camus.run.Rule.edit;

import java.util.List;

/** Complete buckets and their markers: the rules, each with the code that keeps it taken away. */
final class BucketRules {
  private BucketRules() {}

  static List<Rule> all() {
    return List.of(
        Rule.tracked(
            "a bucket is closed after its settle time",
            "I8",
            0,
            edit(
                "complete/CompletionRule",
                "rules.partitioner(), seen.at().minus(rules.settle()).toEpochMilli())",
                "rules.partitioner(), seen.at().toEpochMilli())"),
            edit(
                "model/Completion",
                "settle.isNegative() || until.isAfter(seen.at().minus(settle))",
                "settle.isNegative()")),
        Rule.of(
            "a bucket is closed once all positions have reached the ends",
            "I8: .*_COMPLETE holds",
            DirectedHistory.AN_HOUR_ENDS_AND_A_PULL_FAILS,
            edit(
                "commit/Trackers",
                "(position != null && position.next() >= end.getValue());",
                "end.getValue() >= 0 || position != null;")),
        Rule.tracked(
            "a position that is set leaves the open buckets unproven",
            "I8: .*_COMPLETE holds",
            0,
            edit("commit/Trackers", "tracker.reset(record);", "")),
        Rule.of(
            "the ends after a position was set are newer than it",
            "I8: .*_COMPLETE holds",
            DirectedHistory.A_DRIVER_CLOSES_AFTER_RECORDS_WERE_SKIPPED,
            edit(
                "commit/TopicTracker",
                "if (reset.filter(by -> by != record && by > after).isPresent()) {",
                "if (reset.filter(by -> by == 0 && by > after && by != record).isPresent()) {"),
            edit(
                "complete/CompletionRule",
                "if (tracked.resetBy().filter(by -> by > after).isPresent()) {",
                "if (tracked.resetBy().filter(by -> by == 0).isPresent()) {")),
        Rule.tracked(
            "a checkpoint lists how far topics are complete",
            "camus verify",
            0,
            edit(
                "commit/Checkpoint",
                ".forEach(tracked -> entries.add(new LogEntry.Tracks(tracked)));",
                ".forEach(tracked -> {});")),
        Rule.of(
            "markers wait for the files of earlier records",
            "I8: .* is visible beside",
            DirectedHistory.AN_HOUR_ENDS_BEFORE_ITS_FILE_IS_PUBLISHED,
            edit(
                "commit/Publisher",
                "if (log.unpublished().get(0) < number) {",
                "if (log.unpublished().get(0) < 0) {")),
        Rule.of(
            "a bucket stays open until its tiers balance",
            "I8: tier producer counted what",
            DirectedHistory.COUNTS_ARRIVE_AFTER_THEIR_HOUR,
            edit(
                "complete/CompletionRule",
                "balance.apply(span).map(held -> span.bucketOf(held.from())).orElse(span.until())",
                "balance.apply(span).map(held -> span.until()).orElse(span.until())")),
        Rule.tracked(
            "a marker is written elsewhere and moved",
            "I3",
            0,
            edit(
                "commit/Markers",
                "StorePath aside = layout.marker(record.number(), index++);",
                "StorePath aside = new StorePath(bucket.sums().directory())"
                    + ".child(String.valueOf(index++));")),
        Rule.tracked(
            "a marker is renewed if records arrive late",
            "I8",
            0,
            edit("commit/Markers", "renew(step, there);", "")));
  }
}
