package io.camus.cli.settings;

import io.camus.config.CamusConfig;
import io.camus.config.KeyCatalog;
import io.camus.inspect.Proposal.Setting;
import io.camus.inspect.TopicReport;
import io.camus.model.ConfigurationException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The text of a first properties file: the given settings, and those proposed for each topic, with
 * a comment that gives the reason. It holds no secret: a literal secret becomes a reference to an
 * environment variable.
 */
public final class FirstSettings {
  private static final Pattern URL = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");
  private static final String DESTINATION = "etl.destination.path";
  private static final String BASE = "etl.execution.base.path";
  private static final String HISTORY = "etl.execution.history.path";
  private static final String REGISTRY = "etl.schema.registry.url";
  private static final String BROKERS = "kafka.brokers";
  private static final String WHITE_LIST = "kafka.whitelist.topics";
  private static final String BLACK_LIST = "kafka.blacklist.topics";
  private static final Set<String> PLACED =
      Set.of(DESTINATION, BASE, HISTORY, REGISTRY, BROKERS, WHITE_LIST, BLACK_LIST);

  private final KeyCatalog keys;
  private final SortedMap<String, String> given;
  private final SortedMap<String, String> secrets = new TreeMap<>();
  private final Optional<String> destination;
  private final Path here;
  private final List<TopicReport> reports;
  private final StringBuilder text = new StringBuilder();

  /**
   * @param config the given configuration
   * @param given the settings that are kept: those of the configuration, without placeholders
   * @param destination where the data goes, if given
   * @param here the directory that relative paths start from
   * @param reports the results of sampling the topics
   * @throws ConfigurationException if no topic can be included
   */
  public FirstSettings(
      CamusConfig config,
      Map<String, String> given,
      Optional<String> destination,
      Path here,
      List<TopicReport> reports) {
    this.keys = config.keys();
    this.given = new TreeMap<>(given);
    this.destination = destination;
    this.here = here;
    this.reports = List.copyOf(reports);
    config.plainSecrets().forEach(key -> secrets.put(key, variable(key)));
    requireTopics();
  }

  private void requireTopics() {
    if (taken().findAny().isEmpty()) {
      throw new ConfigurationException(
          "there is no topic to include"
              + reports.stream()
                  .map(report -> "\n  " + report.topic() + ": " + report.proposal().reason())
                  .collect(Collectors.joining()));
    }
  }

  /** The environment variable for a setting. */
  private static String variable(String key) {
    return key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "_");
  }

  /** The settings whose secrets were omitted, each with the variable that must hold the secret. */
  public SortedMap<String, String> secrets() {
    return secrets;
  }

  private Stream<TopicReport> taken() {
    return reports.stream().filter(report -> report.proposal().isTaken());
  }

  /** The content of the file. */
  public String text() {
    text.setLength(0);
    comment("Written by camus init from a sample of each topic. Review it before the first run.");
    comment("camus config lists all keys, camus config --sample -P FILE checks this file.");
    kafka();
    registry();
    paths();
    others();
    taken().forEach(this::topic);
    return text.toString();
  }

  private void kafka() {
    gap();
    comment("The Kafka brokers.");
    if (given.containsKey(BROKERS)) {
      setting(BROKERS, given.get(BROKERS));
    }
    gap();
    comment("The topics to pull, as regular expressions. Add new topics here.");
    setting(WHITE_LIST, patterns(taken()));
    List<TopicReport> out =
        reports.stream().filter(report -> !report.proposal().isTaken()).toList();
    if (!out.isEmpty()) {
      gap();
      comment("Excluded topics:");
      out.forEach(report -> comment("  " + report.topic() + ": " + report.proposal().reason()));
      setting(BLACK_LIST, patterns(out.stream()));
    }
  }

  private static String patterns(Stream<TopicReport> reports) {
    return reports
        .map(report -> report.topic().replace(".", "[.]"))
        .collect(Collectors.joining(", "));
  }

  private void registry() {
    gap();
    if (given.containsKey(REGISTRY)) {
      comment("The schema registry of the Avro records.");
      setting(REGISTRY, given.get(REGISTRY));
    } else {
      comment("No schema registry is set. Avro records need one:");
      comment(REGISTRY + "=http://registry:8081");
    }
  }

  private void paths() {
    String data = dataDirectory();
    boolean own = destination.isEmpty() && given.containsKey(BASE) && given.containsKey(HISTORY);
    gap();
    comment("Data, commit log and run history. All three must be on the same file system.");
    setting(DESTINATION, data);
    setting(BASE, own ? given.get(BASE) : data + "/.camus/exec");
    setting(HISTORY, own ? given.get(HISTORY) : data + "/.camus/history");
  }

  /** Where runs will write data. */
  public String dataDirectory() {
    return destination.map(this::absolute).orElseGet(this::givenDestination);
  }

  private String givenDestination() {
    return given.containsKey(DESTINATION) ? given.get(DESTINATION) : absolute("camus-data");
  }

  /** A relative path is on the local file system, whatever Hadoop's default file system is. */
  private String absolute(String path) {
    String cut = path.length() > 1 ? path.replaceAll("/+$", "") : path;
    return URL.matcher(cut).matches() || cut.startsWith("/")
        ? cut
        : "file:" + here.resolve(cut).normalize();
  }

  private void others() {
    Set<String> proposed =
        reports.stream()
            .flatMap(report -> report.proposal().settings().stream())
            .map(Setting::key)
            .collect(Collectors.toSet());
    Map<String, String> rest = new TreeMap<>(given);
    rest.keySet().removeIf(key -> PLACED.contains(key) || proposed.contains(key));
    if (!rest.isEmpty()) {
      gap();
      comment("As passed to camus init.");
    }
    rest.forEach(
        (key, value) -> {
          String variable = secrets.get(keys.canonicalName(key));
          if (variable != null) {
            comment("The value is not stored here: set the environment variable " + variable + ".");
          }
          setting(key, variable == null ? value : "${env:" + variable + "}");
        });
  }

  private void topic(TopicReport report) {
    gap();
    comment(
        String.format(
            Locale.ROOT,
            "%s: %,d offsets in %d partition%s, %,d records sampled",
            report.topic(),
            report.sample().offsets(),
            report.sample().partitions(),
            report.sample().partitions() == 1 ? "" : "s",
            report.sample().records().size()));
    for (Setting setting : report.proposal().settings()) {
      if (!setting.reason().isEmpty()) {
        comment(setting.reason());
      }
      setting(setting.key(), setting.value());
    }
  }

  private void gap() {
    text.append('\n');
  }

  private void comment(String line) {
    text.append("# ").append(line.replaceAll("\\R", " ")).append('\n');
  }

  private void setting(String key, String value) {
    List<String> escaped = new ArrayList<>(value.lines().toList());
    escaped.replaceAll(line -> line.replace("\\", "\\\\"));
    String joined = String.join("\\n", escaped);
    text.append(key)
        .append('=')
        .append(joined.startsWith(" ") ? "\\" + joined : joined)
        .append('\n');
  }
}
