package io.camus.run;

import io.camus.commit.CommitLog;
import io.camus.commit.OneByOne;
import io.camus.commit.Recovery;
import io.camus.commit.Recovery.LiveRuns;
import io.camus.commit.RunLiveness;
import io.camus.offsets.PositionChange;
import io.camus.offsets.PositionSetter;
import io.camus.offsets.Target;
import io.camus.offsets.TopicSelection;
import io.camus.spi.Store;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.random.RandomGenerator;

/** The verb that sets positions, as the command line puts it together: recover, look, append. */
final class PositionVerb {
  private static final int MOST_OFFSETS = 20;

  private final World world;

  PositionVerb(World world) {
    this.world = world;
  }

  /**
   * Sets all positions of a topic.
   *
   * @param log on the store
   * @return the number of the record; empty if all stood there already
   */
  OptionalLong set(Store store, CommitLog log, String topic, Target target) {
    new RecoverStep(
            store,
            world.layout,
            log,
            OneByOne.publisher(store, log),
            new Recovery.Parts(
                (name, ranges) -> Optional.empty(),
                (run, owner) -> RunLiveness.Answer.DEAD,
                Duration.ZERO,
                OneByOne.CALLS),
            LiveRuns.RESPECT,
            world.clock)
        .recover();
    List<PositionChange> changes =
        new PositionSetter(world.kafka.catalog(), name -> Optional.empty())
            .changes(
                log.state(),
                target,
                new PositionSetter.Selection(TopicSelection.of(List.of(topic)), Set.of()));
    return changes.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(PositionSetter.append(log, changes));
  }

  /** Some place to go to. An offset may lie out of bounds, and is refused then. */
  static Target anyTarget(RandomGenerator random) {
    return switch (random.nextInt(4)) {
      case 0 -> new Target.Earliest();
      case 1 -> new Target.Latest();
      case 2 -> new Target.AtTime(World.NOW.minus(Duration.ofHours(random.nextInt(4))));
      default -> new Target.AtOffset(random.nextInt(MOST_OFFSETS));
    };
  }
}
