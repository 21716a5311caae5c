package io.camus.it.demo;

import io.camus.cli.page.Figures;
import io.camus.cli.page.Page;
import io.camus.cli.page.Tone;
import io.camus.it.check.Comparison;
import io.camus.it.cluster.DevBroker;
import io.camus.it.command.CamusScript;
import io.camus.it.objectstore.S3Proxy;
import io.camus.it.registry.DevApicurio;
import io.camus.it.registry.RegistryClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
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
  private static final String REPORTED_HOURS = "12";
  private static final int SECOND_PERCENT = 5;
  private static final long SEED = 2013;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final DemoFolder folder;
  private final long messages;
  private final DemoOutput output;
  private final Hints hints;
  private final Instant now;
  private final Registry kind;
  private final DevBroker broker;
  private final RunProcess runs;
  private volatile DevApicurio apicurio;
  private volatile S3Proxy store;
  private volatile boolean closed;
  private volatile boolean kept;

  Demo(
      DemoFolder folder,
      long messages,
      Registry kind,
      DemoOutput output,
      Instant now,
      CamusScript script) {
    this.kind = kind;
    this.folder = folder;
    this.messages = messages;
    this.output = output;
    this.hints = new Hints(script, folder);
    this.now = now.truncatedTo(ChronoUnit.MINUTES);
    this.broker =
        new DevBroker(
            folder.kafka(),
            Map.of(),
            kind == Registry.BUILT_IN
                ? DevBroker.Hosting.BROKER_AND_REGISTRY
                : DevBroker.Hosting.BROKER);
    this.runs = new RunProcess(script, broker, output.runOptions());
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
            "Produce a backlog",
            new Batch(messages, now.minus(BACKLOG), gap, SEED, Batch.Flaws.SOME));
    int firstExit = run("First run: everything");
    if (firstExit != 0) {
      output.show(
          new Page()
              .gap()
              .verdict(Tone.BAD, "FAILED", "the first run ended with exit code " + firstExit)
              .place("broker log", broker.log()));
      return false;
    }
    Moved afterFirst = Moved.in(folder);
    Produced second =
        produce(
            traffic,
            "Produce more",
            new Batch(messages * SECOND_PERCENT / 100, gap, now, SEED + 1, Batch.Flaws.NONE));
    int secondExit = run("Second run: only the new messages");
    Proof proof = prove(first, second, afterFirst, Moved.in(folder));
    output.heading("Compare what the producers counted with what was pulled");
    int auditExit = runs.run("audit", folder.properties());
    output.heading("All of this as one HTML page");
    int reportExit =
        runs.run(
            "report",
            folder.properties(),
            "--hours",
            REPORTED_HOURS,
            "--out",
            folder.report().toString());
    if (proof.result().moved() > 0) {
      look();
    }
    boolean good = secondExit == 0 && auditExit == 0 && reportExit == 0 && proof.holds();
    if (end == End.KEEP) {
      keep();
    }
    output.heading("What to try next");
    if (end == End.KEEP) {
      output.show(servers());
    }
    output.show(hints.page(end));
    output.show(
        verdict(
            good,
            secondExit,
            auditExit,
            reportExit,
            proof,
            String.format(
                Locale.ROOT,
                "%s, %s in two runs",
                Figures.duration(since(start)),
                Figures.count(first.total() + second.total(), "message"))));
    return good;
  }

  /** At most five lines. */
  private Page verdict(
      boolean good, int secondExit, int auditExit, int reportExit, Proof proof, String took) {
    Page page = new Page().gap();
    if (good) {
      page.verdict(Tone.GOOD, "OK", "each message was moved exactly once, compared byte for byte")
          .detail("took", took)
          .detail(
              "rejected",
              Figures.count(proof.rejected(), "unreadable message") + ", all in dead letters");
    } else {
      page.verdict(
              Tone.BAD,
              "FAILED",
              Figures.count(proof.result().findings().size(), "difference")
                  + " between Kafka and the files; the second run ended with exit code "
                  + secondExit
                  + ", the audit with "
                  + auditExit
                  + ", the report with "
                  + reportExit)
          .detail("took", took);
    }
    return page.place("files", folder.topics()).place("report", folder.report());
  }

  private void startServers() throws InterruptedException {
    output.heading(
        folder.store().isEmpty()
            ? "Start Kafka and a schema registry"
            : "Start Kafka, a schema registry and an object store");
    long start = System.nanoTime();
    output.during("starting", this::startAll);
    writeProperties();
    output.show(servers().item(DemoOutput.DEPTH, "up after", Figures.duration(since(start))));
  }

  private URI startAll() throws InterruptedException {
    broker.start();
    if (kind == Registry.APICURIO) {
      apicurio = DevApicurio.start(folder.registry());
    }
    if (folder.store().isPresent()) {
      store = folder.startStore();
    }
    if (closed) {
      closeOthers();
      throw new InterruptedException("the demo was stopped while its servers were starting");
    }
    return registry();
  }

  private void closeOthers() {
    if (apicurio != null) {
      apicurio.close();
    }
    if (store != null) {
      store.close();
    }
  }

  /** How to reach them. */
  private Page servers() {
    Page page =
        new Page()
            .item(DemoOutput.DEPTH, "Kafka   ", broker.bootstrap())
            .item(
                DemoOutput.DEPTH,
                "registry",
                registry()
                    + (kind == Registry.BUILT_IN ? "" : " (Apicurio Registry, Confluent's API)"));
    return store == null
        ? page
        : page.item(DemoOutput.DEPTH, "store   ", store.url() + " (S3Proxy, the API of S3)");
  }

  private URI registry() {
    return kind == Registry.BUILT_IN ? broker.registry() : apicurio.url();
  }

  private void keep() throws IOException {
    if (kind == Registry.APICURIO) {
      KeptServer.write(folder.registry(), apicurio.process(), apicurio.url());
      apicurio.keep();
    }
    if (store != null) {
      KeptServer.write(folder.objectStore(), store.process(), store.url());
      store.keep();
    }
    folder.keep();
    broker.keep();
    kept = true;
  }

  private void writeProperties() {
    try {
      DemoProperties.write(
          folder, broker.bootstrap(), registry(), store == null ? Map.of() : store.settings());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Produced produce(Traffic traffic, String heading, Batch batch) {
    output.heading(heading);
    long start = System.nanoTime();
    Produced produced =
        output.during(
            "producing " + Figures.count(batch.messages(), "message"),
            () -> traffic.produce(batch));
    output.text(
        String.format(
            Locale.ROOT,
            "%s in %d topics of %d partitions, event times %s to %s UTC, %s",
            Figures.count(produced.total(), "message"),
            produced.messages().size(),
            Traffic.PARTITIONS,
            TIME.format(batch.from()),
            TIME.format(batch.to()),
            Figures.duration(since(start))));
    List<String> special = new ArrayList<>();
    Figures.addIfAny(special, produced.late(), "late");
    Figures.addIfAny(special, produced.garbage(), "garbage");
    Figures.addIfAny(special, produced.unknownSchema(), "with an unknown schema");
    Figures.addIfAny(special, produced.tombstones(), "without a value");
    if (!special.isEmpty()) {
      output.text("some of them on purpose: " + String.join(", ", special));
    }
    return produced;
  }

  private int run(String heading) throws IOException, InterruptedException {
    output.heading(heading);
    long start = System.nanoTime();
    int exit = runs.run("run", folder.properties());
    if (closed) {
      throw new InterruptedException("the demo was stopped during a run");
    }
    output.show(
        new Page()
            .gap()
            .line(
                DemoOutput.DEPTH,
                "exit code " + exit + " after " + Figures.duration(since(start))));
    return exit;
  }

  private Proof prove(Produced first, Produced second, Moved afterFirst, Moved afterSecond) {
    output.heading("Compare every message in Kafka with every record in the files");
    RegistryClient registry = new RegistryClient(registry());
    Map<Integer, Optional<Schema>> schemas = new ConcurrentHashMap<>();
    Comparison comparison =
        new Comparison(
            broker.bootstrap(),
            id -> schemas.computeIfAbsent(id, registry::schema),
            folder.topics(),
            folder.history());
    Comparison.Result result =
        output.during("reading both, without Camus' code", () -> comparison.of(Proof.topics()));
    Proof proof = new Proof(first, second, afterFirst, afterSecond, result);
    output.show(proof.page());
    return proof;
  }

  private void look() throws IOException {
    Tour tour = new Tour(folder);
    output.heading("The directories, by hour of event time");
    output.show(tour.directories());
    output.heading("One file, opened with Avro's own reader");
    output.show(tour.oneFile());
    output.heading("Where everything is");
    output.show(
        new Page()
            .item(DemoOutput.DEPTH, "data       ", folder.topics().toString())
            .item(DemoOutput.DEPTH, "commit log ", folder.base().toString())
            .item(DemoOutput.DEPTH, "history    ", folder.history().toString())
            .item(DemoOutput.DEPTH, "settings   ", folder.properties().toString())
            .item(DemoOutput.DEPTH, "report     ", folder.report().toString()));
  }

  private static Duration since(long startNanos) {
    return Duration.ofNanos(System.nanoTime() - startNanos);
  }

  /** Ends at once whatever runs. */
  @Override
  public void close() {
    closed = true;
    runs.end();
    if (!kept) {
      closeOthers();
    }
    broker.close();
  }
}
