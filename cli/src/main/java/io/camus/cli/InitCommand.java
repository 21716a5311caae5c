package io.camus.cli;

import io.camus.cli.page.Figures;
import io.camus.cli.page.Page;
import io.camus.cli.settings.FirstSettings;
import io.camus.config.CamusConfig;
import io.camus.failure.RootCause;
import io.camus.inspect.TopicReport;
import io.camus.model.ConfigurationException;
import io.camus.model.ExitCode;
import io.camus.model.SchemaUnavailableException;
import io.camus.model.StorageException;
import io.camus.wiring.Inspection;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code camus init}: writes a first properties file from samples of the topics. */
@Command(
    name = "init",
    sortOptions = false,
    description = {
      "Inspects the topics as camus inspect does, and writes a properties file that sets a"
          + " decoder and an event time for each topic, with the reason.",
      "",
      "Needs only kafka.brokers, and etl.schema.registry.url if there is a registry. Other"
          + " settings are copied to the file, secrets as references. Never overwrites a file.",
      ""
    },
    footer = {
      "",
      "Example:",
      "  camus init -D kafka.brokers=broker-1:9092 \\",
      "      -D etl.schema.registry.url=http://registry:8081 \\",
      "      --destination hdfs:///data/kafka"
    })
final class InitCommand extends ConfiguredVerb {
  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "The file to write. Default: camus.properties.")
  private String file = "camus.properties";

  @Option(
      names = "--destination",
      paramLabel = "DIR",
      description =
          "Directory for the data: an absolute path, a URL such as hdfs:///data/kafka, or a path in"
              + " the current directory. Its .camus directory holds the commit log and the history."
              + " Default: the configured paths, or else camus-data in the current directory.")
  private String destination;

  @Option(
      names = "--topic",
      paramLabel = "NAME",
      description =
          "Name of a topic to include. Repeatable. Default: all topics that"
              + " kafka.whitelist.topics and kafka.blacklist.topics allow.")
  private List<String> topics = new ArrayList<>();

  @Mixin private SamplingOptions sampling;

  InitCommand(Context context) {
    super(context);
  }

  @Override
  public Integer call() {
    Path target = target();
    CamusConfig config = SamplingOptions.config("init", settings);
    Inspection.Seen seen = sampling.inspect(this, config, topics);
    seen.registryFailure()
        .ifPresent(
            why -> {
              throw new SchemaUnavailableException(
                  why + ". Nothing was written, because the decoders depend on it.");
            });
    FirstSettings first =
        new FirstSettings(
            config,
            SamplingOptions.withoutStandIns(config),
            Optional.ofNullable(destination),
            Path.of("").toAbsolutePath(),
            seen.topics());
    write(target, first.text());
    terminal().show(page(first, seen.topics()));
    return ExitCode.OK.value();
  }

  private Path target() {
    Path target;
    try {
      target = Path.of(file);
    } catch (InvalidPathException e) {
      throw new ConfigurationException(file + ": not the name of a file", e);
    }
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      throw exists(null);
    }
    return target;
  }

  private ConfigurationException exists(IOException cause) {
    return new ConfigurationException(
        file + " already exists and was not changed; name another file: camus init NAME ...",
        cause);
  }

  private void write(Path target, String text) {
    try {
      Files.writeString(target, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (FileAlreadyExistsException e) {
      throw exists(e);
    } catch (IOException e) {
      throw new StorageException(file + ": cannot be written: " + RootCause.line(e), e);
    }
  }

  private Page page(FirstSettings first, List<TopicReport> reports) {
    List<TopicReport> out =
        reports.stream().filter(report -> !report.proposal().isTaken()).toList();
    Page page =
        new Page()
            .heading(
                String.format(
                    Locale.ROOT,
                    "Wrote %s: %s, %s excluded",
                    file,
                    Figures.count(reports.size() - out.size(), "topic"),
                    Figures.count(out.size())));
    out.forEach(
        report ->
            page.item(2, "-", report.topic() + " is excluded: " + report.proposal().reason()));
    page.item(2, "-", "data will be in " + first.dataDirectory());
    page.gap().line(0, "Review this file, then:");
    first
        .secrets()
        .forEach((key, variable) -> page.line(2, "export " + variable + "=...    # " + key));
    return page.line(2, "camus config --sample -P " + file).line(2, "camus run -P " + file);
  }
}
