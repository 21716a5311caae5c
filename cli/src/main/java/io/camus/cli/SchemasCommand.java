package io.camus.cli;

import io.camus.cli.page.Figures;
import io.camus.cli.terminal.WorkLine;
import io.camus.cli.view.SchemasJson;
import io.camus.cli.view.SchemasPage;
import io.camus.config.CamusConfig;
import io.camus.config.OutputSettings;
import io.camus.model.ExitCode;
import io.camus.reading.SchemaHistory;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code camus schemas}: how the schemas of topics changed. */
@Command(
    name = "schemas",
    sortOptions = false,
    description = {
      "Lists the versions of each topic's schema: the run that brought it, its files, what it changed,"
          + " and who can read what. full: old and new readers read old and new files. backward: new"
          + " readers read old files. forward: old readers read new files. none: neither.",
      "",
      "Reads the commit log and the header of each data file, and asks the registry for the newest"
          + " schema. Changes nothing.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  camus schemas -P camus.properties",
      "  camus schemas -P camus.properties clicks --json"
    })
final class SchemasCommand extends ConfiguredVerb {
  @Parameters(
      arity = "0..*",
      paramLabel = "TOPIC",
      description = "Topics to list. Default: all topics of the commit log.")
  private List<String> topics = new ArrayList<>();

  @Option(names = "--json", description = "Print one JSON document per topic and nothing else.")
  private boolean json;

  SchemasCommand(Context context) {
    super(context);
  }

  @Override
  public Integer call() {
    CamusConfig config = settings.config();
    List<SchemaHistory> histories = read(config);
    if (json) {
      histories.forEach(history -> terminal().print(SchemasJson.of(history).toString()));
    } else {
      terminal().show(SchemasPage.of(histories, config.value(OutputSettings.ZONE)));
    }
    return ExitCode.OK.value();
  }

  private List<SchemaHistory> read(CamusConfig config) {
    try (WorkLine line = WorkLine.start(terminal(), "schemas")) {
      return operations()
          .schemaHistories(
              config,
              topics,
              (files, of) ->
                  line.show(
                      new WorkLine.Share(
                          files,
                          of,
                          List.of(Figures.count(files) + " of " + Figures.count(of, "file")))));
    }
  }
}
