package io.camus.wire;

import io.camus.model.CommitRecord;
import io.camus.model.LogEntry;
import io.camus.wire.LineFile.Version;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;

/** The file format of a commit record: one line per entry. */
public final class RecordFile {
  static final String KIND = "commit-record";

  private static final LineFile<CommitRecord.Header, LogEntry> FILE =
      new LineFile<>(KIND, List.of(new Version<>(2, header(), EntryCodec.ENTRY)));

  private RecordFile() {}

  /**
   * Writes a record.
   *
   * @param target closed afterwards
   */
  public static void write(OutputStream target, CommitRecord record) throws IOException {
    FILE.write(target, record.header(), record.entries());
  }

  /**
   * Reads a record.
   *
   * @param source closed afterwards
   * @param number its number according to its name
   * @param path where it is, for messages
   * @throws UnreadableFileException if it is damaged, has an unknown version, or is another record
   */
  public static CommitRecord read(InputStream source, long number, String path) throws IOException {
    var content = FILE.read(source, path);
    if (content.header().number() != number) {
      throw new UnreadableFileException(
          String.format(
              Locale.ROOT, "%s says that it is record %d", path, content.header().number()));
    }
    return new CommitRecord(content.header(), content.lines());
  }

  static Codec<CommitRecord.Header> header() {
    var object = ObjectCodec.<CommitRecord.Header>tolerant();
    var number = object.required("number", Codecs.LONG, CommitRecord.Header::number);
    var nonce = object.required("nonce", Codecs.TEXT, CommitRecord.Header::nonce);
    var writer = object.required("writer", Codecs.TEXT, CommitRecord.Header::writer);
    var writtenAt = object.required("writtenAt", Codecs.INSTANT, CommitRecord.Header::writtenAt);
    var countWindow =
        object.nullable("countWindow", Codecs.DURATION, CommitRecord.Header::countWindow);
    return object.of(
        fields ->
            new CommitRecord.Header(
                fields.get(number),
                fields.get(nonce),
                fields.get(writer),
                fields.get(writtenAt),
                fields.get(countWindow)));
  }
}
