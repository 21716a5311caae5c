package io.camus.wire;

import io.camus.model.CommitRecord;
import io.camus.model.LogEntry;
import io.camus.wire.LineFile.Version;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/**
 * The end marker of the flat list in which earlier versions kept all records, at the first free
 * number; the log continues in segments. Every log has one, so a version without segments stops at
 * it with a message, and two versions never append to the same log.
 *
 * <p>It looks like a record of version 3 without lines.
 */
public final class SignpostFile {
  private static final LineFile<CommitRecord.Header, LogEntry> FILE =
      new LineFile<>(
          RecordFile.KIND, List.of(new Version<>(3, RecordFile.header(), EntryCodec.ENTRY)));

  private SignpostFile() {}

  /**
   * Writes a signpost.
   *
   * @param target closed afterwards
   * @param header its writer and number
   */
  public static void write(OutputStream target, CommitRecord.Header header) throws IOException {
    FILE.write(target, header, List.of());
  }

  /**
   * Whether a file is a signpost rather than a record.
   *
   * @param source closed afterwards
   */
  public static boolean isOne(InputStream source, String path) throws IOException {
    try {
      FILE.read(source, path);
      return true;
    } catch (UnreadableFileException e) {
      return false;
    }
  }
}
