package io.camus.report;

import io.camus.config.CamusConfig;
import io.camus.config.Provider;
import java.util.Optional;

/** Creates reporters of runs; a provider's own keys say whether it reports. */
public interface ReporterProvider extends Provider {

  @Override
  default Kind kind() {
    return Kind.REPORTER;
  }

  /**
   * Creates the reporter of a run.
   *
   * @param config with its secrets
   * @return empty if the settings do not ask for it
   * @throws IllegalArgumentException with the reason why these settings cannot work, and what to do
   */
  Optional<RunReporter> reporter(CamusConfig config);
}
