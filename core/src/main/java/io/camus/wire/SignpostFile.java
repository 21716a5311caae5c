package io.camus.wire;

import io.camus.model.CommitRecord;
import io.camus.model.LogEntry;
import io.camus.wire.LineFile.Version;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/**
 * The end of the flat list in which earlier versions kept all records, at the first number that has
 * none there: the log goes on in segments. Every log has one, so that a version that knows no
 * segments stops at it and says why, and two versions never append to one log.
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
   * @param header who writes it, and the number that it has
   */
  public static void write(OutputStream target, CommitRecord.Header header) throws IOException {
    FILE.write(target, header, List.of());
  }

  /**
   * Whether a file is one, and not a record.
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
