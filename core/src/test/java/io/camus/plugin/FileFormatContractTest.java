package io.camus.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.camus.convert.TextRecords;
import io.camus.digest.ContentDigest;
import io.camus.model.Origin;
import io.camus.spi.DatumType;
import io.camus.spi.Decoded;
import io.camus.spi.Decoded.Datum;
import io.camus.spi.Decoder;
import io.camus.spi.FileFormat;
import io.camus.spi.SourceRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.zip.CRC32C;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

/**
 * What every {@link FileFormat} and its reader must do. Subclasses name its provider and settings.
 * Each test runs with every form of data that the format takes.
 */
public abstract class FileFormatContractTest extends ProviderContractTest<FileFormatProvider> {
  private static final long SEED = 20_261_122;
  private static final int RECORDS = 500;
  private static final int LARGE = 300_000;
  private static final int CUTS = 150;
  private static final int DAMAGES = 300;
  private static final String NAME = "clicks+3+100+600+500";

  private static final Schema SCHEMA =
      SchemaBuilder.record("Click")
          .namespace("contract")
          .doc("\u00fcml\u00e4ut")
          .fields()
          .requiredLong("n")
          .requiredString("page")
          .endRecord();

  private static final Map<String, String> METADATA =
      Map.of("camus.topic", "clicks", "camus.note", "\u00e4 \u20ac \ud83d\ude00, \"quoted\"\n= ;");

  /** One form of data in files of the format, as a run writes it. */
  private static final class Pipe {
    private final Form form;
    private final FileFormat format;
    private final Decoder decoder;
    private final FileFormat.Reader reader;

    Pipe(Form form, FileFormat format, Decoder decoder, FileFormat.Reader reader) {
      this.form = form;
      this.format = format;
      this.decoder = decoder;
      this.reader = reader;
    }

    Datum datum(String text) {
      SourceRecord record =
          new SourceRecord()
              .set("clicks", 3, 100, 5_000, null, value(form, text), new RecordHeaders());
      Datum datum = (Datum) decoder.decode(record);
      datum.crc32c = checksum(datum);
      return datum;
    }

    DatumType type() {
      return datum("").type;
    }

    FileFormat.Writer create(OutputStream out) throws IOException {
      Map<String, String> facts = new HashMap<>(type().metadata());
      facts.putAll(METADATA);
      return format.create(out, type().schema(), facts);
    }
  }

  /** Returns the bytes of a record as data of a type. */
  private static final class Plain implements Decoder {
    private final Datum datum = new Datum();

    Plain(Form form) {
      datum.type = form == Form.AVRO ? DatumType.of(SCHEMA) : DatumType.lines();
      datum.origin = new Origin("server", "service");
    }

    @Override
    public Decoded decode(SourceRecord record) {
      datum.bytes = record.value().array();
      datum.offset = record.value().position();
      datum.length = record.value().remaining();
      datum.eventTimeMillis = record.timestampMillis();
      return datum;
    }
  }

  /** What a file holds, as its reader passes it on. */
  private static final class Found implements FileFormat.Records {
    private final List<byte[]> records = new ArrayList<>();
    private final ContentDigest digest = new ContentDigest();
    private final ByteArrayOutputStream current = new ByteArrayOutputStream();
    private Optional<Schema> schema = Optional.empty();

    @Override
    public void schema(Schema known) {
      assertThat(records).as("records before the schema").isEmpty();
      assertThat(schema).as("a second schema").isEmpty();
      schema = Optional.of(known);
    }

    @Override
    public void bytes(byte[] bytes, int offset, int length) {
      current.write(bytes, offset, length);
      digest.update(bytes, offset, length);
    }

    @Override
    public void endRecord() {
      records.add(current.toByteArray());
      current.reset();
      digest.endRecord();
    }
  }

  /** A written file and what was announced for it. */
  private static final class Written {
    private final byte[] file;
    private final List<byte[]> records;
    private final String digest;

    Written(byte[] file, List<byte[]> records, String digest) {
      this.file = file;
      this.records = List.copyOf(records);
      this.digest = digest;
    }
  }

  /** A file on a disk that is full after some bytes. */
  private static final class LimitedOutput extends OutputStream {
    private long room;
    private boolean full;
    private boolean closed;

    LimitedOutput(long room) {
      this.room = room;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[1], 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (length > room) {
        full = true;
        throw new IOException("disk full");
      }
      room -= length;
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private List<Pipe> pipes() {
    List<Pipe> pipes = new ArrayList<>();
    for (Form form : Form.values()) {
      Optional<Form> taken = taken(form);
      if (taken.isPresent()) {
        FileFormat format = provider().format(topic());
        Decoder plain = new Plain(form);
        Decoder decoder = taken.get() == form ? plain : new TextRecords(plain);
        pipes.add(
            new Pipe(
                form, format, provider().adapt(decoder, topic(), taken.get()), reader(format)));
      }
    }
    return pipes;
  }

  private Optional<Form> taken(Form form) {
    try {
      return Optional.of(provider().takes(form));
    } catch (IllegalArgumentException refused) {
      assertThat(refused).message().isNotBlank();
      return Optional.empty();
    }
  }

  private FileFormat.Reader reader(FileFormat format) {
    return provider().reader(NAME + format.extension(), config()).orElseThrow();
  }

  private static ByteBuffer value(Form form, String text) {
    return switch (form) {
      case AVRO -> ByteBuffer.wrap(avro(text));
      case JSON -> utf8("{\"page\":\"" + text + "\"}");
      case TEXT -> utf8(text);
    };
  }

  private static ByteBuffer utf8(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] avro(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    try {
      new GenericDatumWriter<>(SCHEMA)
          .write(new GenericRecordBuilder(SCHEMA).set("n", 7L).set("page", text).build(), encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return out.toByteArray();
  }

  private static long checksum(Datum datum) {
    CRC32C crc = new CRC32C();
    crc.update(datum.bytes, datum.offset, datum.length);
    return crc.getValue();
  }

  /** Short and long texts, some of them equal, and one that is larger than any buffer. */
  private static List<String> texts(int count) {
    Random random = new Random(SEED);
    List<String> texts =
        new ArrayList<>(List.of("", "\u00e4\u20ac\ud83d\ude00", "x".repeat(LARGE)));
    while (texts.size() < count) {
      texts.add(Integer.toString(random.nextInt(1000)).repeat(random.nextInt(60)));
    }
    return texts.subList(0, count);
  }

  /** Appends a text, and notes what the file's digest is computed from. */
  private static void append(
      FileFormat.Writer writer, Datum datum, List<byte[]> records, ContentDigest digest)
      throws IOException {
    writer.append(datum);
    records.add(Arrays.copyOfRange(datum.bytes, datum.offset, datum.offset + datum.length));
    assertThat(datum.crc32c).as("the datum's checksum").isEqualTo(checksum(datum));
    digest.add(datum.crc32c, datum.length);
  }

  private static Written write(Pipe pipe, List<String> texts) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    List<byte[]> records = new ArrayList<>();
    ContentDigest digest = new ContentDigest();
    try (FileFormat.Writer writer = pipe.create(out)) {
      for (String text : texts) {
        append(writer, pipe.datum(text), records, digest);
      }
    }
    return new Written(out.toByteArray(), records, digest.text());
  }

  private static Found read(Pipe pipe, byte[] file) throws IOException {
    Found found = new Found();
    pipe.reader.read(() -> new ByteArrayInputStream(file), found);
    return found;
  }

  private static void assertWhole(Pipe pipe, Written written) throws IOException {
    Found found = read(pipe, written.file);
    assertThat(found.records).as("%s", pipe.form).containsExactlyElementsOf(written.records);
    assertThat(found.digest.text()).isEqualTo(written.digest);
    assertThat(pipe.reader.schema(() -> new ByteArrayInputStream(written.file)))
        .isEqualTo(found.schema);
  }

  @Test
  void someDataIsTaken() {
    assertThat(pipes()).isNotEmpty();
  }

  @Test
  void filesAreFoundByTheirNames() {
    for (Pipe pipe : pipes()) {
      assertThat(pipe.format.extension()).startsWith(".").doesNotContain("/", "+");
      assertThat(pipe.format.openBytes()).isNotNegative();
      assertThat(pipe.reader.hint()).isNotNull();
      assertThat(pipe.format.delimiter().map(it -> it.length).orElse(1)).isPositive();
    }
    assertThat(provider().reader(NAME, config())).isEmpty();
    assertThat(provider().reader(NAME + ".of-nobody", config())).isEmpty();
  }

  @Test
  void recordsComeBackInOrderWithTheDigestThatWasAnnounced() throws IOException {
    for (Pipe pipe : pipes()) {
      Written written = write(pipe, texts(RECORDS));
      assertThat(written.records).hasSize(RECORDS);
      assertWhole(pipe, written);
    }
  }

  @Test
  void aFileWithoutRecordsIsAFile() throws IOException {
    for (Pipe pipe : pipes()) {
      assertWhole(pipe, write(pipe, List.of()));
    }
  }

  @Test
  void aFileOfOneRecordIsAFile() throws IOException {
    for (Pipe pipe : pipes()) {
      for (String text : texts(4)) {
        assertWhole(pipe, write(pipe, List.of(text)));
      }
    }
  }

  @Test
  void dataWithASchemaHasThatSchemaOrNone() throws IOException {
    for (Pipe pipe : pipes()) {
      Found found = read(pipe, write(pipe, texts(10)).file);
      if (found.schema.isPresent()) {
        assertThat(found.schema).isEqualTo(pipe.type().schema());
      }
    }
  }

  @Test
  void flushingInBetweenChangesNoRecord() throws IOException {
    for (Pipe pipe : pipes()) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      List<byte[]> records = new ArrayList<>();
      ContentDigest digest = new ContentDigest();
      try (FileFormat.Writer writer = pipe.create(out)) {
        writer.flush();
        for (String text : texts(RECORDS)) {
          append(writer, pipe.datum(text), records, digest);
          if (records.size() % 50 == 0 || records.size() < 3) {
            assertThat(writer.buffered()).isNotNegative();
            writer.flush();
            writer.flush();
          }
        }
      }
      assertWhole(pipe, new Written(out.toByteArray(), records, digest.text()));
    }
  }

  @Test
  void openFilesDoNotDisturbEachOther() throws IOException {
    for (Pipe pipe : pipes()) {
      ByteArrayOutputStream[] outs = {new ByteArrayOutputStream(), new ByteArrayOutputStream()};
      List<List<byte[]>> records = List.of(new ArrayList<>(), new ArrayList<>());
      ContentDigest[] digests = {new ContentDigest(), new ContentDigest()};
      try (FileFormat.Writer one = pipe.create(outs[0]);
          FileFormat.Writer other = pipe.create(outs[1])) {
        for (String text : texts(RECORDS)) {
          append(one, pipe.datum(text), records.get(0), digests[0]);
          append(
              other, pipe.datum(text.toUpperCase(Locale.ROOT) + "2"), records.get(1), digests[1]);
        }
      }
      for (int i = 0; i < outs.length; i++) {
        assertWhole(pipe, new Written(outs[i].toByteArray(), records.get(i), digests[i].text()));
      }
    }
  }

  /** A writer may keep a datum's bytes no longer than the call. */
  @Test
  void bytesThatChangeAfterTheAppendDoNotChangeTheFile() throws IOException {
    for (Pipe pipe : pipes()) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      List<byte[]> records = new ArrayList<>();
      ContentDigest digest = new ContentDigest();
      try (FileFormat.Writer writer = pipe.create(out)) {
        for (String text : texts(50)) {
          Datum datum = pipe.datum(text);
          append(writer, datum, records, digest);
          Arrays.fill(datum.bytes, datum.offset, datum.offset + datum.length, (byte) '#');
        }
      }
      assertWhole(pipe, new Written(out.toByteArray(), records, digest.text()));
    }
  }

  /** Where the format cannot notice it, the number of records is smaller. */
  @Test
  void aTruncatedFileNeverReadsAsTheWholeOne() throws IOException {
    Random random = new Random(SEED);
    for (Pipe pipe : pipes()) {
      Written written = write(pipe, texts(RECORDS));
      for (int i = 0; i < CUTS; i++) {
        int length = i < 20 ? written.file.length - 1 - i : random.nextInt(written.file.length);
        assertNoneIsInvented(pipe, written, Arrays.copyOf(written.file, Math.max(0, length)));
      }
    }
  }

  private static void assertNoneIsInvented(Pipe pipe, Written written, byte[] truncated) {
    Found found;
    try {
      found = read(pipe, truncated);
    } catch (IOException | RuntimeException noticed) {
      return;
    }
    assertThat(found.records)
        .as("%s, %d of %d bytes", pipe.form, truncated.length, written.file.length)
        .hasSizeLessThan(written.records.size());
    for (int i = 0; i < found.records.size(); i++) {
      assertThat(found.records.get(i)).isEqualTo(written.records.get(i));
    }
  }

  /** No error, no endless loop, and no other records with the digest of the file. */
  @Test
  void aDamagedFileIsAnExceptionOrHasAnotherDigest() throws IOException {
    Random random = new Random(SEED);
    for (Pipe pipe : pipes()) {
      Written written = write(pipe, texts(RECORDS));
      for (int i = 0; i < DAMAGES; i++) {
        byte[] damaged = written.file.clone();
        int at = random.nextInt(i % 2 == 0 ? damaged.length : Math.min(damaged.length, 600));
        damaged[at] ^= (byte) (1 << random.nextInt(8));
        Found found;
        try {
          found = read(pipe, damaged);
        } catch (IOException | RuntimeException noticed) {
          continue;
        } catch (Error e) {
          fail("byte " + at + " of " + damaged.length, e);
          continue;
        }
        if (found.digest.text().equals(written.digest)) {
          assertThat(found.records).containsExactlyElementsOf(written.records);
        }
      }
    }
  }

  @Test
  void aStreamThatCannotBeReadIsThatException() {
    for (Pipe pipe : pipes()) {
      FileFormat.Source broken =
          () -> {
            throw new IOException("no such disk");
          };
      assertThatThrownBy(() -> pipe.reader.read(broken, new Found()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("no such disk");
    }
  }

  @Test
  void aFullDiskIsAlwaysTold() throws IOException {
    for (Pipe pipe : pipes()) {
      int whole = write(pipe, texts(RECORDS)).file.length;
      for (int room : new int[] {0, 1, whole / 3, whole - 1}) {
        LimitedOutput out = new LimitedOutput(room);
        assertThatThrownBy(
                () -> {
                  try (FileFormat.Writer writer = pipe.create(out)) {
                    for (String text : texts(RECORDS)) {
                      writer.append(pipe.datum(text));
                    }
                  }
                })
            .as("%s, room for %d of %d bytes", pipe.form, room, whole)
            .isInstanceOfAny(IOException.class, RuntimeException.class);
        assertThat(out.full).isTrue();
      }
    }
  }

  @Test
  void closingAFileClosesItsStream() throws IOException {
    for (Pipe pipe : pipes()) {
      LimitedOutput out = new LimitedOutput(Integer.MAX_VALUE);
      pipe.create(out).close();
      assertThat(out.closed).isTrue();
    }
  }
}
