package io.camus.hadoop;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.config.CamusConfig;
import io.camus.config.TopicConfig;
import io.camus.convert.Fixed;
import io.camus.format.CsvProvider;
import io.camus.plugin.Form;
import io.camus.spi.DatumType;
import io.camus.spi.Decoded.Datum;
import io.camus.spi.Decoder;
import io.camus.spi.FileFormat;
import io.camus.spi.SourceRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** CSV files as DuckDB reads them. */
class CsvReadersTest {
  private static final int RECORDS = 2_000;
  private static final String[] PIECES = {
    "\n",
    "\r",
    "\r\n",
    "\t",
    "\"",
    "\"\"",
    "'",
    ",",
    "|",
    ";",
    "#",
    "\\",
    "\\n",
    "\\N",
    "NULL",
    " ",
    "é",
    "漢",
    "😀",
    "some plain text",
    "a,\"b\"\nc"
  };

  private static final Schema SCHEMA =
      SchemaBuilder.record("Row")
          .fields()
          .requiredLong("n")
          .optionalString("text")
          .optionalDouble("number")
          .requiredString("last")
          .endRecord();

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"none", "gzip"})
  void everyTextAndNullIsThatValue(String codec) throws IOException, SQLException {
    Random random = new Random(5);
    List<List<Object>> rows = new ArrayList<>();
    for (long n = 0; n < RECORDS; n++) {
      rows.add(
          Arrays.asList(
              n,
              random.nextInt(4) == 0 ? null : text(random),
              random.nextInt(4) == 0 ? null : random.nextInt(1_000) / 8.0,
              text(random)));
    }
    TopicConfig topic =
        CamusConfig.parse(
                Map.of(
                    "kafka.brokers", "localhost:9092",
                    "etl.destination.path", "/data",
                    "etl.execution.base.path", "/camus",
                    "etl.execution.history.path", "/camus/history",
                    "etl.output.codec", codec,
                    "camus.csv.null", "\\N",
                    "camus.output.format", "csv"))
            .topic("rows");

    Path file = write(topic, rows);

    assertThat(
            byDuckDb(
                "SELECT * FROM read_csv('"
                    + file
                    + "', header = true, auto_detect = false, delim = ',', quote = '\"',"
                    + " escape = '\"', nullstr = '\\N', allow_quoted_nulls = false, columns ="
                    + " {'n': 'BIGINT', 'text': 'VARCHAR', 'number': 'DOUBLE', 'last': 'VARCHAR'})"))
        .isEqualTo(rows);
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(6); i > 0; i--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }

  private Path write(TopicConfig topic, List<List<Object>> rows) throws IOException {
    CsvProvider csv = new CsvProvider();
    FileFormat format = csv.format(topic);
    Decoder decoder = csv.adapt(new Fixed(DatumType.of(SCHEMA)), topic, Form.AVRO);
    Path file = folder.resolve("rows" + format.extension());
    OutputStream out = Files.newOutputStream(file);
    FileFormat.Writer writer = null;
    for (List<Object> row : rows) {
      Datum datum = (Datum) decoder.decode(record(row));
      if (writer == null) {
        writer = format.create(out, datum.type.schema(), datum.type.metadata());
      }
      writer.append(datum);
    }
    writer.close();
    return file;
  }

  private static SourceRecord record(List<Object> row) throws IOException {
    GenericRecord record = new GenericData.Record(SCHEMA);
    for (int i = 0; i < row.size(); i++) {
      record.put(i, row.get(i));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    new GenericDatumWriter<GenericRecord>(SCHEMA).write(record, encoder);
    encoder.flush();
    return new SourceRecord()
        .set("rows", 0, 0, 1_000, null, ByteBuffer.wrap(out.toByteArray()), new RecordHeaders());
  }

  private static List<List<Object>> byDuckDb(String query) throws SQLException {
    List<List<Object>> rows = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(query)) {
      while (found.next()) {
        List<Object> row = new ArrayList<>();
        for (int i = 1; i <= 4; i++) {
          row.add(found.getObject(i));
        }
        rows.add(row);
      }
    }
    return rows;
  }
}
