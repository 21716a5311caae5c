import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.avro.AvroSchemaUtil;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.hadoop.HadoopCatalog;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.connect.cli.ConnectStandalone;

/**
 * Moves a topic by Iceberg's sink in a standalone Connect worker, one task for each processor, into
 * a table partitioned by the hour of {@code header.time}; ends when the table has all messages,
 * since Connect itself never ends, or when nothing was added to it for two minutes.
 */
public final class Move {
  private static final TableIdentifier TABLE = TableIdentifier.of("bench", "events");
  private static final long LOOK_MILLIS = 250;
  private static final long STALL_NANOS = 120_000_000_000L;

  private Move() {}

  /** Takes brokers, topic, number of messages, file of the schema, folder. */
  public static void main(String[] args) throws Exception {
    String brokers = args[0];
    long messages = Long.parseLong(args[2]);
    Path folder = Path.of(args[4]);
    String warehouse = folder.resolve("warehouse").toUri().toString();
    HadoopCatalog catalog = new HadoopCatalog(new Configuration(), warehouse);
    Table table = create(catalog, Path.of(args[3]), folder.resolve("data").toUri().toString());
    String control = "control-" + folder.getFileName();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers))) {
      admin.createTopics(List.of(new NewTopic(control, 1, (short) 1))).all().get();
    }
    Path worker = write(folder.resolve("worker.properties"), worker(brokers, folder, args[3]));
    Path sink =
        write(folder.resolve("sink.properties"), sink(brokers, args[1], warehouse, control));
    Thread connect =
        new Thread(
            () -> ConnectStandalone.main(new String[] {worker.toString(), sink.toString()}),
            "connect-standalone");
    connect.start();
    long moved = 0;
    long giveUp = System.nanoTime() + STALL_NANOS;
    while (moved < messages && System.nanoTime() < giveUp) {
      Thread.sleep(LOOK_MILLIS);
      long before = moved;
      moved = records(table);
      if (moved > before) {
        giveUp = System.nanoTime() + STALL_NANOS;
      }
    }
    deleteStrays(table, folder.resolve("data"));
    System.exit(moved < messages ? 1 : 0);
  }

  /**
   * Deletes files that the table does not refer to: a task leaves them behind whose partitions are
   * given to another one before a commit. Iceberg has them deleted by a job of its own.
   */
  private static void deleteStrays(Table table, Path data) throws IOException {
    Set<Path> known = new HashSet<>();
    try (CloseableIterable<FileScanTask> files = table.newScan().planFiles()) {
      files.forEach(it -> known.add(Path.of(URI.create(it.file().location()))));
    }
    try (Stream<Path> all = Files.walk(data)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        if (!known.contains(file)) {
          Files.delete(file);
        }
      }
    }
  }

  private static Table create(HadoopCatalog catalog, Path schemaFile, String data)
      throws IOException {
    var avro = new org.apache.avro.Schema.Parser().parse(Files.readString(schemaFile));
    var time = avro.getField("header").schema().getField("time").schema();
    time.addProp("adjust-to-utc", true);
    org.apache.avro.LogicalTypes.timestampMicros().addToSchema(time);
    org.apache.iceberg.Schema schema = AvroSchemaUtil.toIceberg(avro);
    return catalog
        .buildTable(TABLE, schema)
        .withPartitionSpec(PartitionSpec.builderFor(schema).hour("header.time").build())
        .withProperties(
            Map.of(
                "write.format.default", "avro",
                "write.avro.compression-codec", "snappy",
                "write.data.path", data))
        .create();
  }

  private static long records(Table table) {
    table.refresh();
    Snapshot snapshot = table.currentSnapshot();
    return snapshot == null ? 0 : Long.parseLong(snapshot.summary().get("total-records"));
  }

  private static Map<String, String> worker(String brokers, Path folder, String schemaFile) {
    return Map.of(
        "bootstrap.servers", brokers,
        // A task without messages looks for orders to commit at this interval only.
        "offset.flush.interval.ms", "1000",
        "listeners", "http://127.0.0.1:0",
        "plugin.discovery", "service_load",
        "offset.storage.file.filename", folder.resolve("offsets").toString(),
        "key.converter", "org.apache.kafka.connect.converters.ByteArrayConverter",
        "value.converter", DatumConverter.class.getName(),
        "value.converter.schema.file", schemaFile,
        "consumer.max.poll.records", "5000");
  }

  private static Map<String, String> sink(
      String brokers, String topic, String warehouse, String control) {
    return Map.ofEntries(
        Map.entry("name", control + "-sink"),
        Map.entry("connector.class", "org.apache.iceberg.connect.IcebergSinkConnector"),
        Map.entry("tasks.max", Integer.toString(Runtime.getRuntime().availableProcessors())),
        Map.entry("topics", topic),
        Map.entry("iceberg.tables", TABLE.toString()),
        Map.entry("iceberg.catalog.type", "hadoop"),
        Map.entry("iceberg.kafka.bootstrap.servers", brokers),
        Map.entry("iceberg.catalog.warehouse", warehouse),
        Map.entry("iceberg.control.topic", control),
        Map.entry("iceberg.control.commit.interval-ms", "10000"));
  }

  private static Path write(Path file, Map<String, String> settings) throws IOException {
    Properties properties = new Properties();
    properties.putAll(settings);
    try (Writer writer = Files.newBufferedWriter(file)) {
      properties.store(writer, null);
    }
    return file;
  }
}
