package io.camus.it.demo;

import io.camus.cli.Questions;
import io.camus.cli.Terminal;
import io.camus.cli.Verb;
import io.camus.it.command.CamusScript;
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
    description = "Starts a real broker, produces a backlog, runs twice and proves the result.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  camus demo                       all of it, in about a minute",
      "  camus demo --registry            the same with Apicurio as the schema registry; the first",
      "                                   time ./camus downloads it, 142 MB",
      "  camus demo --keep                leaves broker and registry up, to play with",
      "  camus demo --more 50000          produces more into the demo that was kept",
      "  camus demo --stop                stops it"
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
      description = "Messages of the backlog (default: ${DEFAULT-VALUE}).")
  private long messages;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      defaultValue = "camus-demo",
      description =
          "Demo folder. Deleted and recreated, unless it was kept (default: ${DEFAULT-VALUE}).")
  private Path directory;

  @Option(
      names = "--registry",
      description = "Take Apicurio Registry as the schema registry, in a process of its own.")
  private boolean registry;

  @Option(names = "--keep", description = "Leave broker and registry up.")
  private boolean keep;

  @Option(
      names = "--more",
      paramLabel = "N",
      description = "Only produce N more messages into the demo that was kept.")
  private Optional<Long> more = Optional.empty();

  @Option(names = "--stop", description = "Only stop the demo that was kept.")
  private boolean stop;

  @Option(
      names = "--yes",
      description = "Replace a demo that was kept, with all topics in it, without a question.")
  private boolean yes;

  private final Questions questions;

  /** A verb whose options picocli sets. */
  public DemoVerb() {
    this(Questions.ofProcess(Terminal.ofProcess(System.getenv())));
  }

  /**
   * A verb whose options picocli sets.
   *
   * @param questions whom to ask before a kept demo is replaced
   */
  DemoVerb(Questions questions) {
    this.questions = questions;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    DemoFolder folder = new DemoFolder(directory);
    Page page = new Page(spec.commandLine().getOut());
    if (stop) {
      kept(folder).stop();
      page.line("stopped");
      return 0;
    }
    if (more.isPresent()) {
      produceMore(folder, page);
      return 0;
    }
    return play(folder, page);
  }

  private int play(DemoFolder folder, Page page) throws IOException, InterruptedException {
    if (messages < FEWEST_MESSAGES) {
      throw usage("--messages must be at least " + FEWEST_MESSAGES);
    }
    if (registry && !DevApicurio.isThere()) {
      throw usage(
          String.format(
              Locale.ROOT,
              "Apicurio Registry is not in %s: call ./camus demo --registry, which downloads it",
              DevApicurio.home()));
    }
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
            page,
            Clock.systemUTC().instant(),
            script);
    Thread hook = new Thread(demo::close, "end-of-demo");
    Runtime.getRuntime().addShutdownHook(hook);
    try (demo) {
      boolean good = demo.play(keep ? Demo.End.KEEP : Demo.End.STOP);
      page.heading("What to try next");
      new Hints(script, folder, page).print(keep ? Demo.End.KEEP : Demo.End.STOP);
      return good ? 0 : FAILED;
    } catch (InterruptedException e) {
      page.line("interrupted; all that the demo started ends with it");
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
            + " has a demo that was kept"
            + up.map(brokers -> ", with its broker up on " + brokers).orElse("");
    if (!questions.canBeAsked()) {
      throw usage(
          what
              + "; a new one would delete it with all topics in it: give --yes to replace it, or"
              + " another folder by --dir");
    }
    if (!questions.yes(what + ". Stop it and delete it, with all topics in it?")) {
      throw usage("nothing was changed; choose another folder by --dir");
    }
  }

  private void produceMore(DemoFolder folder, Page page) throws IOException {
    KeptDemo kept = kept(folder);
    Instant now = Clock.systemUTC().instant();
    Produced produced =
        new Traffic(kept.brokers(), kept.registry())
            .produce(
                new Batch(
                    more.orElseThrow(),
                    now.minus(MORE),
                    now,
                    now.toEpochMilli(),
                    Batch.Flaws.NONE));
    page.line(Page.number(produced.total()) + " messages more");
  }

  private KeptDemo kept(DemoFolder folder) throws IOException {
    return KeptDemo.in(folder)
        .orElseThrow(
            () -> usage("no demo is up in " + folder.path() + "; start one by `demo --keep`"));
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
