package io.camus.it.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The properties file of the demo's runs, which is also an example of a real one. */
final class DemoProperties {
  private DemoProperties() {}

  /**
   * Writes it.
   *
   * @param store the settings of the object store; none for the local disk
   */
  static void write(DemoFolder folder, String brokers, URI registry, Map<String, String> store)
      throws IOException {
    String text =
        String.format(
            Locale.ROOT,
            """
        # Written by `camus demo`. A good start for a file of your own:
        # `camus config` lists every key, `camus config -P <file>` checks a file.

        # Where messages come from. Topics are regular expressions that match the whole name.
        kafka.brokers=%s
        kafka.whitelist.topics=page-views, app-logs, ad[.]clicks, device-metrics, payments
        etl.schema.registry.url=%s

        # Where they go: data, the commit log, and what finished runs leave. One file system,
        # or one object store.
        etl.destination.path=%s
        etl.execution.base.path=%s
        etl.execution.history.path=%s
        %s
        # How to read them. Avro is the default; its event time is header.time or timestamp.
        camus.message.decoder.class.app-logs=json
        camus.message.timestamp.field.app-logs=at
        camus.message.timestamp.format.app-logs=ISO-8601
        camus.message.server.field.app-logs=server
        camus.message.service.field.app-logs=service

        # How to write them: one directory an hour of event time, in UTC.
        etl.partitioner.class=hourly
        etl.output.codec=zstandard
        etl.output.codec.app-logs=gzip

        # Prove which hours are complete, and write a marker into each of them.
        camus.complete=true

        # Post what was counted to the topic TrackingMonitoringEvent.
        etl.run.tracking.post=true
        kafka.monitor.tier=demo
        """,
            brokers,
            registry,
            folder.setting(folder.topics()),
            folder.setting(folder.base()),
            folder.setting(folder.history()),
            new TreeMap<>(store)
                .entrySet().stream()
                    .map(it -> it.getKey() + "=" + it.getValue() + "\n")
                    .collect(Collectors.joining()));
    Files.writeString(folder.properties(), text);
  }
}
