package io.camus.metrics;

import io.camus.config.CamusConfig;
import io.camus.config.KeyGroup;
import io.camus.report.ReporterProvider;
import io.camus.report.RunReporter;
import java.util.Optional;

/**
 * Reports the metrics of runs to Prometheus, if {@code camus.metrics.pushgateway.url} or {@code
 * camus.metrics.file} is set. Otherwise no class of Prometheus' library is loaded.
 */
public final class PrometheusProvider implements ReporterProvider {

  @Override
  public String name() {
    return "prometheus";
  }

  @Override
  public KeyGroup keys() {
    return MetricsSettings.KEYS;
  }

  @Override
  public Optional<RunReporter> reporter(CamusConfig config) {
    MetricsSettings settings = MetricsSettings.of(config);
    return settings.areOff() ? Optional.empty() : Optional.of(new PrometheusReporter(settings));
  }
}
