package io.camus.cli.html;

import io.camus.books.Verdict;
import io.camus.cli.report.Hour;
import io.camus.cli.report.TopicReport;
import io.camus.cli.report.Waterfall;
import io.camus.cli.report.Waterfall.TierSum;
import io.camus.complete.CompletionQuery;
import io.camus.report.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The hours of a topic, column by column. A map by the number of the hour has only the values that
 * are not as expected: no messages left out, tiers that counted what the brokers held, as many
 * records in files as were written.
 */
final class TopicData {
  private final List<String> tiers;
  private final Times times;

  TopicData(List<String> tiers, Times times) {
    this.tiers = tiers;
    this.times = times;
  }

  Json of(TopicReport topic) {
    StringBuilder books = new StringBuilder();
    StringBuilder buckets = new StringBuilder();
    List<Object> held = new ArrayList<>();
    List<Object> files = new ArrayList<>();
    List<Object> bytes = new ArrayList<>();
    Sparse left = new Sparse();
    Sparse late = new Sparse();
    Sparse missing = new Sparse();
    Sparse doubled = new Sparse();
    Sparse records = new Sparse();
    Map<String, Object> reasons = new LinkedHashMap<>();
    for (int i = 0; i < topic.hours().size(); i++) {
      Hour hour = topic.hours().get(i);
      Waterfall counts = hour.counts().orElse(Waterfall.NONE);
      books.append(hour.books().map(TopicData::letter).orElse('-'));
      buckets.append(hour.bucket().map(TopicData::letter).orElse('-'));
      held.add(hour.counts().isPresent() ? counts.held() : null);
      files.add(hour.files());
      bytes.add(hour.bytes());
      left.add(i, counts.leftOut());
      late.add(i, counts.late());
      missing.add(i, hour.missing());
      doubled.add(i, hour.doubled());
      records.add(i, hour.records() - counts.written());
      if (!hour.reason().isEmpty()) {
        reasons.put(String.valueOf(i), hour.reason());
      }
    }
    return new Json()
        .put("name", topic.name())
        .put("until", topic.completeUntil().map(times::minute))
        .put("says", topic.books())
        .put("sums", PageData.sums(topic.waterfall()))
        .put("books", books)
        .put("buckets", buckets)
        .put("held", held)
        .put("left", left.values)
        .put("late", late.values)
        .put("missing", missing.values)
        .put("doubled", doubled.values)
        .put("reasons", reasons)
        .put("files", files)
        .put("records", records.values)
        .put("bytes", bytes)
        .put("tiers", tiers.stream().map(tier -> tier(tier, topic.hours())).toList());
  }

  /**
   * A tier's differences: its counts minus what the brokers held in its windows, and that minus
   * what they held in the hour.
   */
  private static Json tier(String tier, List<Hour> hours) {
    StringBuilder counted = new StringBuilder();
    Sparse difference = new Sparse();
    Sparse windows = new Sparse();
    for (int i = 0; i < hours.size(); i++) {
      Waterfall counts = hours.get(i).counts().orElse(Waterfall.NONE);
      TierSum sum =
          counts.tiers().stream().filter(it -> it.tier().equals(tier)).findFirst().orElse(null);
      counted.append(sum == null ? '-' : '+');
      if (sum != null) {
        difference.add(i, sum.counted() - sum.held());
        windows.add(i, sum.held() - counts.held());
      }
    }
    return new Json()
        .put("has", counted)
        .put("more", difference.values)
        .put("windows", windows.values);
  }

  private static char letter(Verdict.State state) {
    return switch (state) {
      case MISSING -> 'm';
      case SURPLUS -> 'd';
      case UNKNOWN -> 'u';
      case OPEN -> 'o';
      case SETTLING -> 's';
      case UNAUDITED -> 'n';
      case COMPLETE -> 'c';
    };
  }

  private static char letter(CompletionQuery.State state) {
    return switch (state) {
      case UNTRACKED -> 'n';
      case OPEN -> 'o';
      case COMPLETE -> 'c';
      case UNPROVEN -> 'u';
    };
  }

  /** Numbers by hour, without zeros. */
  private static final class Sparse {
    private final Map<String, Object> values = new LinkedHashMap<>();

    void add(int hour, long value) {
      if (value != 0) {
        values.put(String.valueOf(hour), value);
      }
    }
  }
}
