package io.camus.cli.view;

import io.camus.config.CamusConfig;
import io.camus.model.RunId;
import io.camus.spi.StorePath;

/** Where pages tell people to look. */
final class Places {
  private Places() {}

  static StorePath log(CamusConfig config) {
    return config.run().executionBase().child("commits");
  }

  static StorePath history(CamusConfig config, RunId run) {
    return config.history().executionHistory().child(run.value());
  }
}
