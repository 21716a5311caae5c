package io.camus.it.bench;

import io.camus.it.cluster.DevBroker;
import io.camus.it.cluster.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * The whole benchmark: a topic for each workload, then rounds in which every contender moves it
 * once. The result of a contender is checked, and its data files are deleted as soon as they are
 * measured.
 */
final class Bench {
  private static final String RECORDING = "run.jfr";

  private final Path folder;
  private final DevBroker broker;
  private final List<Contender> contenders;
  private final int rounds;
  private final boolean profiles;
  private final Consumer<String> progress;

  /**
   * @param folder the working folder; exists
   * @param broker runs, with a registry
   * @param contenders the first is the one that others are measured against
   * @param profiles whether to record one more run of each contender that can be recorded
   * @param progress receives a line about each step
   */
  Bench(
      Path folder,
      DevBroker broker,
      List<Contender> contenders,
      int rounds,
      boolean profiles,
      Consumer<String> progress) {
    this.folder = folder;
    this.broker = broker;
    this.contenders = List.copyOf(contenders);
    this.rounds = rounds;
    this.profiles = profiles;
    this.progress = progress;
  }

  /**
   * Measures several sizes of one workload. Each round runs each contender once with each size, so
   * a machine that is slow for a while slows all of them.
   *
   * @param sizes the same workload with other numbers of messages
   * @return the results of each size
   * @throws IllegalStateException if a contender fails, or does not move every message once
   */
  List<Results> run(List<Workload> sizes) throws IOException, InterruptedException {
    List<Results> all = new ArrayList<>();
    for (Workload workload : sizes) {
      all.add(new Results(load(workload)));
    }
    List<Contender> able = contenders.stream().filter(it -> it.takes(sizes.get(0))).toList();
    for (int round = 1; round <= rounds; round++) {
      for (Contender contender : able) {
        for (Results results : all) {
          Result result = measure(results.topic(), contender, round);
          results.add(contender.name(), result);
          progress.accept(
              String.format(
                  Locale.ROOT,
                  "  round %d  %-22s %,12d messages %6.1f s wall  %6.1f s CPU",
                  round,
                  contender.name(),
                  results.topic().workload().messages(),
                  result.usage().wallSeconds(),
                  result.usage().cpuSeconds()));
        }
      }
    }
    if (profiles) {
      for (Contender contender : able) {
        if (contender.canBeRecorded()) {
          Results results = all.get(all.size() - 1);
          results.add(contender.name(), profile(results.topic(), contender));
        }
      }
    }
    try (Admin admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrap()))) {
      new Topics(admin, Loader.DEADLINE).delete(sizes.stream().map(Workload::topic).toList());
    }
    return all;
  }

  private Loaded load(Workload workload) {
    progress.accept(
        String.format(
            Locale.ROOT,
            "%s: %s, %,d messages, %d partitions",
            workload.name(),
            workload.about(),
            workload.messages(),
            workload.partitions()));
    Loaded topic = new Loader(broker.bootstrap(), broker.registry()).load(workload, Instant.now());
    progress.accept(
        String.format(
            Locale.ROOT, "  %,.1f MiB of values in Kafka", topic.bytes() / (double) (1 << 20)));
    return topic;
  }

  private Result measure(Loaded topic, Contender contender, int round)
      throws IOException, InterruptedException {
    Path own = folder(topic, contender, Integer.toString(round));
    return result(topic, contender, own, contender.process(topic.workload(), own));
  }

  /** One more, recorded run; it costs more than the others and does not count as a round. */
  private Profile profile(Loaded topic, Contender contender)
      throws IOException, InterruptedException {
    Path own = folder(topic, contender, "profile");
    ProcessBuilder process = contender.process(topic.workload(), own).directory(own.toFile());
    process.environment().put("CAMUS_OPTS", String.join(" ", Profile.options(RECORDING)));
    Result result = result(topic, contender, own, process);
    return Profile.of(own.resolve(RECORDING), result.usage().cpuSeconds());
  }

  private Path folder(Loaded topic, Contender contender, String round) throws IOException {
    return Files.createDirectories(
        folder.resolve(
            String.format(
                Locale.ROOT, "%s-%s-%s", topic.workload().topic(), contender.name(), round)));
  }

  private Result result(Loaded topic, Contender contender, Path own, ProcessBuilder command)
      throws IOException, InterruptedException {
    MeteredProcess process = new MeteredProcess(own, broker::guard);
    Usage usage = process.run(contender.name(), command);
    try {
      contender.check(topic, own, process.log(contender.name()));
    } catch (IllegalStateException e) {
      throw new IllegalStateException(
          String.format(Locale.ROOT, "%s failed in %s: %s", contender.name(), own, e.getMessage()),
          e);
    }
    DataFolder data = new DataFolder(contender.data(own));
    Result result = new Result(usage, data.bytes(), data.files().size());
    data.delete();
    return result;
  }
}
