package io.camus.iceberg;

import io.camus.config.CamusConfig;
import io.camus.format.BuiltInFormats;
import io.camus.orc.OrcProvider;
import io.camus.parquet.ParquetProvider;
import io.camus.plugin.FileFormatProvider;
import io.camus.spi.Decoded.Datum;
import io.camus.spi.FileFormat;
import io.camus.spi.StorePath;
import io.camus.spi.Table;
import io.camus.spi.Tables;
import io.camus.spi.Tables.Partitioning;
import io.camus.spi.Tables.Partitioning.Unit;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;

/** A directory with a catalog of tables, and with files as runs publish them. */
final class Lake implements Closeable {
  static final String LOG = "6b1c6f7e-log";
  static final long HOUR = 3_600_000;
  static final Partitioning HOURLY = new Partitioning("time", Unit.HOUR);

  private final Path directory;
  private final Map<String, String> catalog;
  private final List<Closeable> open = new ArrayList<>();
  private int files;

  Lake(Path directory, Map<String, String> catalog) {
    this.directory = directory;
    this.catalog = catalog;
  }

  /** With a catalog in files. */
  static Lake hadoop(Path directory) {
    return new Lake(
        directory,
        Map.of("type", "hadoop", "warehouse", directory.resolve("warehouse").toString()));
  }

  static Schema schema(String fields) {
    return new Schema.Parser()
        .parse(
            ("{'type':'record','name':'Click','namespace':'io.camus.test','fields':["
                    + fields
                    + "]}")
                .replace('\'', '"'));
  }

  static String field(String name, String type) {
    return "{'name':'" + name + "','type':" + type + "}";
  }

  static final Schema CLICK =
      schema(
          field("time", "{'type':'long','logicalType':'timestamp-millis'}")
              + ","
              + field("user", "'int'")
              + ","
              + field("page", "['null','string']"));

  /** The same with times that Parquet files without ids may have. */
  static final Schema MICROS =
      new Schema.Parser().parse(CLICK.toString().replace("timestamp-millis", "timestamp-micros"));

  CamusConfig config() {
    return config(Map.of());
  }

  CamusConfig config(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>();
    settings.put("kafka.brokers", "127.0.0.1:9");
    settings.put("etl.destination.path", directory.resolve("data").toString());
    settings.put("etl.execution.base.path", directory.resolve("base").toString());
    settings.put("etl.execution.history.path", directory.resolve("history").toString());
    catalog.forEach((name, value) -> settings.put("camus.catalog." + name, value));
    settings.putAll(more);
    return CamusConfig.parseComplete(settings);
  }

  /** As another driver has them. */
  Tables tables() {
    Tables tables = new IcebergProvider().open(config());
    open.add(tables::close);
    return tables;
  }

  Table table() throws IOException {
    return tables().load("db.clicks").orElseThrow();
  }

  Table create(Schema schema) throws IOException {
    return tables().create("db.clicks", schema, HOURLY, new Table.Position(LOG, 0));
  }

  /** The table as other programs see it. */
  org.apache.iceberg.Table iceberg() {
    Catalog tables = CatalogUtil.buildIcebergCatalog("camus", catalog, new Configuration());
    if (tables instanceof Closeable closeable) {
      open.add(closeable);
    }
    return tables.loadTable(TableIdentifier.of("db", "clicks"));
  }

  List<Record> rows() throws IOException {
    List<Record> rows = new ArrayList<>();
    try (CloseableIterable<Record> read = IcebergGenerics.read(iceberg()).build()) {
      read.forEach(rows::add);
    }
    return rows;
  }

  private static FileFormatProvider provider(String format) {
    return switch (format) {
      case "parquet" -> new ParquetProvider();
      case "orc" -> new OrcProvider();
      default -> new BuiltInFormats.Avro();
    };
  }

  /** A file of data, all of the same time. */
  Table.File write(String format, Schema schema, List<? extends GenericRecord> records)
      throws IOException {
    Path path = directory.resolve("data/clicks/part-" + ++files + "." + format);
    Files.createDirectories(path.getParent());
    FileFormat of =
        provider(format).format(config(Map.of("etl.output.codec", "zstandard")).topic("clicks"));
    try (FileFormat.Writer writer =
        of.create(Files.newOutputStream(path), Optional.of(schema), Map.of())) {
      for (GenericRecord record : records) {
        writer.append(datum(encode(schema, record)));
      }
    }
    return new Table.File(new StorePath(path.toString()), Files.size(path), records.size(), 0, 0);
  }

  /** A Parquet file of clicks, whose users are numbered. */
  Table.File clicks(Schema schema, long firstMillis, int count) throws IOException {
    return clicks("parquet", schema, firstMillis, count);
  }

  Table.File clicks(String format, Schema schema, long firstMillis, int count) throws IOException {
    List<GenericRecord> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      GenericRecordBuilder record = new GenericRecordBuilder(schema);
      record.set("time", time(schema.getField("time").schema(), firstMillis + i));
      record.set(
          "user",
          schema.getField("user").schema().getType() == Schema.Type.LONG
              ? (Object) (long) i
              : (Object) i);
      record.set("page", i % 3 == 0 ? null : "/" + i);
      for (Schema.Field field : schema.getFields()) {
        if (field.pos() > 2) {
          record.set(field, "more " + i);
        }
      }
      records.add(record.build());
    }
    return spanning(write(format, schema, records), firstMillis, count);
  }

  /** A Parquet file of pages, perhaps with their times. */
  Table.File pages(Schema schema, long firstMillis, int count) throws IOException {
    List<GenericRecord> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      GenericRecordBuilder record = new GenericRecordBuilder(schema).set("page", "/" + i);
      if (schema.getField("time") != null) {
        record.set("time", time(schema.getField("time").schema(), firstMillis + i));
      }
      records.add(record.build());
    }
    return spanning(write("parquet", schema, records), firstMillis, count);
  }

  /** In the unit of a schema, or of a union's last type. */
  private static long time(Schema schema, long millis) {
    Schema type = schema.isUnion() ? schema.getTypes().get(1) : schema;
    return type.getLogicalType().getName().endsWith("micros") ? 1000 * millis : millis;
  }

  private static Table.File spanning(Table.File file, long firstMillis, int count) {
    return new Table.File(
        file.path(), file.bytes(), file.records(), firstMillis, firstMillis + count - 1);
  }

  /** The records of a file as runs read them again. */
  List<byte[]> read(String format, Table.File file) throws IOException {
    FileFormat.Reader reader = provider(format).reader(file.path().name(), config()).orElseThrow();
    List<byte[]> records = new ArrayList<>();
    ByteArrayOutputStream record = new ByteArrayOutputStream();
    reader.read(
        () -> Files.newInputStream(Path.of(file.path().value())),
        new FileFormat.Records() {
          @Override
          public void schema(Schema schema) {}

          @Override
          public void bytes(byte[] bytes, int offset, int length) {
            record.write(bytes, offset, length);
          }

          @Override
          public void endRecord() {
            records.add(record.toByteArray());
            record.reset();
          }
        });
    return records;
  }

  static Datum datum(byte[] bytes) {
    Datum datum = new Datum();
    datum.bytes = bytes;
    datum.length = bytes.length;
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, bytes.length);
    datum.crc32c = crc.getValue();
    return datum;
  }

  static byte[] encode(Schema schema, Object datum) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    try {
      new GenericDatumWriter<>(schema).write(datum, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  @Override
  public void close() throws IOException {
    for (Closeable closeable : open) {
      closeable.close();
    }
  }
}
