package io.camus.cli.azkaban;

import io.camus.cli.Verb;
import io.camus.cli.settings.LoadedSettings;
import io.camus.cli.settings.PropertyFiles;
import io.camus.cli.settings.Settings;
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
      "Builds an Azkaban project that is ready to upload: one job that runs Camus, and one that reads"
          + " its results.",
      "",
      "With --home, the project is a few kilobytes, and Camus must be in that directory on every"
          + " executor. Without it, the project includes Camus.",
      ""
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  camus azkaban-package -P camus.properties",
      "  camus azkaban-package -P camus.properties --type hadoopJava --home /opt/camus",
      "",
      "See docs/guide/schedulers.md, Azkaban."
    })
public final class AzkabanPackageVerb implements Verb {
  /** Azkaban evaluates anything that follows. */
  private static final String EXPRESSION = "$(";

  @Spec private CommandSpec spec;

  @Option(
      names = "-P",
      paramLabel = "FILE",
      description = "Local properties file for Camus (default: the one in the example).")
  private Optional<Path> settings = Optional.empty();

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      defaultValue = "command",
      description = "Job type: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private AzkabanJobType type;

  @Option(
      names = "--home",
      paramLabel = "DIR",
      description = "Directory of the unpacked distribution on the executors.")
  private Optional<String> home = Optional.empty();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      defaultValue = "camus-azkaban.zip",
      description = "Project file to write (default: ${DEFAULT-VALUE}).")
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
          String.format(Locale.ROOT, "%s: cannot write the project: %s", output, RootCause.line(e)),
          e);
    }
    spec.commandLine().getOut().println(output + ": ready to upload to an Azkaban project");
    return 0;
  }

  /** Finds what would fail in Azkaban later. */
  private static void check(String file, Map<String, String> given) {
    given.forEach(
        (key, value) -> {
          if (value.contains(EXPRESSION)) {
            throw new ConfigurationException(
                String.format(
                        Locale.ROOT,
                        "%s: %s contains %s, which Azkaban evaluates as an expression; remove the $ (topic",
                        file,
                        key,
                        EXPRESSION)
                    + " patterns match whole names anyway), or use a reference to a secret");
          }
        });
    Settings alone = new Settings();
    alone.addLayer(given);
    LoadedSettings.of(alone).config();
  }
}
