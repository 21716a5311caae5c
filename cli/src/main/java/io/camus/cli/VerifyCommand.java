package io.camus.cli;

import io.camus.config.CamusConfig;
import io.camus.model.ExitCode;
import io.camus.report.JsonDocuments;
import io.camus.repull.KafkaReport;
import io.camus.verify.Depth;
import io.camus.verify.VerifyReport;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code camus verify}: proves a destination from storage alone, or against Kafka as well. */
@Command(
    name = "verify",
    sortOptions = false,
    description = {
      "Holds every file of the destination and every dead letter against the commit log.",
      "",
      "Checks that the committed offsets of each partition have no gap and no overlap, that each file"
          + " is where it belongs with its length, and that there is no file that no record names."
          + " Writes nothing; runs may be at work meanwhile. Asks no broker, unless you want it to.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  camus verify -P camus.properties --deep",
      "  camus verify -P camus.properties --deep --against-kafka",
      "",
      "Exit codes: 0 all is well, 3 storage or Kafka could not be read, 4 something is wrong."
    })
final class VerifyCommand implements Callable<Integer> {
  private final Supplier<Inspection> inspection;
  private final Terminal terminal;

  @Mixin private SettingsOptions settings;

  @Option(
      names = "--deep",
      description =
          "Read every file: digests of its bytes and of its records, number of records, and offsets"
              + " where the format carries them.")
  private boolean deep;

  @Option(
      names = "--against-kafka",
      description =
          "Pull again what Kafka still holds of the committed ranges, and compare number and digest"
              + " of the records with those of the first pull.")
  private boolean againstKafka;

  @Option(
      names = "--json",
      description = "Print the findings as one JSON document, and nothing else.")
  private boolean json;

  VerifyCommand(Supplier<Inspection> inspection, Terminal terminal) {
    this.inspection = inspection;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    CamusConfig config = settings.config();
    Inspection look = inspection.get();
    Optional<KafkaReport> kafka =
        againstKafka ? Optional.of(compare(look, config)) : Optional.empty();
    VerifyReport report = look.verify(config, deep ? Depth.CONTENT : Depth.NAMES);
    if (json) {
      terminal.out().println(JsonDocuments.text(VerifyJson.document(report, kafka)));
    } else {
      new VerifyPage(config, terminal).lines(report).forEach(terminal.out()::println);
      kafka.ifPresent(
          it -> new KafkaPage(config, terminal).lines(it).forEach(terminal.out()::println));
    }
    return Math.max(
        report.exitCode().value(), kafka.map(KafkaReport::exitCode).orElse(ExitCode.OK).value());
  }

  /** First, since Kafka may not be there, and reading all files takes long. */
  private KafkaReport compare(Inspection look, CamusConfig config) {
    RepullLines progress = new RepullLines(terminal, InstantSource.system());
    try {
      return look.compareWithKafka(config, progress);
    } finally {
      progress.end();
    }
  }
}
