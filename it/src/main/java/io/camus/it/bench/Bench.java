package io.camus.it.bench;

import io.camus.it.cluster.DevBroker;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The whole benchmark: for each workload a topic, and then rounds in which every contender reads it
 * once. Data files of a contender are deleted as soon as they are measured.
 */
final class Bench {
  private final Path folder;
  private final DevBroker broker;
  private final List<Contender> contenders;
  private final int rounds;
  private final PrintWriter out;

  /**
   * @param folder where everything goes; exists
   * @param broker runs, with a registry
   * @param contenders the first is the one that others are measured against
   */
  Bench(Path folder, DevBroker broker, List<Contender> contenders, int rounds, PrintWriter out) {
    this.folder = folder;
    this.broker = broker;
    this.contenders = List.copyOf(contenders);
    this.rounds = rounds;
    this.out = out;
  }

  /** Measures one workload and prints its table. */
  void run(Workload workload) throws IOException, InterruptedException {
    say(
        "%s: %s, %,d messages, %d partitions"
            .formatted(
                workload.name(), workload.about(), workload.messages(), workload.partitions()));
    long bytes = new Loader(broker.bootstrap(), broker.registry()).load(workload, Instant.now());
    say("  %,.1f MiB of values in Kafka".formatted(bytes / (double) (1 << 20)));
    List<Contender> able = contenders.stream().filter(it -> it.takes(workload)).toList();
    Results results = new Results();
    for (int round = 1; round <= rounds; round++) {
      for (Contender contender : able) {
        Result result = measure(workload, contender, round);
        results.add(contender.name(), result);
        say(
            "  round %d  %-16s %6.1f s wall  %6.1f s CPU"
                .formatted(
                    round,
                    contender.name(),
                    result.usage().wall().toMillis() / 1e3,
                    result.usage().cpu().toMillis() / 1e3));
      }
    }
    say("");
    BenchTable.lines(workload, results).forEach(this::say);
    say("");
  }

  private Result measure(Workload workload, Contender contender, int round)
      throws IOException, InterruptedException {
    Path own = folder.resolve("%s-%s-%d".formatted(workload.name(), contender.name(), round));
    Files.createDirectories(own);
    Usage usage =
        new MeteredProcess(own, broker::guard)
            .run(contender.name(), contender.process(workload, own));
    Path data = own.resolve("data");
    List<Path> files = files(data);
    long bytes = 0;
    for (Path file : files) {
      bytes += Files.size(file);
    }
    delete(data);
    return new Result(usage, bytes, files.size());
  }

  private static List<Path> files(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    Predicate<Path> visible =
        path -> !path.getFileName().toString().startsWith(".") && Files.isRegularFile(path);
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(visible).toList();
    }
  }

  private static void delete(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return;
    }
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private void say(String line) {
    out.println(line);
    out.flush();
  }
}
