package io.camus.cli;

import io.camus.cli.view.FilesJson;
import io.camus.cli.view.FilesPage;
import io.camus.commit.FileSelection;
import io.camus.commit.LiveFile;
import io.camus.commit.LiveFile.OfPartition;
import io.camus.commit.LiveFiles;
import io.camus.config.CamusConfig;
import io.camus.model.DataFile;
import io.camus.model.ExitCode;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code camus files}: the files of a topic in the commit log. */
@Command(
    name = "files",
    sortOptions = false,
    description = {
      "Lists the files of a topic in the commit log, in commit order: number of the commit record,"
          + " whether the file is published yet, records, bytes, first and last event time.",
      "",
      "Reads only the commit log. Opens no data file and changes nothing.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  camus files -P camus.properties clicks --bucket hourly/2026/11/22",
      "  camus files -P camus.properties clicks --partition 3",
      "  camus files -P camus.properties clicks --dead-letters --json"
    })
final class FilesCommand extends ConfiguredVerb {
  @Parameters(arity = "1", paramLabel = "TOPIC", description = "Name of the topic.")
  private String topic;

  @Option(
      names = "--partition",
      paramLabel = "P",
      description =
          "Only files with records of this partition, in offset order, with the partition's offsets"
              + " and number of records.")
  private Integer partition;

  @Option(
      names = "--bucket",
      paramLabel = "PATH",
      description =
          "Only files below this directory of the topic, such as hourly/2026/11/22/14 or"
              + " hourly/2026/11.")
  private String bucket;

  @Option(names = "--dead-letters", description = "List dead letters instead of data files.")
  private boolean deadLetters;

  @Option(names = "--json", description = "Print one JSON document per line and nothing else.")
  private boolean json;

  FilesCommand(Context context) {
    super(context);
  }

  @Override
  public Integer call() {
    CamusConfig config = settings.config();
    FileSelection selection = selection();
    LiveFiles files = operations().files(config, selection);
    if (json) {
      inOrder(files).forEach(file -> terminal().print(FilesJson.of(file).toString()));
    } else {
      show(config, files);
    }
    return ExitCode.OK.value();
  }

  private Stream<LiveFile> inOrder(LiveFiles files) {
    return partition == null ? files.files() : parts(files).map(OfPartition::file);
  }

  private Stream<OfPartition> parts(LiveFiles files) {
    return files.parts(new TopicPartition(topic, partition)).stream();
  }

  private void show(CamusConfig config, LiveFiles files) {
    FilesPage page =
        partition == null ? FilesPage.of(config, topic) : FilesPage.ofParts(config, topic);
    terminal().show(page.begin());
    (partition == null ? files.files().map(page::row) : parts(files).map(page::row))
        .forEach(terminal()::show);
    terminal().show(page.end(files.number()));
  }

  private FileSelection selection() {
    refuseIf(
        partition != null && partition < 0, "--partition " + partition + ": must be 0 or more");
    refuseIf(
        bucket != null && deadLetters,
        "--bucket is for data files: dead letters are not in the directories of the topic");
    return new FileSelection(
        topic,
        deadLetters ? DataFile.Kind.DEAD_LETTER : DataFile.Kind.DATA,
        partition == null ? OptionalInt.empty() : OptionalInt.of(partition),
        Optional.ofNullable(bucket).map(FilesCommand::withoutSlashes));
  }

  static String withoutSlashes(String path) {
    String inner = path.replaceAll("^/+|/+$", "");
    refuseIf(inner.isEmpty(), "--bucket needs a directory of the topic, such as hourly/2026");
    return inner;
  }
}
