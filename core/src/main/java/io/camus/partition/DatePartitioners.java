package io.camus.partition;

import io.camus.config.OutputSettings;
import io.camus.config.TopicConfig;
import io.camus.plugin.PartitionerProvider;
import io.camus.spi.Partitioner;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The built-in partitioners. */
public final class DatePartitioners {
  private static final String ORIGINAL = "com.linkedin.camus.etl.kafka.partitioner.";

  private DatePartitioners() {}

  private static ZoneId zone(TopicConfig topic) {
    return topic.value(OutputSettings.ZONE);
  }

  private static String hourly(TopicConfig topic) {
    return topic.optional(OutputSettings.SUB_DIRECTORY).orElse("hourly");
  }

  /**
   * {@code hourly/2026/11/22/14}, or by the minutes in {@code etl.output.file.time.partition.mins}.
   */
  public static final class Hourly implements PartitionerProvider {
    @Override
    public String name() {
      return "hourly";
    }

    @Override
    public Partitioner partitioner(TopicConfig topic) {
      return DatePartitioner.ofMinutes(
          topic.value(OutputSettings.BUCKET_MINUTES), hourly(topic), zone(topic));
    }
  }

  /** {@code daily/2026/11/22}. */
  public static final class Daily implements PartitionerProvider {
    @Override
    public String name() {
      return "daily";
    }

    @Override
    public List<String> otherNames() {
      return List.of(ORIGINAL + "dailypartitioner");
    }

    @Override
    public Partitioner partitioner(TopicConfig topic) {
      return DatePartitioner.daily(
          topic.optional(OutputSettings.SUB_DIRECTORY).orElse("daily"), zone(topic));
    }
  }

  /** {@code dt=2026-11-22/hour=14}. */
  public static final class Hive implements PartitionerProvider {
    @Override
    public String name() {
      return "hive";
    }

    @Override
    public Partitioner partitioner(TopicConfig topic) {
      return DatePartitioner.hive(zone(topic));
    }
  }

  /** {@code dt=2026-11-22}. */
  public static final class HiveDaily implements PartitionerProvider {
    @Override
    public String name() {
      return "hive-daily";
    }

    @Override
    public Partitioner partitioner(TopicConfig topic) {
      return DatePartitioner.hiveDaily(zone(topic));
    }
  }

  /** By the date pattern in {@code etl.destination.path.topic.sub.dirformat}. */
  public static final class Pattern implements PartitionerProvider {
    @Override
    public String name() {
      return OutputSettings.PATTERN;
    }

    @Override
    public List<String> otherNames() {
      return List.of(ORIGINAL + "timebasedpartitioner");
    }

    @Override
    public Partitioner partitioner(TopicConfig topic) {
      String pattern = topic.value(OutputSettings.DIRECTORY_FORMAT);
      Locale locale = topic.value(OutputSettings.DIRECTORY_LOCALE);
      Optional<Integer> minutes = topic.optional(OutputSettings.BUCKET_MINUTES);
      return minutes.isPresent()
          ? DatePartitioner.pattern(pattern, minutes.get(), locale, zone(topic))
          : DatePartitioner.pattern(pattern, locale, zone(topic));
    }
  }

  /** {@code hourly/2026/11/22/14}, whatever the minutes; the original's HourlyPartitioner. */
  public static final class WholeHours implements PartitionerProvider {
    @Override
    public String name() {
      return ORIGINAL + "hourlypartitioner";
    }

    @Override
    public Partitioner partitioner(TopicConfig topic) {
      return DatePartitioner.hourly(hourly(topic), zone(topic));
    }
  }

  /** The same, with files of the configured minutes; the original's DefaultPartitioner. */
  public static final class HoursOfFiles implements PartitionerProvider {
    @Override
    public String name() {
      return ORIGINAL + "defaultpartitioner";
    }

    @Override
    public List<String> otherNames() {
      return List.of("com.linkedin.camus.etl.kafka.coders.defaultpartitioner");
    }

    @Override
    public Partitioner partitioner(TopicConfig topic) {
      return DatePartitioner.hourlyWithFilesOf(
          topic.value(OutputSettings.BUCKET_MINUTES), hourly(topic), zone(topic));
    }
  }
}
