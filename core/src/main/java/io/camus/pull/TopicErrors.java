package io.camus.pull;

import io.camus.commit.PercentBudget.Limits;
import io.camus.model.RejectionCause;
import io.camus.model.Unfinished;
import io.camus.model.Unfinished.Reason;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * What an attempt has rejected of one topic. The driver judges the topic's error budget over all of
 * its tasks; the attempt only finds out when the verdict is certain, because the budget would be
 * broken even if all other records that were planned, of all tasks, were good.
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
   * @param planned offsets of the topic that all tasks pull together; empty if it is not known
   * @param beyondRepair told once, when the budget cannot be met any more
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

  /** Whether the budget cannot be met any more, whatever is still to come. */
  boolean isBeyondRepair() {
    return told;
  }

  /** Why the topic's ranges end. */
  Unfinished why() {
    return new Unfinished(
        Reason.OVER_BUDGET,
        String.format(
            Locale.ROOT,
            "%,d records were rejected, more than the error budget allows of all %,d offsets",
            badSchemas + others,
            planned.orElseThrow()));
  }
}
