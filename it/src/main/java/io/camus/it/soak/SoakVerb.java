package io.camus.it.soak;

import io.camus.cli.Verb;
import io.camus.it.command.CamusScript;
import io.camus.it.command.NewFolder;
import io.camus.it.objectstore.DevStore;
import io.camus.it.objectstore.S3Proxy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code camus soak}: many runs, most of them killed, followed by the proof. */
@Command(
    name = "soak",
    description =
        "Runs Camus many times against a real broker under continuous traffic, kills most runs at"
            + " random moments, and proves that every message was moved exactly once.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  camus soak                                            200 runs on the local disk",
      "  camus soak --store s3                                 in an object store, S3Proxy;",
      "                                                        ./camus downloads it the first time",
      "  camus soak --runs 40 --hadoop-lib it/target/hadoop/lib   on HDFS and YARN",
      "",
      "Exit codes: 0 every message once, 1 anything else."
    })
public final class SoakVerb implements Verb {
  private static final int FAILED = 1;

  @Spec private CommandSpec spec;

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "200",
      description = "Number of runs (default: ${DEFAULT-VALUE}).")
  private int runs;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "2013",
      description = "Seed that decides what is killed and when (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Messages per second (default: ${DEFAULT-VALUE}).")
  private int rate;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      defaultValue = "camus-soak",
      description = "New folder, which is kept (default: ${DEFAULT-VALUE}).")
  private Path directory;

  @Option(
      names = "--hadoop-lib",
      paramLabel = "DIR",
      description =
          "Run on HDFS and YARN, with these jars; ./mvnw verify collects them in"
              + " it/target/hadoop/lib.")
  private Optional<Path> hadoopLibraries = Optional.empty();

  @Option(
      names = "--store",
      paramLabel = "s3",
      converter = DevStore.Named.class,
      description = "Write to S3Proxy, an object store with the API of S3.")
  private Optional<DevStore> store = Optional.empty();

  /** A verb whose options picocli sets. */
  public SoakVerb() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (runs < 1 || rate < 1) {
      throw usage("--runs and --rate must be at least 1");
    }
    Site site = site();
    NewFolder.make(directory, spec);
    SoakSettings settings = new SoakSettings(runs, seed, rate, directory, site);
    SoakLines lines = new SoakLines(spec.commandLine().getOut());
    Soak soak = new Soak(settings, lines, CamusScript.locate());
    Runtime.getRuntime().addShutdownHook(new Thread(soak::close, "end-of-soak"));
    try (soak) {
      SoakResult result = soak.play();
      lines.end(result);
      return result.isGood() ? 0 : FAILED;
    }
  }

  private Site site() {
    if (store.isEmpty()) {
      return hadoopLibraries.<Site>map(Site.Yarn::new).orElseGet(Site.LocalDisk::new);
    }
    if (hadoopLibraries.isPresent()) {
      throw usage("give only one of --store and --hadoop-lib");
    }
    store
        .get()
        .missing()
        .ifPresent(
            why -> {
              throw usage(why);
            });
    return new Site.S3(S3Proxy.libraries());
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
