package io.camus.cli;

import io.camus.cli.view.VerifyJson;
import io.camus.cli.view.VerifyPage;
import io.camus.config.CamusConfig;
import io.camus.model.ExitCode;
import io.camus.repull.KafkaReport;
import io.camus.verify.Depth;
import io.camus.verify.VerifyReport;
import java.time.InstantSource;
import java.util.Optional;
import picocli.CommandLine.Command;
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
final class VerifyCommand extends ConfiguredVerb {
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

  VerifyCommand(Context context) {
    super(context);
  }

  @Override
  public Integer call() {
    CamusConfig config = settings.config();
    Optional<KafkaReport> kafka = againstKafka ? Optional.of(compare(config)) : Optional.empty();
    VerifyReport report = operations().verify(config, deep ? Depth.CONTENT : Depth.NAMES);
    Format.of(json)
        .show(
            terminal(),
            () -> VerifyPage.of(config, report, kafka),
            () -> VerifyJson.of(report, kafka));
    return Math.max(
        report.exitCode().value(), kafka.map(KafkaReport::exitCode).orElse(ExitCode.OK).value());
  }

  /** First, since Kafka may not be there, and reading all files takes long. */
  private KafkaReport compare(CamusConfig config) {
    RepullLines progress = new RepullLines(terminal(), InstantSource.system());
    try {
      return operations().compareWithKafka(config, progress);
    } finally {
      progress.end();
    }
  }
}
