package io.camus.metrics;

import io.camus.failure.RootCause;
import io.camus.report.RunOutcome;
import io.prometheus.metrics.exporter.pushgateway.Format;
import io.prometheus.metrics.exporter.pushgateway.PushGateway;
import io.prometheus.metrics.exporter.pushgateway.Scheme;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.net.URI;
import java.util.Map;

/**
 * A Pushgateway. Each run replaces the metrics of the one before it, so that none is left of topics
 * that this run does not have. The time of the last success is in a group of its own, {@code
 * result="success"}, which failed runs leave as it is.
 */
record Gateway(URI url, MetricsSettings settings) {

  /**
   * Pushes the metrics of a run.
   *
   * @throws IOException if the gateway does not accept them: what, where and what to do
   */
  void push(RunOutcome outcome) throws IOException {
    try {
      push(RunMetrics.of(outcome, Map.of(), settings.maxTopics()), Map.of());
      if (outcome.succeeded()) {
        push(
            RunMetrics.lastSuccess(TopicMetric.seconds(outcome.endedAt()), Map.of()),
            Map.of("result", "success"));
      }
    } catch (IOException e) {
      throw new IOException(
          "cannot push metrics to "
              + url
              + " ("
              + RootCause.line(e)
              + "); check that the Pushgateway runs, camus.metrics.pushgateway.url and its"
              + " credentials",
          e);
    }
  }

  private void push(MetricSnapshots metrics, Map<String, String> group) throws IOException {
    PushGateway.Builder gateway =
        PushGateway.builder()
            .scheme("https".equalsIgnoreCase(url.getScheme()) ? Scheme.HTTPS : Scheme.HTTP)
            .address(address())
            .job(settings.job())
            .format(Format.PROMETHEUS_TEXT)
            .connectionTimeout(settings.timeout())
            .readTimeout(settings.timeout());
    settings.labels().forEach(gateway::groupingKey);
    group.forEach(gateway::groupingKey);
    settings
        .login()
        .ifPresent(
            login ->
                login
                    .user()
                    .ifPresentOrElse(
                        user -> gateway.basicAuth(user, login.secret()),
                        () -> gateway.bearerToken(login.secret())));
    MultiCollector collector = () -> metrics;
    gateway.build().push(collector);
  }

  /** Host, port and path. */
  private String address() {
    String path = url.getRawPath() == null ? "" : url.getRawPath();
    return url.getRawAuthority()
        + (path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
  }
}
