package io.camus.cli;

import io.camus.config.CamusConfig;
import io.camus.run.JsonDocuments;
import io.camus.verify.Depth;
import io.camus.verify.VerifyReport;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code camus verify}: proves a destination from storage alone. */
@Command(
    name = "verify",
    sortOptions = false,
    description = {
      "Holds every file of the destination and every dead letter against the commit log.",
      "",
      "Checks that the committed offsets of each partition have no gap and no overlap, that each file"
          + " is where it belongs with its length, and that there is no file that no record names."
          + " Asks no broker and writes nothing; runs may be at work meanwhile.",
      ""
    },
    footer = {
      "",
      "Example:",
      "  camus verify -P camus.properties --deep",
      "",
      "Exit codes: 0 all is well, 3 storage could not be read, 4 something is wrong."
    })
final class VerifyCommand implements Callable<Integer> {
  private final Supplier<Inspection> inspection;
  private final Terminal terminal;

  @Mixin private SettingsOptions settings;

  @Option(
      names = "--deep",
      description =
          "Read every file: digest, number of records, and offsets where the format carries them.")
  private boolean deep;

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
    VerifyReport report = inspection.get().verify(config, deep ? Depth.CONTENT : Depth.NAMES);
    if (json) {
      terminal.out().println(JsonDocuments.text(VerifyJson.document(report)));
    } else {
      new VerifyPage(config, terminal).lines(report).forEach(terminal.out()::println);
    }
    return report.exitCode().value();
  }
}
