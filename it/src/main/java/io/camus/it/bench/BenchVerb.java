package io.camus.it.bench;

import io.camus.cli.Verb;
import io.camus.it.cluster.DevBroker;
import io.camus.it.command.CamusScript;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code camus bench}: what a run costs, beside what others cost. */
@Command(
    name = "bench",
    description = "Times runs against kafka-consumer-perf-test on the same topic.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  camus bench                               the Avro topic of 4,000,000 messages, 5 rounds",
      "  camus bench --workload json --scale 0.1   a tenth of the JSON topic",
      "  camus bench --workload all --rounds 3"
    })
public final class BenchVerb implements Verb, Callable<Integer> {
  private static final List<String> CODECS = List.of("null", "snappy", "zstandard", "deflate");
  private static final String ALL = "all";

  @Spec private CommandSpec spec;

  @Option(
      names = "--workload",
      paramLabel = "NAME",
      split = ",",
      defaultValue = "avro",
      description = "avro, json, metrics, blobs, sparse, hot, or all (default: ${DEFAULT-VALUE}).")
  private List<String> workloads;

  @Option(
      names = "--codec",
      paramLabel = "CODEC",
      split = ",",
      description = "Codecs of our runs (default: null, snappy, zstandard, deflate).")
  private List<String> codecs = CODECS;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "5",
      description = "Rounds (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--scale",
      paramLabel = "FACTOR",
      defaultValue = "1",
      description = "Fewer or more messages (default: ${DEFAULT-VALUE}).")
  private double scale;

  @Option(
      names = "-D",
      paramLabel = "KEY=VALUE",
      description = "A setting of our runs; may be given several times.")
  private List<String> settings = List.of();

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      defaultValue = "camus-bench",
      description =
          "Folder for everything; must not exist or be empty (default: ${DEFAULT-VALUE}).")
  private Path directory;

  /** A verb whose options picocli sets. */
  public BenchVerb() {}

  @Override
  public Object command() {
    return this;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<Workload> chosen = chosen();
    Path folder = directory.toAbsolutePath().normalize();
    requireEmpty(folder);
    PrintWriter out = spec.commandLine().getOut();
    try (DevBroker broker =
        new DevBroker(folder.resolve("kafka"), Map.of(), DevBroker.Hosting.BROKER_AND_REGISTRY)) {
      broker.start();
      Bench bench = new Bench(folder, broker, contenders(broker), rounds, out);
      for (Workload workload : chosen) {
        bench.run(workload.scaled(scale));
      }
    }
    return 0;
  }

  private void requireEmpty(Path folder) throws IOException {
    Files.createDirectories(folder);
    try (Stream<Path> content = Files.list(folder)) {
      if (content.findAny().isPresent()) {
        throw usage(folder + " is not empty; name a new folder by --dir");
      }
    }
  }

  private List<Workload> chosen() {
    if (workloads.contains(ALL)) {
      return Workload.ALL;
    }
    Map<String, Workload> byName =
        Workload.ALL.stream().collect(Collectors.toMap(Workload::name, it -> it));
    for (String name : workloads) {
      if (!byName.containsKey(name)) {
        throw usage("there is no workload " + name);
      }
    }
    return workloads.stream().map(byName::get).toList();
  }

  private List<Contender> contenders(DevBroker broker) throws IOException, InterruptedException {
    CamusScript script = CamusScript.locate();
    Path tools = PeerLibraries.locate().of(PerfTest.NAME);
    List<Contender> all = new ArrayList<>();
    all.add(new PerfTest(broker.bootstrap(), tools));
    for (String codec : codecs) {
      all.add(new CamusRun(script, broker.bootstrap(), broker.registry(), codec, settings));
    }
    return all;
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
