package io.camus.report;

import io.camus.config.CamusConfig;
import io.camus.config.TopicConfig;
import io.camus.model.EventTimes;
import io.camus.model.EventTimes.Sample;
import io.camus.time.FormatGuess;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;

/** Creates notices about where a topic's event times came from. */
public final class EventTimeNotices implements BiFunction<String, EventTimes, List<String>> {
  private static final String FORMAT = "camus.message.timestamp.format";

  /** A smaller share of wrong times points to a producer, not to the setting. */
  private static final int ONE_IN = 100;

  private final CamusConfig config;

  /**
   * @param config has the expected format of a topic's event times
   */
  public EventTimeNotices(CamusConfig config) {
    this.config = config;
  }

  @Override
  public List<String> apply(String name, EventTimes times) {
    TopicConfig topic = config.topic(name);
    List<String> notices = new ArrayList<>();
    if (times.unreadable() > 0) {
      notices.add(unreadable(topic, times));
    } else if (times.missing() > 0 && times.fromFields() == 0 && topic.namesTimestampField()) {
      notices.add(
          String.format(
              Locale.ROOT,
              "no record has the field %s, so Kafka's timestamp was used for %s; check"
                  + " camus.message.timestamp.field",
              String.join(", ", topic.timestampField()),
              times.missing() == 1 ? "1 record" : all(times.missing())));
    }
    if (times.january1970() > times.fromFields() / ONE_IN) {
      notices.add(doubtful(topic, times, times.january1970(), "in January 1970"));
    }
    if (times.farAhead() > times.fromFields() / ONE_IN) {
      notices.add(doubtful(topic, times, times.farAhead(), "more than a year ahead"));
    }
    return notices;
  }

  private static String all(long records) {
    return String.format(Locale.ROOT, "all %,d records", records);
  }

  private static String unreadable(TopicConfig topic, EventTimes times) {
    Sample sample = times.unread().orElseThrow();
    String value = sample.time().substring(sample.time().indexOf(" = ") + 3);
    String text = value.startsWith("\"") ? value.substring(1, value.length() - 1) : value;
    String format = topic.timestampFormat();
    String hint =
        FormatGuess.of(text)
            .filter(guess -> !guess.equalsIgnoreCase(format))
            .map(guess -> "it looks like " + guess + "; " + FORMAT + " is " + format)
            .orElse(FORMAT + " is " + format);
    return String.format(
        Locale.ROOT,
        "unreadable event time in %,d of %,d records, so Kafka's timestamp was used: %s: %s; %s",
        times.unreadable(),
        times.records(),
        sample.place(),
        sample.time(),
        hint);
  }

  private static String doubtful(TopicConfig topic, EventTimes times, long records, String when) {
    Sample sample = times.doubtful().orElseThrow();
    String format = topic.timestampFormat();
    String hint =
        FormatGuess.insteadOf(format, Instant.parse(sample.time()))
            .map(guess -> "; the numbers look like " + guess + ", " + FORMAT + " is " + format)
            .orElse("; check the unit in " + FORMAT + ", and the producers");
    return String.format(
        Locale.ROOT,
        "%,d of %,d event times are %s: %s: %s%s",
        records,
        times.fromFields(),
        when,
        sample.place(),
        sample.time(),
        hint);
  }
}
