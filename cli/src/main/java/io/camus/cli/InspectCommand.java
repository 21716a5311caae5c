package io.camus.cli;

import io.camus.cli.view.InspectJson;
import io.camus.cli.view.InspectPage;
import io.camus.config.CamusConfig;
import io.camus.model.ExitCode;
import io.camus.wiring.Inspection;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code camus inspect}: what topics contain, and which settings fit them. */
@Command(
    name = "inspect",
    sortOptions = false,
    description = {
      "Samples each topic and shows the format, schemas, time fields, sizes and rate of its records."
          + " Proposes a decoder and an event time.",
      "",
      "Needs only kafka.brokers, and etl.schema.registry.url if there is a registry. Changes"
          + " nothing in Kafka and writes no file.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  camus inspect -D kafka.brokers=broker-1:9092",
      "  camus inspect -D kafka.brokers=broker-1:9092 \\",
      "      -D etl.schema.registry.url=http://registry:8081 page-views logs.web"
    })
final class InspectCommand extends ConfiguredVerb {
  @Parameters(
      arity = "0..*",
      paramLabel = "TOPIC",
      description =
          "Names of the topics to inspect. Default: all topics that kafka.whitelist.topics and"
              + " kafka.blacklist.topics allow.")
  private List<String> topics = new ArrayList<>();

  @Mixin private SamplingOptions sampling;

  @Option(names = "--json", description = "Print one JSON document and nothing else.")
  private boolean json;

  InspectCommand(Context context) {
    super(context);
  }

  @Override
  public Integer call() {
    CamusConfig config = SamplingOptions.config("inspect", settings);
    Inspection.Seen seen = sampling.inspect(this, config, topics);
    Format.of(json).show(terminal(), () -> InspectPage.of(seen), () -> InspectJson.of(seen));
    return (seen.registryFailure().isPresent() ? ExitCode.OUTSIDE : ExitCode.OK).value();
  }
}
