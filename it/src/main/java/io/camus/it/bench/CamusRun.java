package io.camus.it.bench;

import io.camus.it.command.CamusScript;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code camus run} into an empty destination.
 *
 * @param codec of the data files
 * @param more further settings, a {@code key=value} each
 */
record CamusRun(CamusScript script, String brokers, URI registry, String codec, List<String> more)
    implements Contender {

  @Override
  public String name() {
    return "camus-" + codec;
  }

  @Override
  public boolean takes(Workload workload) {
    // Files of lines are not compressed by snappy.
    return workload.payload().get().form() == Payload.Form.AVRO || !codec.equals("snappy");
  }

  @Override
  public ProcessBuilder process(Workload workload, Path folder) throws IOException {
    Path properties = folder.resolve("camus.properties");
    Files.writeString(
        properties,
        """
        kafka.brokers=%s
        kafka.whitelist.topics=%s
        etl.schema.registry.url=%s
        etl.destination.path=%s
        etl.execution.base.path=%s
        etl.execution.history.path=%s
        camus.message.decoder.class.json=json
        camus.message.timestamp.field.json=at
        camus.message.decoder.class.metrics=text
        camus.message.decoder.class.blobs=text
        etl.output.codec=%s
        %s
        """
            .formatted(
                brokers,
                workload.name(),
                registry,
                folder.resolve("data"),
                folder.resolve("base"),
                folder.resolve("history"),
                codec,
                String.join("\n", more)));
    return script.process(List.of("run", "-q", "-P", properties.toString()));
  }
}
