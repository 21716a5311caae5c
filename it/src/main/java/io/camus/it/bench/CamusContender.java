package io.camus.it.bench;

import io.camus.it.command.CamusScript;
import io.camus.it.objectstore.S3Proxy;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code camus run} into an empty destination.
 *
 * @param kind what data files hold
 * @param codec of the data files
 * @param more further settings, a {@code key=value} each
 * @param store where {@link Kind#S3} writes; empty if it is not a contender
 */
record CamusContender(
    CamusScript script,
    String brokers,
    URI registry,
    Kind kind,
    String codec,
    List<String> more,
    Optional<S3Proxy> store)
    implements Contender {

  /** What data files hold. */
  enum Kind {
    /** What the messages are: Avro, or lines of JSON or text. */
    OWN,
    /** The same, in an object store. */
    S3,
    /** Raw messages with all of their Kafka data, as Avro. */
    BYTES,
    /** The messages, which are Avro or Protobuf, as Parquet. */
    PARQUET
  }

  @Override
  public String name() {
    return switch (kind) {
          case OWN -> "camus-";
          case S3 -> "camus-s3-";
          case BYTES -> "camus-bytes-";
          case PARQUET -> "camus-parquet-";
        }
        + codec;
  }

  @Override
  public boolean canBeRecorded() {
    return true;
  }

  @Override
  public boolean takes(Workload workload) {
    // Files of lines do not support snappy.
    return switch (kind) {
      case OWN, S3 -> hasSchema(workload) || !codec.equals("snappy");
      case BYTES -> true;
      case PARQUET -> hasSchema(workload) && !codec.equals("deflate");
    };
  }

  private static boolean hasSchema(Workload workload) {
    Payload.Form form = workload.payload().get().form();
    return form == Payload.Form.AVRO || form == Payload.Form.PROTOBUF;
  }

  @Override
  public ProcessBuilder process(Workload workload, Path folder) throws IOException {
    objects().ifPresent(it -> it.bucket(bucket(folder)));
    Path properties = folder.resolve("camus.properties");
    Files.writeString(
        properties,
        String.format(
            Locale.ROOT,
            """
        kafka.brokers=%s
        kafka.whitelist.topics=%s
        etl.schema.registry.url=%s
        etl.destination.path=%s
        etl.execution.base.path=%s
        etl.execution.history.path=%s
        camus.message.decoder.class=%s
        camus.message.timestamp.field.json=at
        etl.output.codec=%s
        camus.output.format=%s
        %s
        """,
            brokers,
            workload.topic(),
            registry,
            directory(folder, DATA),
            directory(folder, "base"),
            directory(folder, "history"),
            decoder(workload),
            codec,
            kind == Kind.PARQUET ? "parquet" : "auto",
            Stream.concat(storeSettings(), more.stream()).collect(Collectors.joining("\n"))));
    return script.process(List.of("run", "-q", "-P", properties.toString()));
  }

  private Optional<S3Proxy> objects() {
    return store.filter(it -> kind == Kind.S3);
  }

  private Stream<String> storeSettings() {
    return objects().stream()
        .flatMap(it -> it.settings().entrySet().stream())
        .map(it -> it.getKey() + "=" + it.getValue());
  }

  /** A directory as settings name it. */
  private String directory(Path folder, String name) {
    return objects().isPresent()
        ? "s3://" + bucket(folder) + "/" + name
        : folder.resolve(name).toString();
  }

  private static String bucket(Path folder) {
    return folder.getFileName().toString().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public Path data(Path folder) {
    return objects().map(it -> it.bucket(bucket(folder))).orElse(folder).resolve(DATA);
  }

  private String decoder(Workload workload) {
    return kind == Kind.BYTES
        ? "bytes"
        : workload.payload().get().form().name().toLowerCase(Locale.ROOT);
  }

  @Override
  public void check(Loaded topic, Path folder, Path log) throws IOException {
    Loaded.require(
        kind == Kind.BYTES ? topic.values() : topic.content(),
        new DataFolder(data(folder)).tally());
  }
}
