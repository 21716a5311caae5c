package io.camus.config;

import io.camus.model.ConfigurationException;
import io.camus.spi.StorePath;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The configuration of a replay: that of the main job, with its own directories, one topic, and
 * without settings that would skip records, count them twice, or append them to a table again.
 */
public final class ReplaySettings {
  private ReplaySettings() {}

  /**
   * The directories of a replay.
   *
   * @param destination directory of the data files
   * @param base directory of its commit log
   * @param history directory of its finished runs
   */
  public record Places(StorePath destination, StorePath base, StorePath history) {

    /** Everything below one directory; readers ignore hidden directories. */
    public static Places below(StorePath destination) {
      return of(destination, destination.child(Directories.HIDDEN));
    }

    /** Everything but the data files below {@code work}. */
    public static Places of(StorePath destination, StorePath work) {
      return new Places(destination, work.child("exec"), work.child("history"));
    }
  }

  /**
   * The configuration.
   *
   * @param main the main job's
   * @throws ConfigurationException if a directory is inside one of the main job's, or contains one
   */
  public static CamusConfig of(CamusConfig main, String topic, Instant from, Places places) {
    requireApart(main, places);
    Map<String, String> settings = new TreeMap<>(main.toMap());
    Stream.of(
            KafkaSettings.BLACKLIST,
            KafkaSettings.LAG_GROUP,
            PullSettings.MAX_HISTORICAL,
            PullSettings.MAX_PULL_SPAN,
            PullSettings.MAX_PULL_TIME,
            PullSettings.MOVE_TO_LATEST,
            PullSettings.MOVE_TO_EARLIEST,
            PullSettings.FAIL_ON_OUT_OF_RANGE,
            AuditSettings.POST,
            AuditSettings.KEEP_COUNTS,
            TableSettings.TABLE)
        .forEach(key -> settings.remove(key.name()));
    settings.remove(TableSettings.TABLE.name() + "." + topic);
    settings.put(KafkaSettings.WHITELIST.name(), topic.replace(".", "[.]"));
    settings.put(PullSettings.START.name(), from.toString());
    settings.putAll(overrides(main, places));
    return CamusConfig.parse(settings, main.keys());
  }

  /**
   * The settings that make other verbs use a replay's directories, in addition to the main job's
   * settings.
   */
  public static Map<String, String> overrides(CamusConfig main, Places places) {
    Map<String, String> overrides = new TreeMap<>();
    overrides.put(OutputSettings.DESTINATION.name(), places.destination().value());
    overrides.put(RunSettings.EXECUTION_BASE.name(), places.base().value());
    overrides.put(HistorySettings.HISTORY.name(), places.history().value());
    if (main.optional(OutputSettings.ERRORS).isPresent()) {
      overrides.put(OutputSettings.ERRORS.name(), places.base().parent().child("errors").value());
    }
    return overrides;
  }

  private static void requireApart(CamusConfig main, Places places) {
    List<StorePath> theirs =
        Stream.concat(
                Stream.of(
                    main.value(OutputSettings.DESTINATION),
                    main.value(RunSettings.EXECUTION_BASE),
                    main.value(HistorySettings.HISTORY)),
                main.optional(OutputSettings.ERRORS).stream())
            .toList();
    for (StorePath mine : List.of(places.destination(), places.base(), places.history())) {
      for (StorePath other : theirs) {
        if (Directories.holds(mine, other) || Directories.holds(other, mine)) {
          throw new ConfigurationException(
              String.format(
                  Locale.ROOT,
                  "a replay needs its own directories: %s and the main job's %s overlap",
                  mine,
                  other));
        }
      }
    }
  }
}
