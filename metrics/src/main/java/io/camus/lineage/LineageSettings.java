package io.camus.lineage;

import static io.camus.config.Key.Trait.MAY_REFER;

import io.camus.config.CamusConfig;
import io.camus.config.KafkaSettings;
import io.camus.config.Key;
import io.camus.config.KeyGroup;
import io.camus.config.KeyType;
import io.camus.config.OutputSettings;
import io.camus.config.ServerUrl;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How runs are reported to OpenLineage.
 *
 * @param url where events are posted to
 * @param token for bearer authentication
 * @param timeout of a post
 * @param namespace of the job
 * @param job its name
 * @param kafka namespace of the topics: {@code kafka://host:port}
 * @param output namespace and path of the directory of the topics' directories
 */
record LineageSettings(
    URI url,
    Optional<String> token,
    Duration timeout,
    String namespace,
    String job,
    String kafka,
    Dataset output) {
  static final KeyGroup KEYS = KeyGroup.ofProvider();

  private static final Key<URI> URL =
      KEYS.optional(
              "camus.openlineage.url",
              ServerUrl.type("http://marquez:5000/api/v1/lineage", "camus.openlineage.token"))
          .is(Key.Trait.UNREPEATED)
          .means(
              "URL to which each run posts its OpenLineage events, with its path, such as"
                  + " http://marquez:5000/api/v1/lineage.");

  private static final Key<String> TOKEN =
      KEYS.optional("camus.openlineage.token", KeyType.SECRET)
          .is(MAY_REFER)
          .means("Token for bearer authentication, preferably as a reference.");

  private static final Key<Duration> TIMEOUT =
      KEYS.key("camus.openlineage.timeout.ms", KeyType.MILLISECONDS, "5000")
          .means("Timeout of a post, in milliseconds.");

  private static final Key<String> NAMESPACE =
      KEYS.key("camus.openlineage.namespace", KeyType.TEXT, "camus").means("Namespace of the job.");

  private static final Key<String> JOB =
      KEYS.key("camus.openlineage.job", KeyType.TEXT, "camus").means("Name of the job.");

  private static final Key<String> OUTPUT =
      KEYS.optional("camus.openlineage.output.namespace", KeyType.TEXT)
          .defaultMeans("scheme and host of etl.destination.path")
          .means(
              "Namespace of the output directories: file, or hdfs://namenode:port. Required if"
                  + " etl.destination.path is a path without a scheme.");

  /**
   * A dataset's identity.
   *
   * @param namespace of its source
   * @param name unique within it
   */
  record Dataset(String namespace, String name) {
    Dataset child(String child) {
      return new Dataset(namespace, name.equals("/") ? "/" + child : name + "/" + child);
    }
  }

  /**
   * Reads them from the configuration.
   *
   * @param config with its secrets
   * @return empty if there is no URL
   * @throws IllegalArgumentException if a namespace is missing
   */
  static Optional<LineageSettings> of(CamusConfig config) {
    return config
        .optional(URL)
        .map(
            url ->
                new LineageSettings(
                    url,
                    config.optional(TOKEN),
                    config.value(TIMEOUT),
                    config.value(NAMESPACE),
                    config.value(JOB),
                    kafka(config.value(KafkaSettings.BROKERS)),
                    output(
                        config.value(OutputSettings.DESTINATION).value(),
                        config.optional(OUTPUT))));
  }

  /** The first broker names the cluster. */
  private static String kafka(List<String> brokers) {
    check(
        !brokers.isEmpty(),
        "camus.openlineage.url needs kafka.brokers: the first one names the cluster in events");
    return "kafka://" + brokers.get(0);
  }

  private static Dataset output(String destination, Optional<String> namespace) {
    URI uri = URI.create(destination.replace(" ", "%20"));
    String path = uri.getPath();
    if (namespace.isPresent()) {
      return new Dataset(namespace.get(), path);
    }
    check(
        uri.getScheme() != null,
        "camus.openlineage.url needs camus.openlineage.output.namespace, because"
            + " etl.destination.path has no scheme; set it to file, or to hdfs://namenode:port");
    return new Dataset(
        uri.getAuthority() == null ? uri.getScheme() : uri.getScheme() + "://" + uri.getAuthority(),
        path);
  }

  private static void check(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }
}
