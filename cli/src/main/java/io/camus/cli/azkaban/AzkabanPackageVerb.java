package io.camus.cli.azkaban;

import io.camus.cli.Verb;
import io.camus.cli.settings.PropertyFiles;
import io.camus.config.CamusConfig;
import io.camus.failure.RootCause;
import io.camus.model.ConfigurationException;
import io.camus.model.StorageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code camus azkaban-package}: a project to upload to Azkaban. */
@Command(
    name = "azkaban-package",
    sortOptions = false,
    description = {
      "Makes a project that Azkaban takes as it is: a job that runs Camus, and one after it that"
          + " reads what it has left.",
      "",
      "With --home it is a few kilobytes and needs Camus there on every executor; else Camus is"
          + " in it.",
      ""
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  camus azkaban-package -P camus.properties",
      "  camus azkaban-package -P camus.properties --type hadoopJava --home /opt/camus",
      "",
      "In the guide: docs/guide/schedulers.md, Azkaban."
    })
public final class AzkabanPackageVerb implements Verb {
  /** Azkaban evaluates what follows, whatever it is. */
  private static final String EXPRESSION = "$(";

  @Spec private CommandSpec spec;

  @Option(
      names = "-P",
      paramLabel = "FILE",
      description = "Settings of Camus, a local file (default: the example's).")
  private Optional<Path> settings = Optional.empty();

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      defaultValue = "command",
      description = "The job's: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private AzkabanJobType type;

  @Option(
      names = "--home",
      paramLabel = "DIR",
      description = "Where the distribution is unpacked on the executors.")
  private Optional<String> home = Optional.empty();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      defaultValue = "camus-azkaban.zip",
      description = "The project (default: ${DEFAULT-VALUE}).")
  private Path output;

  /** A verb whose options picocli sets. */
  public AzkabanPackageVerb() {}

  @Override
  public Integer call() {
    settings.ifPresent(file -> check(file.toString(), PropertyFiles.file(file.toString())));
    Distribution distribution = Distribution.ofProcess();
    try {
      AzkabanProject project = new AzkabanProject(distribution, type);
      settings.ifPresent(project::settings);
      if (home.isPresent()) {
        project.installed(home.get());
      } else {
        project.complete(type);
      }
      project.write(output);
    } catch (IOException e) {
      throw new StorageException(
          String.format(Locale.ROOT, "%s: cannot be made: %s", output, RootCause.line(e)), e);
    }
    spec.commandLine().getOut().println(output + ": upload it to a project of Azkaban");
    return 0;
  }

  /** What Azkaban would find out in the middle of the night. */
  private static void check(String file, Map<String, String> given) {
    given.forEach(
        (key, value) -> {
          if (value.contains(EXPRESSION)) {
            throw new ConfigurationException(
                String.format(
                        Locale.ROOT,
                        "%s: %s has %s, and Azkaban evaluates what stands behind it; leave out the $ (topic",
                        file,
                        key,
                        EXPRESSION)
                    + " patterns match whole names), or keep a secret elsewhere and refer to it");
          }
        });
    CamusConfig.parse(given);
  }
}
