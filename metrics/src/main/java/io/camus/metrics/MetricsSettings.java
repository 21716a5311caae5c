package io.camus.metrics;

import static io.camus.config.Key.Trait.MAY_REFER;

import io.camus.config.CamusConfig;
import io.camus.config.Key;
import io.camus.config.KeyGroup;
import io.camus.config.KeyType;
import io.camus.config.ServerUrl;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Where metrics go.
 *
 * @param gateway base URL of the Pushgateway
 * @param login credentials for it
 * @param timeout for connecting to it, and for its answer
 * @param file for node_exporter, local
 * @param job the Prometheus job of what is pushed
 * @param labels of all metrics, by name
 * @param maxTopics number of topics with metrics of their own
 */
record MetricsSettings(
    Optional<URI> gateway,
    Optional<Login> login,
    Duration timeout,
    Optional<Path> file,
    String job,
    SortedMap<String, String> labels,
    int maxTopics) {
  static final KeyGroup KEYS = KeyGroup.ofProvider();

  private static final Pattern LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

  /** Labels of the metrics themselves, and of the group with the last success. */
  private static final Set<String> TAKEN =
      Set.of("job", "topic", "cause", "stage", "severity", "result");

  private static final Key<URI> GATEWAY =
      KEYS.optional(
              "camus.metrics.pushgateway.url",
              ServerUrl.type(
                  "http://gateway:9091",
                  "camus.metrics.pushgateway.user and camus.metrics.pushgateway.password"))
          .is(Key.Trait.UNREPEATED)
          .means("URL of a Pushgateway to which each run pushes its metrics, http or https.");

  private static final Key<String> USER =
      KEYS.optional("camus.metrics.pushgateway.user", KeyType.TEXT)
          .means("User for basic authentication at the Pushgateway.");

  private static final Key<String> PASSWORD =
      KEYS.optional("camus.metrics.pushgateway.password", KeyType.SECRET)
          .is(MAY_REFER)
          .means("Password for basic authentication, preferably as a reference.");

  private static final Key<String> TOKEN =
      KEYS.optional("camus.metrics.pushgateway.token", KeyType.SECRET)
          .is(MAY_REFER)
          .means("Token for bearer authentication, preferably as a reference.");

  private static final Key<Duration> TIMEOUT =
      KEYS.key("camus.metrics.pushgateway.timeout.ms", KeyType.MILLISECONDS, "5000")
          .means("Timeout of a push, in milliseconds.");

  private static final Key<Path> FILE =
      KEYS.optional("camus.metrics.file", KeyType.TEXT.map(MetricsSettings::file))
          .means(
              "Local file that each run replaces with its metrics, for the textfile collector of"
                  + " node_exporter. Its name ends with .prom.");

  private static final Key<String> JOB =
      KEYS.key("camus.metrics.job", KeyType.TEXT, "camus")
          .means(
              "Value of the label job of pushed metrics. Each pipeline needs its own job or labels.");

  private static final Key<SortedMap<String, String>> LABELS =
      KEYS.key("camus.metrics.labels", KeyType.LIST.map(MetricsSettings::labels), "")
          .means("Additional labels of all metrics: name=value, separated by commas.");

  private static final Key<Integer> MAX_TOPICS =
      KEYS.key("camus.metrics.max.topics", KeyType.integer(1, 100_000), "1000")
          .means(
              "Maximum number of topics with metrics of their own, those with the largest lag"
                  + " first. The others are summed as topic=\"(others)\".");

  static {
    KEYS.together(
        "camus.metrics.pushgateway.user and .password", USER, "user", PASSWORD, "password");
  }

  /**
   * Credentials for a server.
   *
   * @param user empty if the secret is a token
   * @param secret a password or a token
   */
  record Login(Optional<String> user, String secret) {
    @Override
    public String toString() {
      return "Login[]";
    }
  }

  /**
   * Reads them from the configuration.
   *
   * @param config with its secrets
   * @throws IllegalArgumentException if credentials are given that cannot be used
   */
  static MetricsSettings of(CamusConfig config) {
    Optional<Login> password =
        config.optional(USER).map(it -> new Login(Optional.of(it), config.value(PASSWORD)));
    Optional<Login> token = config.optional(TOKEN).map(it -> new Login(Optional.empty(), it));
    check(
        password.isEmpty() || token.isEmpty(),
        USER.name() + " and " + TOKEN.name() + " cannot both be set; remove one of them");
    check(
        config.optional(GATEWAY).isPresent() || (password.isEmpty() && token.isEmpty()),
        "credentials for a Pushgateway are set without "
            + GATEWAY.name()
            + "; set it, or remove them");
    return new MetricsSettings(
        config.optional(GATEWAY),
        password.or(() -> token),
        config.value(TIMEOUT),
        config.optional(FILE),
        config.value(JOB),
        config.value(LABELS),
        config.value(MAX_TOPICS));
  }

  /** Whether no metrics are wanted. */
  boolean areOff() {
    return gateway.isEmpty() && file.isEmpty();
  }

  private static void check(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }

  private static Path file(String text) {
    Path file = Path.of(text);
    check(file.isAbsolute(), "must be an absolute local path");
    check(text.endsWith(".prom"), "must end with .prom; node_exporter ignores other files");
    return file;
  }

  private static SortedMap<String, String> labels(List<String> parts) {
    SortedMap<String, String> labels = new TreeMap<>();
    for (String part : parts) {
      int equals = part.indexOf('=');
      check(equals > 0, "each must be name=value");
      String name = part.substring(0, equals).trim();
      String value = part.substring(equals + 1).trim();
      check(
          LABEL.matcher(name).matches() && !name.startsWith("__"),
          "the name of a label has letters, digits and _, and begins with a letter or one _");
      check(!TAKEN.contains(name), "the label " + name + " has another meaning; use another name");
      check(!value.isEmpty(), "the label " + name + " needs a value");
      check(labels.put(name, value) == null, "the label " + name + " is given twice");
    }
    return Collections.unmodifiableSortedMap(labels);
  }
}
