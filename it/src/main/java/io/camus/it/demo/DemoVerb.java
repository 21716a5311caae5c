package io.camus.it.demo;

import io.camus.cli.Questions;
import io.camus.cli.Verb;
import io.camus.cli.page.Figures;
import io.camus.cli.page.Style;
import io.camus.cli.terminal.Terminal;
import io.camus.it.command.CamusScript;
import io.camus.it.objectstore.DevStore;
import io.camus.it.registry.DevApicurio;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code camus demo}: shows on a real broker what a run does, and proves it. */
@Command(
    name = "demo",
    description = {
      "Starts a real Kafka broker, produces a backlog, runs twice, and compares every message in"
          + " Kafka with every record in the files.",
      ""
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  camus demo                 the whole demo, in about a minute",
      "  camus demo --registry      with Apicurio as the schema registry; ./camus downloads it the",
      "                             first time, 142 MB",
      "  camus demo --store s3      in an object store, S3Proxy; ./camus downloads it the first time,",
      "                             57 MB",
      "  camus demo --keep          leave the broker and the registry running",
      "  camus demo --more 50000    produce more messages into a kept demo",
      "  camus demo --stop          stop a kept demo"
    })
public final class DemoVerb implements Verb {
  private static final long FEWEST_MESSAGES = 100;
  private static final Duration MORE = Duration.ofMinutes(10);
  private static final int FAILED = 1;
  private static final int INTERRUPTED = 130;

  @Spec private CommandSpec spec;

  @Option(
      names = "--messages",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "Messages in the backlog (default: ${DEFAULT-VALUE}).")
  private long messages;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      defaultValue = "camus-demo",
      description =
          "Demo folder. Deleted and recreated, unless it was kept (default: ${DEFAULT-VALUE}).")
  private Path directory;

  @Option(names = "--registry", description = "Use Apicurio Registry as the schema registry.")
  private boolean registry;

  @Option(
      names = "--store",
      paramLabel = "s3",
      converter = DevStore.Named.class,
      description = "Write to S3Proxy, an object store with the API of S3.")
  private Optional<DevStore> store = Optional.empty();

  @Option(names = "--keep", description = "Leave the broker and the registry running.")
  private boolean keep;

  @Option(
      names = "--more",
      paramLabel = "N",
      description = "Only produce N more messages into a kept demo.")
  private Optional<Long> more = Optional.empty();

  @Option(names = "--stop", description = "Only stop a kept demo.")
  private boolean stop;

  @Option(
      names = "--yes",
      description = "Replace a kept demo, with all its topics, without asking.")
  private boolean yes;

  private final Terminal terminal;
  private final Questions questions;

  /** A verb whose options picocli sets. */
  public DemoVerb() {
    this(Terminal.ofProcess(System.getenv()));
  }

  private DemoVerb(Terminal terminal) {
    this(terminal, Questions.ofProcess(terminal));
  }

  /**
   * A verb whose options picocli sets.
   *
   * @param questions whom to ask before a kept demo is replaced
   */
  DemoVerb(Terminal terminal, Questions questions) {
    this.terminal = terminal;
    this.questions = questions;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    DemoFolder folder = new DemoFolder(directory, store);
    Style style = spec.commandLine().getColorScheme().ansi().enabled() ? Style.ANSI : Style.NONE;
    DemoOutput output = new DemoOutput(terminal.styled(style));
    if (stop) {
      kept(folder).stop();
      output.line("stopped");
      return 0;
    }
    if (more.isPresent()) {
      produceMore(folder, output);
      return 0;
    }
    return play(folder, output);
  }

  private int play(DemoFolder folder, DemoOutput output) throws IOException, InterruptedException {
    if (messages < FEWEST_MESSAGES) {
      throw usage("--messages must be at least " + FEWEST_MESSAGES);
    }
    if (registry && !DevApicurio.isThere()) {
      throw usage(
          String.format(
              Locale.ROOT,
              "Apicurio Registry is not in %s; in the source tree, ./camus demo --registry downloads it",
              DevApicurio.home()));
    }
    store
        .flatMap(DevStore::missing)
        .ifPresent(
            why -> {
              throw usage(why);
            });
    requireConsent(folder);
    CamusScript script = CamusScript.locate();
    if (folder.isDemo()) {
      KeptDemo.in(folder).ifPresent(KeptDemo::stop);
    }
    folder.recreate();
    Demo demo =
        new Demo(
            folder,
            messages,
            registry ? Demo.Registry.APICURIO : Demo.Registry.BUILT_IN,
            output,
            Clock.systemUTC().instant(),
            script);
    Thread hook = new Thread(demo::close, "end-of-demo");
    Runtime.getRuntime().addShutdownHook(hook);
    try (demo) {
      return demo.play(keep ? Demo.End.KEEP : Demo.End.STOP) ? 0 : FAILED;
    } catch (InterruptedException e) {
      output.line("interrupted; every process of the demo is stopped");
      return INTERRUPTED;
    }
  }

  /** A folder is replaced if all in it is the demo's; one that was kept only if the user agrees. */
  private void requireConsent(DemoFolder folder) throws IOException {
    try {
      folder.requireOwn();
    } catch (IllegalArgumentException e) {
      throw usage(e.getMessage());
    }
    Optional<String> up =
        folder.isDemo() ? KeptDemo.in(folder).map(KeptDemo::brokers) : Optional.empty();
    if (yes || (up.isEmpty() && !folder.isKept())) {
      return;
    }
    String what =
        folder.path()
            + " already has a kept demo"
            + up.map(brokers -> ", with its broker running at " + brokers).orElse("");
    if (!questions.canBeAsked()) {
      throw usage(
          what
              + "; a new demo would delete it with all its topics. Give --yes to replace it, or another"
              + " folder with --dir");
    }
    if (!questions.yes(what + ". Stop it and delete it with all its topics?")) {
      throw usage("nothing was changed; choose another folder with --dir");
    }
  }

  private void produceMore(DemoFolder folder, DemoOutput output) throws IOException {
    KeptDemo kept = kept(folder);
    Instant now = Clock.systemUTC().instant();
    Traffic traffic = new Traffic(kept.brokers(), kept.registry());
    Batch batch =
        new Batch(more.orElseThrow(), now.minus(MORE), now, now.toEpochMilli(), Batch.Flaws.NONE);
    Produced produced =
        output.during(
            "producing " + Figures.count(batch.messages(), "message"),
            () -> traffic.produce(batch));
    output.line(Figures.count(produced.total(), "more message") + " in Kafka");
  }

  private KeptDemo kept(DemoFolder folder) throws IOException {
    return KeptDemo.in(folder)
        .orElseThrow(
            () -> usage("no demo is running in " + folder.path() + "; start one with demo --keep"));
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
