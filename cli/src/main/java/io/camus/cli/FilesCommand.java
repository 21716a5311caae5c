package io.camus.cli;

import io.camus.commit.FileSelection;
import io.camus.commit.LiveFile;
import io.camus.commit.LiveFile.OfPartition;
import io.camus.commit.LiveFiles;
import io.camus.config.CamusConfig;
import io.camus.model.ConfigurationException;
import io.camus.model.DataFile;
import io.camus.model.ExitCode;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code camus files}: the files of a topic, as the commit log knows them. */
@Command(
    name = "files",
    sortOptions = false,
    description = {
      "Lists the files of a topic that the commit log holds, in the order in which they were"
          + " committed: how many records and bytes, the first and last event time, the record of"
          + " the log, and whether the file is published or waits for it.",
      "",
      "Reads the commit log only; looks at no file and changes nothing.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  camus files -P camus.properties clicks --bucket hourly/2026/11/22",
      "  camus files -P camus.properties clicks --partition 3",
      "  camus files -P camus.properties clicks --dead-letters --json"
    })
final class FilesCommand implements Callable<Integer> {
  private final Supplier<Inspection> inspection;
  private final Terminal terminal;

  @Mixin private SettingsOptions settings;

  @Parameters(arity = "1", paramLabel = "TOPIC", description = "The name of the topic.")
  private String topic;

  @Option(
      names = "--partition",
      paramLabel = "P",
      description =
          "Only files that hold records of this partition, in the order of its offsets, with the"
              + " offsets and the number of its records.")
  private Integer partition;

  @Option(
      names = "--bucket",
      paramLabel = "PATH",
      description =
          "Only files in this directory of the topic, at any depth: hourly/2026/11/22/14,"
              + " hourly/2026/11.")
  private String bucket;

  @Option(names = "--dead-letters", description = "The dead letters in place of the data files.")
  private boolean deadLetters;

  @Option(names = "--json", description = "Print JSON and nothing else: a document a line.")
  private boolean json;

  FilesCommand(Supplier<Inspection> inspection, Terminal terminal) {
    this.inspection = inspection;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    CamusConfig config = settings.config();
    FileSelection selection = selection();
    LiveFiles files = inspection.get().files(config, selection);
    if (json) {
      inOrder(files).map(FilesJson::line).forEach(terminal.out()::println);
    } else {
      print(new FilesPage(config, terminal, topic), files);
    }
    return ExitCode.OK.value();
  }

  private Stream<LiveFile> inOrder(LiveFiles files) {
    return partition == null ? files.files() : parts(files).map(OfPartition::file);
  }

  private Stream<OfPartition> parts(LiveFiles files) {
    return files.parts(new TopicPartition(topic, partition)).stream();
  }

  private void print(FilesPage page, LiveFiles files) {
    if (partition == null) {
      terminal.out().println(page.header());
      files.files().map(page::row).forEach(terminal.out()::println);
    } else {
      terminal.out().println(page.headerOfParts());
      parts(files).map(page::row).forEach(terminal.out()::println);
    }
    page.end(files.number()).forEach(terminal.out()::println);
  }

  private FileSelection selection() {
    refuseIf(
        partition != null && partition < 0, "--partition " + partition + ": must be 0 or more");
    refuseIf(
        bucket != null && deadLetters,
        "--bucket is for data files: dead letters are in no directory of the topic");
    return new FileSelection(
        topic,
        deadLetters ? DataFile.Kind.DEAD_LETTER : DataFile.Kind.DATA,
        partition == null ? OptionalInt.empty() : OptionalInt.of(partition),
        Optional.ofNullable(bucket).map(FilesCommand::withoutSlashes));
  }

  private static String withoutSlashes(String path) {
    String inner = path.replaceAll("^/+|/+$", "");
    refuseIf(inner.isEmpty(), "--bucket names a directory of the topic, such as hourly/2026");
    return inner;
  }

  private static void refuseIf(boolean wrong, String why) {
    if (wrong) {
      throw new ConfigurationException(why);
    }
  }
}
