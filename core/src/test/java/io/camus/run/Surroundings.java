package io.camus.run;

import io.camus.commit.CommitLog;
import io.camus.model.CamusException;
import io.camus.model.CommitRecord;
import io.camus.model.DataFile;
import io.camus.model.LogEntry;
import io.camus.model.NewPosition;
import io.camus.model.PartitionPosition;
import io.camus.model.RunId;
import io.camus.offsets.Target;
import io.camus.run.ProtocolSimulation.Buckets;
import io.camus.spi.StorePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.TopicPartition;

/**
 * What happens around the drivers of a {@link ProtocolSimulation}: producers, retention, topics
 * made again, people who set positions, move files or put some in our way, a clock that is set.
 */
final class Surroundings {
  static final List<String> TOPICS = List.of("a.b", "a_b", "c".repeat(249));

  private static final long HOUR_MILLIS = 3_600_000;
  private static final Pattern DESTINATION = Pattern.compile("\"destination\":\"(/data/[^\"]+)\"");

  private final World world;
  private final Random random;
  private final Consumer<String> story;
  private final Buckets buckets;
  private int values;

  /**
   * @param story is told what happens
   */
  Surroundings(World world, Random random, Buckets buckets, Consumer<String> story) {
    this.world = world;
    this.random = random;
    this.buckets = buckets;
    this.story = story;
  }

  /** Lets one of them happen. */
  void event() throws IOException {
    if (buckets == Buckets.TRACKED) {
      setClock();
      if (random.nextBoolean()) {
        produce();
        return;
      }
    }
    switch (random.nextInt(12)) {
      case 0, 1 -> produce();
      case 2 -> retain();
      case 3, 4 -> setPosition();
      case 5, 6 -> moveFile();
      case 7, 8 -> putStranger();
      case 9, 10 -> setClock();
      default -> deleteTopic();
    }
  }

  void produce() {
    story.accept("produce");
    if (buckets == Buckets.TRACKED) {
      produceInTime();
      return;
    }
    long begin = World.NOW.toEpochMilli() - 3 * HOUR_MILLIS;
    for (String topic : TOPICS) {
      for (int partition = 0; partition < 2; partition++) {
        for (int records = random.nextInt(5); records > 0; records--) {
          String value = "record " + values++;
          switch (random.nextInt(8)) {
            case 0 -> world.kafka.hole(topic, partition);
            case 1 -> world.kafka.produce(topic, partition, begin, "\u00ff " + value);
            default ->
                world.kafka.produce(
                    topic, partition, begin + random.nextInt(3) * HOUR_MILLIS, value);
          }
        }
      }
    }
  }

  /** Records of the last hours, most of them in time for their bucket. */
  private void produceInTime() {
    for (String topic : TOPICS) {
      for (int partition = 0; partition < 2; partition++) {
        for (int records = random.nextInt(4); records > 0; records--) {
          long minutes = random.nextInt(1 << random.nextInt(8));
          String value = (random.nextInt(8) == 0 ? "\u00ff " : "") + "record " + values++;
          world.produce(
              topic,
              partition,
              world.clock.millis() - Duration.ofMinutes(minutes).toMillis(),
              value);
        }
      }
    }
  }

  /**
   * Time passes, mostly; sometimes somebody sets the clock, hours forward or back. Complete buckets
   * need a clock that is not ahead, so it is only late in their world.
   */
  void setClock() {
    if (buckets == Buckets.TRACKED) {
      Duration by = Duration.ofMinutes(random.nextInt(20));
      story.accept("the clock moves by " + by);
      world.clock.move(by);
      return;
    }
    Duration by =
        random.nextInt(3) == 0
            ? Duration.ofMinutes(random.nextInt(1200) - 600)
            : Duration.ofSeconds(random.nextInt(90));
    story.accept("the clock moves by " + by);
    world.clock.move(by);
  }

  private Optional<Map.Entry<TopicPartition, Long>> anyPartition() {
    List<Map.Entry<TopicPartition, Long>> ends = List.copyOf(world.kafka.ends().entrySet());
    return ends.isEmpty() ? Optional.empty() : Optional.of(ends.get(random.nextInt(ends.size())));
  }

  private void retain() {
    anyPartition()
        .ifPresent(
            end -> {
              story.accept("retention of " + end.getKey());
              long from = world.kafka.earliest(end.getKey());
              world.kafka.retain(
                  end.getKey(), from + random.nextInt((int) (end.getValue() - from) + 1));
            });
  }

  private void deleteTopic() {
    if (random.nextInt(3) == 0) {
      String topic = TOPICS.get(random.nextInt(TOPICS.size()));
      story.accept("delete topic " + topic);
      world.kafka.deleteTopic(topic);
    }
  }

  /** A person sets positions: by the verb, or by force beside whoever is at work. */
  private void setPosition() {
    if (random.nextInt(4) > 0) {
      forcePosition();
    } else {
      setByVerb(TOPICS.get(random.nextInt(TOPICS.size())));
    }
  }

  private void setByVerb(String topic) {
    Target target = PositionVerb.anyTarget(random);
    story.accept(String.format(Locale.ROOT, "set %s to %s", topic, target));
    try {
      story.accept(
          "set by record "
              + new PositionVerb(world).set(world.ground.store(), log(), topic, target));
    } catch (CamusException e) {
      story.accept(String.format(Locale.ROOT, "set %s: %s", topic, e));
    }
  }

  private void forcePosition() {
    CommitLog log = log();
    List<Map.Entry<TopicPartition, PartitionPosition>> known =
        List.copyOf(log.state().positions().entrySet());
    if (known.isEmpty()) {
      return;
    }
    Map.Entry<TopicPartition, PartitionPosition> one = known.get(random.nextInt(known.size()));
    PartitionPosition old = one.getValue();
    PartitionPosition now =
        new PartitionPosition(
            old.topicId(), old.generation() + 1, random.nextInt((int) old.next() + 1));
    story.accept(String.format(Locale.ROOT, "set %s to %s", one.getKey(), now));
    log.append(state -> List.of(new LogEntry.Sets(new NewPosition(one.getKey(), now, "by hand"))));
  }

  /** A user moves a file that the log calls published. */
  private void moveFile() throws IOException {
    CommitLog log = log();
    for (long n = log.state().number(); n > 0; n--) {
      CommitRecord record = log.read(n);
      List<DataFile> files = record.files().toList();
      if (!log.unpublished().contains(n) && !files.isEmpty()) {
        StorePath file = new StorePath(files.get(random.nextInt(files.size())).destination());
        if (world.ground.store().stat(file).isPresent() && !world.strangers.contains(file)) {
          story.accept("a user moves " + file);
          world.ground.move(file, new StorePath(Invariants.MOVED + file.name()));
        }
        return;
      }
    }
  }

  /** Somebody makes a file where one of ours shall go. */
  private void putStranger() throws IOException {
    List<StorePath> wanted = new ArrayList<>();
    world
        .ground
        .files()
        .forEach(
            (path, content) -> {
              if (path.name().endsWith("manifest")) {
                Matcher matcher = DESTINATION.matcher(new String(content, StandardCharsets.UTF_8));
                while (matcher.find()) {
                  wanted.add(new StorePath(matcher.group(1)));
                }
              }
            });
    if (wanted.isEmpty()) {
      return;
    }
    StorePath path = wanted.get(random.nextInt(wanted.size()));
    if (world.ground.store().stat(path).isEmpty()
        && world.ground.store().stat(new StorePath(Invariants.MOVED + path.name())).isEmpty()) {
      if (world.ground.write(path, Invariants.STRANGER.getBytes(StandardCharsets.UTF_8))) {
        story.accept("a stranger at " + path);
        world.strangers.add(path);
      }
    }
  }

  /** A person moves away what our messages name. */
  void removeStrangers() throws IOException {
    for (StorePath stranger : world.strangers) {
      story.accept("nothing is left at " + stranger);
      world.ground.store().delete(stranger);
    }
    world.strangers.clear();
  }

  private CommitLog log() {
    return new CommitLog(
        world.ground.store(),
        world.layout,
        RunId.create(world.clock.instant(), random),
        Optional.of(World.WINDOW),
        world.clock,
        random);
  }
}
