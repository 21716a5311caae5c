package io.camus.commit;

import io.camus.model.Pulled;
import java.util.Collection;
import java.util.Optional;

/**
 * How many records of a topic may be rejected before the topic is left where it was. Judged over
 * all that a run pulled of the topic, before the commit point.
 */
public interface ErrorBudget {

  /** Why what was pulled must not be committed, for people; empty if it may. */
  Optional<String> violation(String topic, Collection<? extends Pulled> groups);
}
