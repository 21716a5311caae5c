package io.camus.commit;

import io.camus.model.Pulled;
import java.util.Collection;
import java.util.Optional;

/**
 * How many records of a topic may be rejected before nothing is committed for it. Judged over
 * everything that a run pulled of the topic, before the commit point.
 */
public interface ErrorBudget {

  /** Why the pulled records must not be committed, for people; empty if they may. */
  Optional<String> violation(String topic, Collection<? extends Pulled> groups);
}
