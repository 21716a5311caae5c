package io.camus.metrics;

import io.camus.report.RunOutcome;
import io.camus.report.RunReporter;
import java.io.IOException;

/** Reports the end of a run to a Pushgateway, to a file, or to both. */
record PrometheusReporter(MetricsSettings settings) implements RunReporter {

  @Override
  public void ended(RunOutcome outcome) throws IOException {
    IOException failure = null;
    if (settings.file().isPresent()) {
      try {
        new TextFile(settings.file().get(), settings).write(outcome);
      } catch (IOException e) {
        failure = e;
      }
    }
    if (settings.gateway().isPresent()) {
      try {
        new Gateway(settings.gateway().get(), settings).push(outcome);
      } catch (IOException e) {
        if (failure == null) {
          throw e;
        }
        throw new IOException(failure.getMessage() + "; and " + e.getMessage(), e);
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
