package io.camus.it.demo;

import io.camus.it.check.Comparison;
import io.camus.it.cluster.DevBroker;
import io.camus.it.command.CamusScript;
import io.camus.it.registry.DevApicurio;
import io.camus.it.registry.RegistryClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;

/** The whole demo, in its order. Everything that it starts ends with it, however it ends. */
final class Demo implements AutoCloseable {
  /** What becomes of the broker and the registry in the end. */
  enum End {
    /** They stop. */
    STOP,
    /** They stay up, to play with. */
    KEEP
  }

  /** Which schema registry it is played with. */
  enum Registry {
    /** A small one of ours, in the broker's process. */
    BUILT_IN,
    /** Apicurio Registry, in a process of its own. */
    APICURIO
  }

  private static final Duration BACKLOG = Duration.ofHours(6);
  private static final Duration GAP = Duration.ofMinutes(20);
  private static final int SECOND_PERCENT = 5;
  private static final long SEED = 2013;

  private final DemoFolder folder;
  private final long messages;
  private final Page page;
  private final Instant now;
  private final Registry kind;
  private final DevBroker broker;
  private final RunProcess runs;
  private volatile DevApicurio apicurio;
  private volatile boolean closed;
  private volatile boolean kept;

  Demo(
      DemoFolder folder, long messages, Registry kind, Page page, Instant now, CamusScript script) {
    this.kind = kind;
    this.folder = folder;
    this.messages = messages;
    this.page = page;
    this.now = now.truncatedTo(ChronoUnit.MINUTES);
    this.broker =
        new DevBroker(
            folder.kafka(),
            Map.of(),
            kind == Registry.BUILT_IN
                ? DevBroker.Hosting.BROKER_AND_REGISTRY
                : DevBroker.Hosting.BROKER);
    this.runs = new RunProcess(script, broker);
  }

  /**
   * Plays it.
   *
   * @return whether all that was produced was moved exactly once
   */
  boolean play(End end) throws IOException, InterruptedException {
    long start = System.nanoTime();
    startServers();
    Traffic traffic = new Traffic(broker.bootstrap(), registry());
    traffic.createTopics();
    Instant gap = now.minus(GAP);
    Produced first =
        produce(
            traffic,
            "A backlog",
            new Batch(messages, now.minus(BACKLOG), gap, SEED, Batch.Flaws.SOME));
    int firstExit = run("First run: all of it");
    if (firstExit != 0) {
      page.line("so the demo ends here; the broker's log is " + broker.log());
      return false;
    }
    Moved afterFirst = Moved.in(folder);
    Produced second =
        produce(
            traffic,
            "More messages",
            new Batch(messages * SECOND_PERCENT / 100, gap, now, SEED + 1, Batch.Flaws.NONE));
    int secondExit = run("Second run: only what is new");
    Proof proof = prove(first, second, afterFirst, Moved.in(folder));
    if (proof.result().moved() > 0) {
      look();
    }
    boolean good = secondExit == 0 && proof.holds();
    page.heading(good ? "All is well" : "SOMETHING IS WRONG");
    page.line(
        good
            ? String.format(
                Locale.ROOT,
                "%s messages: each of them moved exactly once. The demo took %s.",
                Page.number(first.total() + second.total()),
                Page.seconds(since(start)))
            : String.format(
                Locale.ROOT,
                "the second run ended with %d; %d differences between Kafka and the files",
                secondExit,
                proof.result().findings().size()));
    if (end == End.KEEP) {
      keep();
    }
    return good;
  }

  private void startServers() throws InterruptedException {
    page.line("Everything of this demo lies in " + folder.path());
    page.heading(
        kind == Registry.BUILT_IN ? "A real broker" : "A real broker, and a real schema registry");
    long start = System.nanoTime();
    broker.start();
    if (kind == Registry.APICURIO) {
      apicurio = DevApicurio.start(folder.registry());
      if (closed) {
        apicurio.close();
        throw new InterruptedException("the demo was ended while its servers started");
      }
    }
    writeProperties();
    page.line(
        String.format(
            Locale.ROOT,
            "Apache Kafka on %s and %s on %s, after %s",
            broker.bootstrap(),
            kind == Registry.BUILT_IN ? "a schema registry" : "Apicurio Registry",
            registry(),
            Page.seconds(since(start))));
  }

  private URI registry() {
    return kind == Registry.BUILT_IN ? broker.registry() : apicurio.url();
  }

  private void keep() throws IOException {
    if (kind == Registry.APICURIO) {
      KeptRegistry.write(folder, apicurio);
      apicurio.keep();
    }
    folder.keep();
    broker.keep();
    kept = true;
  }

  private void writeProperties() {
    try {
      DemoProperties.write(folder, broker.bootstrap(), registry());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Produced produce(Traffic traffic, String heading, Batch batch) {
    page.heading(heading);
    long start = System.nanoTime();
    Produced produced = traffic.produce(batch);
    page.line(
        String.format(
            Locale.ROOT,
            "%s messages in %d topics of %d partitions, event time %s to %s, after %s",
            Page.number(produced.total()),
            produced.messages().size(),
            Traffic.PARTITIONS,
            batch.from(),
            batch.to(),
            Page.seconds(since(start))));
    page.line(
        String.format(
            Locale.ROOT,
            "among them %s late, %s garbage, %s with an unknown schema, tombstones: %d",
            Page.number(produced.late()),
            Page.number(produced.garbage()),
            Page.number(produced.unknownSchema()),
            produced.tombstones()));
    return produced;
  }

  private int run(String heading) throws IOException, InterruptedException {
    page.heading(heading);
    long start = System.nanoTime();
    int exit = runs.run(folder.properties());
    if (closed) {
      throw new InterruptedException("the demo was ended during a run");
    }
    page.line(
        String.format(Locale.ROOT, "exit code %d after %s", exit, Page.seconds(since(start))));
    return exit;
  }

  private Proof prove(Produced first, Produced second, Moved afterFirst, Moved afterSecond) {
    page.heading("Every message in Kafka against every record in the files, byte for byte");
    RegistryClient registry = new RegistryClient(registry());
    Map<Integer, Optional<Schema>> schemas = new ConcurrentHashMap<>();
    Comparison comparison =
        new Comparison(
            broker.bootstrap(),
            id -> schemas.computeIfAbsent(id, registry::schema),
            folder.topics(),
            folder.history());
    Proof proof = new Proof(first, second, afterFirst, afterSecond, comparison.of(Proof.topics()));
    proof.print(page);
    return proof;
  }

  private void look() throws IOException {
    Tour tour = new Tour(folder, page);
    page.heading("The directories, by hour of event time");
    tour.directories();
    page.heading("One file, opened with Avro's own reader");
    tour.oneFile();
    page.heading("What lies where");
    page.line(folder.topics() + "   the data");
    page.line(folder.base() + "   the commit log: which offsets are in which files");
    page.line(folder.history() + "   of each run: plan, counts, offsets, dead letters");
    page.line(folder.properties() + "   the runs' settings, to start your own from");
  }

  private static Duration since(long startNanos) {
    return Duration.ofNanos(System.nanoTime() - startNanos);
  }

  /** Ends at once whatever runs. */
  @Override
  public void close() {
    closed = true;
    runs.end();
    if (apicurio != null && !kept) {
      apicurio.close();
    }
    broker.close();
  }
}
