package io.camus.wiring;

import io.camus.config.CamusConfig;
import io.camus.config.NearestName;
import io.camus.config.OutputSettings;
import io.camus.inspect.AskedRegistry;
import io.camus.inspect.SampleCheck;
import io.camus.inspect.SampleFinding;
import io.camus.inspect.SampleProgress;
import io.camus.inspect.Sampler;
import io.camus.inspect.TopicInspection;
import io.camus.inspect.TopicReport;
import io.camus.model.ConfigurationException;
import io.camus.model.SchemaUnavailableException;
import io.camus.setup.TopicCatalog;
import io.camus.setup.TopicList.Topic;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Inspects topics before they are configured, or before a run. Writes nothing, not even a
 * registry's cache.
 */
public final class Inspection {
  private static final int PROBE_ID = 1;

  private final CamusConfig config;
  private final KafkaCluster cluster;
  private final Function<StorePath, Store> stores;
  private final Optional<AskedRegistry> registry;
  private final Clock clock = Clock.systemUTC();

  /**
   * What was seen.
   *
   * @param topics by name
   * @param registryFailure why the registry could not be reached; empty if it could, or if none is
   *     set
   */
  public record Seen(List<TopicReport> topics, Optional<String> registryFailure) {
    public Seen {
      topics = List.copyOf(topics);
    }
  }

  /**
   * @param config with its secrets
   * @param stores the store of a path
   */
  public Inspection(CamusConfig config, Function<StorePath, Store> stores, KafkaCluster cluster) {
    this.config = config;
    this.cluster = cluster;
    this.stores = stores;
    this.registry = new Registries(config, stores, clock).unkept().map(AskedRegistry::new);
  }

  /** What the registry is, for people; empty if none is set. */
  public Optional<String> registryPlace() {
    return new Registries(config, stores, clock).place();
  }

  /** Contacts the registry; returns why it was unreachable, or empty if it answered. */
  public Optional<String> registryFailure() {
    String topic = config.namedTopics().keySet().stream().findFirst().orElse("camus");
    registry.ifPresent(
        it -> {
          try {
            Optional<?> unused = it.schema(topic, PROBE_ID);
          } catch (SchemaUnavailableException e) {
            // It is kept there.
          }
        });
    return registry.flatMap(AskedRegistry::failure);
  }

  /**
   * Looks at topics.
   *
   * @param names those to inspect; none means all that the whitelist and the blacklist allow
   * @param allowed how long the reading may take
   * @param progress told how much is read
   * @throws ConfigurationException if the cluster has no topic of that name
   * @throws io.camus.model.SourceException if the cluster cannot be asked
   */
  public Seen inspect(List<String> names, Duration allowed, SampleProgress progress) {
    TopicInspection inspection =
        new TopicInspection(registry, config.value(OutputSettings.ZONE), config.keys().providers());
    List<TopicReport> reports = new ArrayList<>();
    try (TopicCatalog catalog = cluster.catalog()) {
      List<Topic> all = catalog.list().topics();
      for (String name : names) {
        requireKnown(name, all);
      }
      Predicate<String> wanted =
          names.isEmpty() ? it -> config.topicFilter().whyOut(it).isEmpty() : names::contains;
      List<Topic> topics = all.stream().filter(topic -> wanted.test(topic.name())).toList();
      new Sampler(catalog, ranges -> KafkaReaders.glance(cluster, ranges), allowed, clock)
          .sample(topics, sample -> reports.add(inspection.report(sample)), progress);
    }
    return new Seen(reports, registry.flatMap(AskedRegistry::failure));
  }

  private static void requireKnown(String name, List<Topic> topics) {
    List<String> names = topics.stream().map(Topic::name).toList();
    if (!names.contains(name)) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "the cluster has no topic %s, or this user may not see it%s",
              name,
              NearestName.hint(name, names)));
    }
  }

  /** What a sample tells about the settings of each topic that a run would pull. */
  public List<SampleFinding> check(Duration allowed, SampleProgress progress) {
    TopicPulls pulls =
        new TopicPulls(config, registry.map(it -> it), stores, path -> Optional.empty());
    List<SampleFinding> findings = new ArrayList<>();
    for (TopicReport report : inspect(List.of(), allowed, progress).topics()) {
      Optional<String> refusal = pulls.refusal(report.topic());
      if (refusal.isPresent()) {
        findings.add(
            new SampleFinding(SampleFinding.Weight.WRONG, report.topic() + ": " + refusal.get()));
      } else {
        report
            .sample()
            .gap()
            .ifPresent(
                gap ->
                    findings.add(
                        new SampleFinding(
                            SampleFinding.Weight.NOTE,
                            report.topic() + ": it was not sampled as a whole: " + gap)));
        findings.addAll(
            new SampleCheck(
                    report,
                    config.topic(report.topic()),
                    pulls.decoder(report.topic()),
                    config.value(OutputSettings.ZONE))
                .findings());
      }
    }
    return findings;
  }
}
