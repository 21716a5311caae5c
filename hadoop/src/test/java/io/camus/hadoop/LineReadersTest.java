package io.camus.hadoop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.camus.config.LineBreakPolicy;
import io.camus.decode.AuditFields;
import io.camus.decode.EventTimeRule;
import io.camus.decode.JsonDecoder;
import io.camus.decode.TextDecoder;
import io.camus.format.Compression;
import io.camus.format.LineFileFormat;
import io.camus.spi.Decoded.Datum;
import io.camus.spi.Decoder;
import io.camus.spi.FileFormat;
import io.camus.spi.SourceRecord;
import io.camus.time.TimestampFormats;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapred.FileInputFormat;
import org.apache.hadoop.mapred.InputSplit;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapred.RecordReader;
import org.apache.hadoop.mapred.Reporter;
import org.apache.hadoop.mapred.TextInputFormat;
import org.apache.hadoop.util.LineReader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files of lines as readers see them that people read them with. */
class LineReadersTest {
  private static final int RECORDS = 2_000;

  /** What any reader might take for the end of a line, a field or a file. */
  private static final String[] PIECES = {
    "\n", "\r", "\r\n", "\t", "\u000B", "\f", "\u001A", "\u001C", "\u001D", "\u001E", "\u001F",
    "\u0000", "\u0001", "\u0085", "\u2028", "\u2029", "\u240A", "\u240D", "\u241B", "\"", "'", ",",
    "|", ";", "#", "\\", "\\n", "null", "é", "漢", "😀", "some plain text"
  };

  /** What the guide has. */
  private static final String DECODED =
      "SELECT replace(replace(replace(replace(replace(coalesce(line, ''),"
          + " '\u240A', chr(10)), '\u240D', chr(13)),"
          + " '\u241Bn', '\u240A'), '\u241Br', '\u240D'), '\u241Be', '\u241B') ";

  @TempDir Path folder;

  static List<Compression> compressions() {
    return List.of(new Compression.None(), new Compression.Gzip(6), new Compression.Zstandard(1));
  }

  @ParameterizedTest
  @MethodSource("compressions")
  void everyTextIsALineForEveryReader(Compression compression) throws IOException, SQLException {
    List<String> texts = texts(new Random(11));
    LineFileFormat format = lines(".txt", compression);

    Path file = write(format, new TextDecoder(format.delimiter(), LineBreakPolicy.ESCAPE), texts);

    assertThat(
            byDuckDb(
                DECODED
                    + "FROM read_csv('"
                    + file
                    + "', columns = {'line': 'VARCHAR'}, header = false, auto_detect = false,"
                    + " delim = '\u241B ', quote = '', escape = '')"))
        .isEqualTo(texts);
    if (hadoopReads(compression)) {
      assertThat(decoded(byTextInputFormat(file))).isEqualTo(texts);
      assertThat(decoded(byLineReader(file))).isEqualTo(texts);
      assertThat(decoded(byBufferedReader(file))).isEqualTo(texts);
    }
  }

  @ParameterizedTest
  @MethodSource("compressions")
  void everyObjectIsALineForEveryReader(Compression compression) throws IOException, SQLException {
    List<String> values = new ArrayList<>();
    List<String> objects = new ArrayList<>();
    for (String text : texts(new Random(12))) {
      String value = text.replaceAll("[\\x00-\\x1F\"\\\\]", "");
      values.add(value);
      objects.add("\n{\r\n\t\"v\"\r:\"" + value + "\"\n}\r");
    }
    LineFileFormat format = lines(".json", compression);
    Decoder decoder =
        new JsonDecoder(
            format.delimiter(),
            new EventTimeRule(
                List.of(), TimestampFormats.parse("unix_milliseconds", ZoneOffset.UTC), false),
            new AuditFields(List.of(), List.of()));

    Path file = write(format, decoder, objects);

    List<String> written =
        objects.stream().map(it -> it.replace('\n', ' ').replace('\r', ' ')).toList();
    assertThat(
            byDuckDb(
                "SELECT v FROM read_json('"
                    + file
                    + "', format = 'newline_delimited', columns = {'v': 'VARCHAR'})"))
        .isEqualTo(values);
    if (hadoopReads(compression)) {
      assertThat(byTextInputFormat(file)).isEqualTo(written);
      assertThat(byLineReader(file)).isEqualTo(written);
      assertThat(byBufferedReader(file)).isEqualTo(written);
    }
  }

  /** Why a lone carriage return is a line break here: the readers do split there. */
  @Test
  void carriageReturnThatIsWrittenAsItIsEndsALine() throws IOException {
    Path file = Files.writeString(folder.resolve("cr.txt"), "a\rb\nc\r\n\u0085\u2028d\n");

    List<String> lines = List.of("a", "b", "c", "\u0085\u2028d");
    assertThat(byLineReader(file)).isEqualTo(lines);
    assertThat(byTextInputFormat(file)).isEqualTo(lines);
    assertThat(byBufferedReader(file)).isEqualTo(lines);
  }

  /** The guide says so. */
  @Test
  void byteOrderMarkAtTheStartOfAFileIsSkippedBySomeReaders() throws IOException {
    LineFileFormat format = lines(".txt", new Compression.None());

    Path file =
        write(
            format,
            new TextDecoder(format.delimiter(), LineBreakPolicy.ESCAPE),
            List.of("\uFEFFa", "\uFEFFb"));

    assertThat(byTextInputFormat(file)).isEqualTo(List.of("a", "\uFEFFb"));
    assertThat(byLineReader(file)).isEqualTo(List.of("\uFEFFa", "\uFEFFb"));
  }

  /** Zstandard needs Hadoop's native library, which is not there. */
  private static boolean hadoopReads(Compression compression) {
    return !(compression instanceof Compression.Zstandard);
  }

  private static List<String> texts(Random random) {
    List<String> texts = new ArrayList<>(List.of("the first one"));
    while (texts.size() < RECORDS) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(12); i > 0; i--) {
        text.append(PIECES[random.nextInt(PIECES.length)]);
      }
      texts.add(text.toString());
    }
    return texts;
  }

  private static LineFileFormat lines(String extension, Compression compression) {
    return new LineFileFormat(extension, compression, new byte[] {'\n'});
  }

  private Path write(LineFileFormat format, Decoder decoder, List<String> values)
      throws IOException {
    Path file = folder.resolve("records" + format.extension());
    try (FileFormat.Writer writer =
        format.create(Files.newOutputStream(file), Optional.empty(), Map.of())) {
      for (int i = 0; i < values.size(); i++) {
        ByteBuffer value = ByteBuffer.wrap(values.get(i).getBytes(UTF_8));
        SourceRecord record =
            new SourceRecord().set("topic", 0, i, 1_000, null, value, new RecordHeaders());
        Datum datum = (Datum) decoder.decode(record);
        writer.append(datum);
      }
    }
    return file;
  }

  /** Undoes the escapes as the guide says. */
  private static List<String> decoded(List<String> lines) {
    return lines.stream()
        .map(
            line ->
                line.replace('\u240A', '\n')
                    .replace('\u240D', '\r')
                    .replace("\u241Bn", "\u240A")
                    .replace("\u241Br", "\u240D")
                    .replace("\u241Be", "\u241B"))
        .toList();
  }

  private static List<String> byTextInputFormat(Path file) throws IOException {
    JobConf job = new JobConf();
    FileInputFormat.setInputPaths(job, file.toString());
    TextInputFormat format = new TextInputFormat();
    format.configure(job);
    List<String> lines = new ArrayList<>();
    for (InputSplit split : format.getSplits(job, 1)) {
      try (RecordReader<LongWritable, Text> reader =
          format.getRecordReader(split, job, Reporter.NULL)) {
        LongWritable position = reader.createKey();
        Text line = reader.createValue();
        while (reader.next(position, line)) {
          lines.add(line.toString());
        }
      }
    }
    return lines;
  }

  private static List<String> byLineReader(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    try (LineReader reader = new LineReader(open(file))) {
      Text line = new Text();
      while (reader.readLine(line) > 0) {
        lines.add(line.toString());
      }
    }
    return lines;
  }

  private static List<String> byBufferedReader(Path file) throws IOException {
    try (BufferedReader reader = new BufferedReader(new InputStreamReader(open(file), UTF_8))) {
      return reader.lines().toList();
    }
  }

  private static InputStream open(Path file) throws IOException {
    InputStream in = Files.newInputStream(file);
    return file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
  }

  private static List<String> byDuckDb(String query) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }
}
