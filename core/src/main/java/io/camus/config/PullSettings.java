package io.camus.config;

import io.camus.model.StartPosition;
import java.time.Duration;
import java.util.Optional;

/** Where a partition begins, and how much of it a run takes. */
public final class PullSettings {
  private final Given given;

  PullSettings(Given given) {
    this.given = given;
  }

  /** Where a partition that was never pulled begins. */
  public StartPosition startPosition() {
    return given.value(PullKeys.START);
  }

  /** Age beyond which records are skipped; empty for no limit. */
  public Optional<Duration> maxHistorical() {
    return given.value(PullKeys.MAX_HISTORICAL);
  }

  /** Span of event time that one run pulls from a partition; empty for no limit. */
  public Optional<Duration> maxPullSpan() {
    return given.value(PullKeys.MAX_PULL_SPAN);
  }

  /** How long a task pulls; empty for no limit. */
  public Optional<Duration> maxPullTime() {
    return given.value(PullKeys.MAX_PULL_TIME);
  }

  /** How long a task waits when nothing comes from any of its partitions. */
  public Duration stallTimeout() {
    return given.value(PullKeys.STALL_TIMEOUT);
  }

  /** Topics whose partitions are set to their end in this run. */
  public TopicSet moveToLatestTopics() {
    return given.value(PullKeys.MOVE_TO_LATEST);
  }

  /** Whether a partition whose next offset was deleted stays where it is. */
  public boolean failOnOffsetOutOfRange() {
    return given.value(PullKeys.FAIL_ON_OUT_OF_RANGE) && !given.value(PullKeys.MOVE_TO_EARLIEST);
  }
}
