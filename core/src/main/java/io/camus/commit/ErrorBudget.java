package io.camus.commit;

import io.camus.model.PulledRange;
import java.util.List;
import java.util.Optional;

/**
 * How many records of a topic may be rejected before the topic is left where it was. Judged over
 * all that a run pulled of the topic, before the commit point.
 */
public interface ErrorBudget {

  /** Why the ranges must not be committed, for people; empty if they may. */
  Optional<String> violation(String topic, List<PulledRange> ranges);
}
