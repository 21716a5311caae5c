package io.camus.pull;

import io.camus.commit.PercentBudget.Limits;
import io.camus.model.RejectionCause;
import io.camus.model.Unfinished;
import io.camus.model.Unfinished.Reason;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * Counts an attempt's rejected records of one topic. The driver judges the topic's error budget
 * over all of its tasks; the attempt only detects when the verdict is certain, because the budget
 * would be exceeded even if all other planned records of all tasks were good.
 */
final class TopicErrors {
  private final String topic;
  private final Limits limits;
  private final OptionalLong planned;
  private final List<TopicErrors> beyondRepair;
  private long badSchemas;
  private long others;
  private boolean told;

  /**
   * @param planned total number of offsets of the topic in all tasks; empty if unknown
   * @param beyondRepair called once, when the budget can no longer be met
   */
  TopicErrors(String topic, Limits limits, OptionalLong planned, List<TopicErrors> beyondRepair) {
    this.topic = topic;
    this.limits = limits;
    this.planned = planned;
    this.beyondRepair = beyondRepair;
  }

  String topic() {
    return topic;
  }

  void add(RejectionCause cause) {
    switch (cause) {
      case SCHEMA_NOT_FOUND -> badSchemas++;
      case MALFORMED, NO_EVENT_TIME -> others++;
      case NULL_VALUE -> {}
    }
    if (!told
        && planned.isPresent()
        && limits.areExceeded(badSchemas, others, planned.getAsLong())) {
      told = true;
      beyondRepair.add(this);
    }
  }

  /** Whether the budget can no longer be met, whatever follows. */
  boolean isBeyondRepair() {
    return told;
  }

  /** Why the topic's ranges end. */
  Unfinished why() {
    return new Unfinished(
        Reason.OVER_BUDGET,
        String.format(
            Locale.ROOT,
            "%,d records were rejected, more than the error budget allows for %,d offsets",
            badSchemas + others,
            planned.orElseThrow()));
  }
}
