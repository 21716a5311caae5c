package io.camus.it.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An alternative to Camus for Avro topics: it decodes the messages and writes Avro files,
 * compressed with snappy, into one directory per hour of event time. Its program is the class
 * {@code Move} in the peer's folder, which gets
 *
 * <pre>
 * bootstrap servers, topic, number of messages, file of the schema, folder to write to
 * </pre>
 *
 * and ends when that many messages are committed to files below the folder's {@code data}.
 *
 * @param name of it, and of its folder
 * @param brokers bootstrap servers
 * @param lib its jars
 * @param flags of Java
 */
record Peer(String name, String brokers, Path lib, List<String> flags) implements Contender {
  /** All of them. */
  static final List<String> NAMES = List.of("spark", "flink", "iceberg");

  private static final String HEAP = "-Xmx2g";

  /** Spark's own start script passes these; without them it does not run on Java 17. */
  private static final List<String> OPENED =
      List.of(
          "java.lang",
          "java.lang.invoke",
          "java.lang.reflect",
          "java.io",
          "java.net",
          "java.nio",
          "java.util",
          "java.util.concurrent",
          "java.util.concurrent.atomic",
          "sun.nio.ch",
          "sun.nio.cs",
          "sun.security.action",
          "sun.util.calendar");

  /** A known peer, with the flags required by its documentation. */
  static Peer named(String name, String brokers, Path lib) {
    List<String> flags = new ArrayList<>();
    for (String opened : OPENED) {
      flags.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED");
    }
    return new Peer(name, brokers, lib, flags);
  }

  @Override
  public boolean takes(Workload workload) {
    return workload.payload().get() instanceof AvroPayload;
  }

  @Override
  public ProcessBuilder process(Workload workload, Path folder) throws IOException {
    Path schema = folder.resolve("schema.avsc");
    Files.writeString(schema, ((AvroPayload) workload.payload().get()).schema().toString());
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(HEAP);
    command.addAll(flags);
    command.addAll(
        List.of(
            "-cp",
            lib + "/*",
            "Move",
            brokers,
            workload.topic(),
            Long.toString(workload.messages()),
            schema.toString(),
            folder.toString()));
    return new ProcessBuilder(command);
  }

  @Override
  public void check(Loaded topic, Path folder, Path log) throws IOException {
    Loaded.require(topic.content(), new DataFolder(folder.resolve(DATA)).tally());
  }
}
