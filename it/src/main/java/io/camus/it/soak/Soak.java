package io.camus.it.soak;

import io.camus.it.check.Comparison;
import io.camus.it.check.Finding;
import io.camus.it.check.Form;
import io.camus.it.check.TopicResult;
import io.camus.it.cluster.DevBroker;
import io.camus.it.command.CamusScript;
import io.camus.it.registry.RegistryClient;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/**
 * The whole soak: sequential runs under continuous traffic, about two out of three killed at a
 * random moment; after the traffic, one undisturbed run, {@code camus verify --deep
 * --against-kafka}, and the comparison of every message with every record. It stops everything that
 * it starts.
 */
final class Soak implements AutoCloseable {
  private static final int RUNS_A_LINE = 10;
  private static final int UNDISTURBED_TRIES = 20;
  private static final int OUTSIDE = 3;

  private final SoakSettings settings;
  private final SoakLines lines;
  private final CamusScript script;
  private final DevBroker broker;
  private final Place place;
  private final FaultInjection disturbance;
  private CommandRuns runs;
  private SoakTraffic traffic;

  Soak(SoakSettings settings, SoakLines lines, CamusScript script) {
    this.settings = settings;
    this.lines = lines;
    this.script = script;
    Random random = new Random(settings.seed());
    this.broker =
        new DevBroker(
            settings.folder().resolve("kafka"), Map.of(), DevBroker.Hosting.BROKER_AND_REGISTRY);
    this.place = place(settings, random);
    this.disturbance = new FaultInjection(place, random);
  }

  private static Place place(SoakSettings settings, Random random) {
    if (settings.site() instanceof Site.Yarn yarn) {
      return new YarnPlace(settings.folder(), yarn.libraries(), random);
    }
    return settings.site() instanceof Site.S3 store
        ? new S3Place(settings.folder().resolve("s3"), store.libraries())
        : new LocalPlace(settings.folder());
  }

  /**
   * Runs the soak.
   *
   * @throws IllegalStateException if a run that was not killed has failed; names its log
   */
  SoakResult play() throws IOException, InterruptedException {
    long start = System.nanoTime();
    broker.start();
    Path log = settings.folder().resolve("runs.log");
    runs = new CommandRuns(script, broker, place.environment(), properties(), log);
    traffic =
        new SoakTraffic(broker.bootstrap(), broker.registry(), settings.rate(), settings.seed());
    lines.begin(settings, log);
    int refused = 0;
    for (int run = 1; run <= settings.runs(); run++) {
      runs.start("run");
      Optional<Integer> exit = disturbance.disturb(runs);
      refused += exit.filter(code -> code == OUTSIDE).isPresent() ? 1 : 0;
      requireExpected(exit, run, log);
      if (run % RUNS_A_LINE == 0 || run == settings.runs()) {
        lines.progress(run, disturbance, since(start));
      }
    }
    traffic.close();
    finish(log);
    lines.proving();
    runs.start("verify", "--deep", "--against-kafka");
    int verified = runs.await();
    Path local = place.local();
    Comparison.Result result = compare(local);
    lines.findings(result);
    return new SoakResult(
        settings.runs(),
        disturbance.drivers(),
        disturbance.tasks(),
        refused,
        Adoptions.count(local.resolve("base").resolve("commits")),
        result.topics().stream().mapToLong(TopicResult::produced).sum(),
        result.rejected(),
        bytes(local.resolve("dest")),
        count(result, Finding.Kind.LOST),
        count(result, Finding.Kind.DOUBLED),
        count(result, Finding.Kind.ALTERED),
        verified,
        since(start));
  }

  /** A run that was not killed succeeds; on YARN it may find an active application. */
  private void requireExpected(Optional<Integer> exit, int run, Path log) {
    boolean onYarn = settings.site() instanceof Site.Yarn;
    if (exit.filter(code -> code != 0 && !(onYarn && code == OUTSIDE)).isPresent()) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "run %d was not killed and ended with %d (seed %d): see %s",
              run,
              exit.get(),
              settings.seed(),
              log));
    }
  }

  private void finish(Path log) throws IOException, InterruptedException {
    int exit = OUTSIDE;
    for (int i = 0; i < UNDISTURBED_TRIES && exit == OUTSIDE; i++) {
      runs.start("run");
      exit = runs.await();
    }
    if (exit != 0) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "the undisturbed run ended with %d (seed %d): see %s",
              exit,
              settings.seed(),
              log));
    }
  }

  private Path properties() throws IOException {
    Properties properties = new Properties();
    properties.putAll(place.settings());
    properties.put("kafka.brokers", broker.bootstrap());
    properties.put("etl.schema.registry.url", broker.registry().toString());
    properties.put("kafka.whitelist.topics", "soak[.].*");
    properties.put("mapred.map.tasks", "4");
    properties.put("camus.split.min.bytes", "1"); // several tasks, even for a small backlog
    properties.put("camus.commit.interval.ms", "500");
    properties.put("etl.max.percent.skipped.other", "100");
    for (SoakTopic topic : List.of(SoakTopic.CLICKS, SoakTopic.PAYMENTS)) {
      properties.put("camus.output.files.per." + topic.topic(), "topic");
    }
    for (SoakTopic topic : SoakTopic.values()) {
      properties.put("camus.message.decoder.class." + topic.topic(), topic.decoder());
    }
    Path file = settings.folder().resolve("camus.properties");
    try (Writer writer = Files.newBufferedWriter(file)) {
      properties.store(writer, null);
    }
    return file;
  }

  private Comparison.Result compare(Path local) {
    RegistryClient registry = new RegistryClient(broker.registry());
    Map<Integer, Optional<Schema>> schemas = new ConcurrentHashMap<>();
    Map<String, Form> topics =
        Stream.of(SoakTopic.values())
            .collect(
                Collectors.toMap(SoakTopic::topic, SoakTopic::form, (a, b) -> a, TreeMap::new));
    return new Comparison(
            broker.bootstrap(),
            id -> schemas.computeIfAbsent(id, registry::schema),
            local.resolve("dest"),
            local.resolve("history"))
        .of(topics);
  }

  private static long count(Comparison.Result result, Finding.Kind kind) {
    return result.topics().stream().mapToLong(topic -> topic.count(kind)).sum();
  }

  private static long bytes(Path directory) throws IOException {
    long bytes = 0;
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(file);
      }
    }
    return bytes;
  }

  private static Duration since(long startNanos) {
    return Duration.ofNanos(System.nanoTime() - startNanos);
  }

  @Override
  public void close() {
    try {
      if (runs != null) {
        runs.kill();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (traffic != null) {
      traffic.stop();
    }
    broker.close();
    place.close();
  }
}
