package io.camus.it.bench;

import io.camus.cli.Verb;
import io.camus.it.cluster.DevBroker;
import io.camus.it.command.NewFolder;
import io.camus.it.objectstore.DevStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code camus bench}: compares the cost of a run with other programs. */
@Command(
    name = "bench",
    description =
        "Measures whole runs, and other programs that can do the same work, against"
            + " kafka-consumer-perf-test, on the same topic of a broker that it starts.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  camus bench                               the Avro topic of 4,000,000 messages, 5 rounds",
      "  camus bench --workload json --scale 0.1   a tenth of the JSON topic",
      "  camus bench --workload all --rounds 3",
      "  camus bench --slope 4                     also the cost of one more message",
      "  camus bench --rounds 1 --profile          also the time of each stage",
      "  camus bench --files own,s3 --codec snappy    also in an object store",
      "  camus bench --codec snappy --peers spark,flink,iceberg",
      "",
      "Exit codes: 0 all contenders moved every message once, 1 anything else."
    })
public final class BenchVerb implements Verb {
  private static final String CODECS = "null,snappy,zstandard,deflate";
  private static final String ALL = "all";
  private static final int FAILED = 1;
  private static final int USUAL_PARTITIONS = 5_000;

  @Spec private CommandSpec spec;

  @Option(
      names = "--workload",
      paramLabel = "NAME",
      split = ",",
      defaultValue = "avro",
      description =
          "avro, views, protobuf, json, metrics, blobs, sparse, dense, hot, or all"
              + " (default: ${DEFAULT-VALUE}).")
  private List<String> workloads;

  @Option(
      names = "--codec",
      paramLabel = "CODEC",
      split = ",",
      defaultValue = CODECS,
      description = "Codecs that Camus uses (default: ${DEFAULT-VALUE}).")
  private List<String> codecs;

  @Option(
      names = "--files",
      paramLabel = "KIND",
      split = ",",
      defaultValue = "own",
      description =
          "Content of the files that Camus writes: own (the messages' own format), s3 (the same in an object store, S3Proxy), bytes (raw messages in Avro), parquet"
              + " (default: ${DEFAULT-VALUE}).")
  private List<String> kinds;

  @Option(
      names = "--peers",
      paramLabel = "NAME",
      split = ",",
      description =
          "Other programs: spark, flink, iceberg. Maven downloads them (500 MB) the first time.")
  private List<String> peers = List.of();

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "5",
      description = "Number of rounds (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--scale",
      paramLabel = "FACTOR",
      defaultValue = "1",
      description = "Factor for the number of messages (default: ${DEFAULT-VALUE}).")
  private double scale;

  @Option(
      names = "--messages",
      paramLabel = "N",
      description = "Messages per topic; overrides --scale.")
  private Optional<Long> messages = Optional.empty();

  @Option(
      names = "--slope",
      paramLabel = "FACTOR",
      description =
          "Also move a topic with FACTOR times the messages, and print the cost of one more message.")
  private Optional<Integer> slope = Optional.empty();

  @Option(
      names = "--profile",
      description =
          "Also record a run of each codec with Java's Flight Recorder, and print the time of each"
              + " stage.")
  private boolean profile;

  @Option(names = "--partitions", paramLabel = "N", description = "Partitions per topic.")
  private Optional<Integer> partitions = Optional.empty();

  @Option(names = "-D", paramLabel = "KEY=VALUE", description = "A Camus setting. Repeatable.")
  private List<String> settings = List.of();

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      defaultValue = "camus-bench",
      description = "New folder, where settings and logs are kept (default: ${DEFAULT-VALUE}).")
  private Path directory;

  @Option(
      names = "--json",
      description = "Print all rounds as one JSON document; progress goes to standard error.")
  private boolean json;

  /** A verb whose options picocli sets. */
  public BenchVerb() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<Workload> chosen = chosen();
    if (rounds < 1 || scale <= 0) {
      throw usage("--rounds must be at least 1, and --scale more than 0");
    }
    if (slope.isPresent() && slope.get() < 2) {
      throw usage("--slope must be at least 2");
    }
    LineUp lineUp = lineUp();
    Path folder = directory.toAbsolutePath().normalize();
    NewFolder.make(folder, spec);
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter progress = json ? spec.commandLine().getErr() : out;
    List<Results> all = new ArrayList<>();
    try (DevBroker broker =
            new DevBroker(
                folder.resolve("kafka"),
                brokerSettings(chosen),
                DevBroker.Hosting.BROKER_AND_REGISTRY);
        ObjectServer store = ObjectServer.of(lineUp, folder.resolve("s3"))) {
      PeerLibraries libraries = PeerLibraries.locate(line -> say(progress, line));
      List<Contender> contenders = lineUp.gather(broker, libraries, store.server());
      Bench bench =
          new Bench(folder, broker, contenders, rounds, profile, line -> say(progress, line));
      for (Workload workload : chosen) {
        List<Results> sizes = bench.run(sizes(workload));
        all.addAll(sizes);
        if (!json) {
          sizes.forEach(results -> say(out, BenchTable.lines(results)));
          if (sizes.size() > 1) {
            say(out, BenchTable.lines(new Slope(sizes.get(0), sizes.get(1))));
          }
          if (profile) {
            say(out, BenchTable.profiles(sizes.get(sizes.size() - 1)));
          }
        }
      }
    } catch (IllegalStateException e) {
      say(spec.commandLine().getErr(), "camus bench: " + e.getMessage());
      return FAILED;
    } finally {
      new DataFolder(folder.resolve("kafka").resolve("data")).delete();
    }
    say(
        out,
        json
            ? BenchJson.of(Machine.here(), all)
            : String.format(Locale.ROOT, "rounds: %d; machine: %s", rounds, Machine.here()));
    return 0;
  }

  /** Each partition of the broker takes heap, and two index files of their full size. */
  private static Map<String, String> brokerSettings(List<Workload> chosen) {
    return chosen.stream().allMatch(it -> it.partitions() <= USUAL_PARTITIONS)
        ? Map.of()
        : Map.of(DevBroker.HEAP, "1536m", "log.index.size.max.bytes", "4096");
  }

  /** The workload, and the larger one that a slope needs. */
  private List<Workload> sizes(Workload workload) {
    return Stream.concat(
            Stream.of(workload),
            slope.stream()
                .map(times -> workload.sized(times * workload.messages(), workload.partitions())))
        .toList();
  }

  private LineUp lineUp() {
    for (String peer : peers) {
      if (!Peer.NAMES.contains(peer)) {
        throw usage(
            String.format(
                Locale.ROOT, "unknown peer %s; known are %s", peer, String.join(", ", Peer.NAMES)));
      }
    }
    List<CamusContender.Kind> chosen = new ArrayList<>();
    for (String word : kinds) {
      switch (word) {
        case "own" -> chosen.add(CamusContender.Kind.OWN);
        case "s3" -> {
          DevStore.S3
              .missing()
              .ifPresent(
                  why -> {
                    throw usage(why);
                  });
          chosen.add(CamusContender.Kind.S3);
        }
        case "bytes" -> chosen.add(CamusContender.Kind.BYTES);
        case "parquet" -> chosen.add(CamusContender.Kind.PARQUET);
        default -> throw usage("--files must be own, s3, bytes or parquet, not " + word);
      }
    }
    return new LineUp(chosen, codecs, settings, peers);
  }

  private List<Workload> chosen() {
    Map<String, Workload> byName =
        Workload.ALL.stream().collect(Collectors.toMap(Workload::name, it -> it));
    for (String name : workloads) {
      if (!name.equals(ALL) && !byName.containsKey(name)) {
        throw usage("unknown workload " + name);
      }
    }
    return Workload.ALL.stream()
        .filter(it -> workloads.contains(ALL) || workloads.contains(it.name()))
        .map(it -> it.scaled(scale))
        .map(it -> it.sized(messages.orElse(it.messages()), partitions.orElse(it.partitions())))
        .toList();
  }

  private static void say(PrintWriter to, List<String> table) {
    say(to, "");
    table.forEach(line -> say(to, line));
    say(to, "");
  }

  private static void say(PrintWriter to, String line) {
    to.println(line);
    to.flush();
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
