package io.camus.lineage;

import io.camus.config.CamusConfig;
import io.camus.config.KeyGroup;
import io.camus.report.ReporterProvider;
import io.camus.report.RunReporter;
import java.util.Optional;
import java.util.UUID;

/** Reports runs to a server of OpenLineage, if {@code camus.openlineage.url} is set. */
public final class OpenLineageProvider implements ReporterProvider {

  @Override
  public String name() {
    return "openlineage";
  }

  @Override
  public KeyGroup keys() {
    return LineageSettings.KEYS;
  }

  @Override
  public Optional<RunReporter> reporter(CamusConfig config) {
    return LineageSettings.of(config)
        .map(settings -> new LineageReporter(settings, UUID.randomUUID()));
  }
}
