package io.camus.cli;

import io.camus.cli.settings.LoadedSettings;
import io.camus.config.CamusConfig;
import io.camus.model.ConfigurationException;
import io.camus.wiring.Inspection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/**
 * What is sampled, and with which settings; shared by the verbs that work without a properties
 * file.
 */
final class SamplingOptions {
  /** Placeholders for paths that need not be known yet; nothing is opened there. */
  private static final Map<String, String> PATHS =
      Map.of(
          "etl.destination.path", "file:/camus-not-set/topics",
          "etl.execution.base.path", "file:/camus-not-set/exec",
          "etl.execution.history.path", "file:/camus-not-set/history");

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "Maximum number of seconds for reading samples. Default: 30.")
  private int seconds = 30;

  /** Looks at topics, and shows the progress. */
  Inspection.Seen inspect(ConfiguredVerb verb, CamusConfig config, List<String> topics) {
    Duration allowed = allowed();
    return SampleLine.during(
        progress -> verb.operations().inspect(config, topics, allowed, progress), verb.terminal());
  }

  private Duration allowed() {
    ConfiguredVerb.refuseIf(seconds < 1, "--seconds " + seconds + ": must be 1 or more");
    return Duration.ofSeconds(seconds);
  }

  /** The given settings; only the brokers are required. */
  static CamusConfig config(String verb, SettingsOptions options) {
    if (!options.given()) {
      throw new ConfigurationException(
          "no brokers are given: camus " + verb + " -D kafka.brokers=broker-1:9092");
    }
    return config(options.load());
  }

  /** A configuration whose settings may have no paths yet. */
  private static CamusConfig config(LoadedSettings given) {
    Map<String, String> settings = new TreeMap<>(given.values());
    List<String> paths =
        settings.keySet().stream()
            .filter(key -> PATHS.containsKey(given.keys().canonicalName(key)))
            .toList();
    if (paths.size() < PATHS.size()) {
      paths.forEach(settings::remove);
      settings.putAll(PATHS);
    }
    return given.with(settings).config();
  }

  /** The settings that were given, each under its own name. */
  static Map<String, String> withoutStandIns(CamusConfig config) {
    Map<String, String> given = new TreeMap<>(config.toMap());
    given.entrySet().removeIf(entry -> entry.getValue().equals(PATHS.get(entry.getKey())));
    return given;
  }
}
