package io.camus.cli;

import io.camus.cli.page.Figures;
import io.camus.cli.page.Page;
import io.camus.cli.terminal.WorkLine;
import io.camus.cli.view.TablesPage;
import io.camus.cli.view.VerifyJson;
import io.camus.cli.view.VerifyPage;
import io.camus.config.CamusConfig;
import io.camus.model.ExitCode;
import io.camus.repull.KafkaReport;
import io.camus.table.TableStatus;
import io.camus.verify.Depth;
import io.camus.verify.VerifyReport;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code camus verify}: checks a destination against the commit log, and against Kafka. */
@Command(
    name = "verify",
    sortOptions = false,
    description = {
      "Checks every data file and dead letter against the commit log.",
      "",
      "The committed offsets of each partition must have no gap and no overlap, each file must be in"
          + " its place and have the recorded length, and there must be no other files. Tables must have as many"
          + " records as the log. Writes nothing, and can be used while a run is active. Connects to Kafka only with --against-kafka.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  camus verify -P camus.properties --deep",
      "  camus verify -P camus.properties --deep --against-kafka",
      "",
      "Exit codes: 0 ok, 3 storage or Kafka could not be read, 4 violations found."
    })
final class VerifyCommand extends ConfiguredVerb {
  @Option(
      names = "--deep",
      description =
          "Read every file and check its digests, its number of records and, if its format has them,"
              + " its offsets.")
  private boolean deep;

  @Option(
      names = "--against-kafka",
      description =
          "Pull again the committed ranges that Kafka still has, and compare the number and"
              + " digest of their records with the commit log.")
  private boolean againstKafka;

  @Option(names = "--json", description = "Print the result as one JSON document and nothing else.")
  private boolean json;

  VerifyCommand(Context context) {
    super(context);
  }

  @Override
  public Integer call() {
    CamusConfig config = settings.config();
    Optional<KafkaReport> kafka = againstKafka ? Optional.of(compare(config)) : Optional.empty();
    List<TableStatus> tables =
        config.namesTables() ? operations().tables().compare(config, List.of()) : List.of();
    VerifyReport report = verify(config, deep ? Depth.CONTENT : Depth.NAMES, tables);
    Format.of(json)
        .show(
            terminal(),
            () -> withTables(VerifyPage.of(config, report, kafka), tables),
            () -> VerifyJson.of(report, kafka, tables));
    return Stream.of(
            report.exitCode(),
            kafka.map(KafkaReport::exitCode).orElse(ExitCode.OK),
            TablesPage.exitCode(tables))
        .max(Comparator.naturalOrder())
        .get()
        .value();
  }

  private static Page withTables(Page page, List<TableStatus> tables) {
    return tables.isEmpty() ? page : page.gap().add(TablesPage.of(tables));
  }

  private VerifyReport verify(CamusConfig config, Depth depth, List<TableStatus> tables) {
    try (WorkLine line = WorkLine.start(terminal(), "verify")) {
      return operations()
          .verify(
              config,
              depth,
              tables,
              (files, ofFiles, bytes, ofBytes) ->
                  line.show(share(depth, files, ofFiles, bytes, ofBytes)));
    }
  }

  private static WorkLine.Share share(
      Depth depth, long files, long ofFiles, long bytes, long ofBytes) {
    String names = Figures.count(files) + " of " + Figures.count(ofFiles, "file");
    return depth == Depth.NAMES
        ? new WorkLine.Share(files, ofFiles, List.of(names))
        : new WorkLine.Share(
            bytes, ofBytes, List.of(names, Figures.bytes(bytes) + " of " + Figures.bytes(ofBytes)));
  }

  /** Comes first, because Kafka may be down, and reading all files takes a long time. */
  private KafkaReport compare(CamusConfig config) {
    RepullLines progress = new RepullLines(terminal(), InstantSource.system());
    try {
      return operations().compareWithKafka(config, progress);
    } finally {
      progress.end();
    }
  }
}
