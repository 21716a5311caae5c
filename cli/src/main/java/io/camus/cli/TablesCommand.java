package io.camus.cli;

import io.camus.cli.page.Page;
import io.camus.cli.page.Tone;
import io.camus.cli.view.TablesJson;
import io.camus.cli.view.TablesPage;
import io.camus.config.CamusConfig;
import io.camus.model.ConfigurationException;
import io.camus.model.ExitCode;
import io.camus.model.Quantity;
import io.camus.report.Json;
import io.camus.table.TableStatus;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code camus tables}: compares tables with the commit log, and repairs them. */
@Command(
    name = "tables",
    sortOptions = false,
    description = {
      "Compares each topic's table with the commit log: the record up to which the table has the"
          + " topic's files, and whether it has as many records as the log.",
      "",
      "rebuild makes a table follow the log again: one that was restored gets the files that it"
          + " lacks, one that was dropped is created again from its files. adopt adds the files from"
          + " before the topic had a table. Neither rewrites a file, and no run may be active.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  camus tables -P camus.properties",
      "  camus tables status clicks -P camus.properties --json",
      "  camus tables rebuild clicks -P camus.properties",
      "  camus tables adopt clicks -P camus.properties",
      "",
      "Exit codes: 0 ok, 3 catalog or storage could not be read, 4 a table differs."
    })
final class TablesCommand extends ConfiguredVerb {
  private static final String STATUS = "status";

  @Parameters(
      arity = "0..*",
      paramLabel = "status [TOPIC...] | rebuild TOPIC | adopt TOPIC",
      hideParamSyntax = true,
      description = "What to do (default: status of all tables).")
  private List<String> words = List.of();

  @Option(names = "--json", description = "Print the result as one JSON document and nothing else.")
  private boolean json;

  TablesCommand(Context context) {
    super(context);
  }

  @Override
  public Integer call() {
    String what = words.isEmpty() ? STATUS : words.get(0);
    List<String> topics = words.isEmpty() ? words : words.subList(1, words.size());
    return switch (what) {
      case STATUS -> status(topics);
      case "rebuild" -> {
        long records = operations().tables().rebuild(settings.config(), topic(what, topics));
        yield done("rebuilt", records, "record", "of the commit log added");
      }
      case "adopt" -> {
        long files = operations().tables().adopt(settings.config(), topic(what, topics));
        yield done("adopted", files, "file", "added");
      }
      default ->
          throw new ConfigurationException(
              WrongCall.isFile(what)
                  ? "name a properties file with -P: camus tables -P " + what
                  : "camus tables " + what + ": expected status, rebuild or adopt");
    };
  }

  private int status(List<String> topics) {
    CamusConfig config = settings.config();
    List<TableStatus> tables = operations().tables().compare(config, topics);
    Format.of(json)
        .show(terminal(), () -> TablesPage.of(tables), () -> TablesJson.document(tables));
    return TablesPage.exitCode(tables).value();
  }

  private static String topic(String what, List<String> topics) {
    refuseIf(topics.size() != 1, "camus tables " + what + " needs one topic");
    return topics.get(0);
  }

  private int done(String what, long number, String unit, String rest) {
    Format.of(json)
        .show(
            terminal(),
            () ->
                new Page()
                    .verdict(
                        Tone.GOOD,
                        "OK",
                        number == 0
                            ? "nothing was missing"
                            : Quantity.of(number, unit) + " " + rest),
            () -> new Json().put("exitCode", 0).put(what, number));
    return ExitCode.OK.value();
  }
}
