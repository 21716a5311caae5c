package io.camus.wire;

import io.camus.model.LogEntry;
import io.camus.wire.LineFile.Version;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/** The file format of a checkpoint: one line for each entry that leads to its state. */
public final class CheckpointFile {
  private static final LineFile<Content, LogEntry> FILE =
      new LineFile<>("checkpoint", List.of(new Version<>(2, header(), EntryCodec.ENTRY)));

  private CheckpointFile() {}

  /**
   * Its content.
   *
   * @param number the last record whose entries are in it
   * @param unaudited numbers of the records up to it whose counts are not published yet
   * @param flatRecords how many records the flat list has; empty in a checkpoint of an earlier
   *     version
   * @param entries entries that lead from the empty state to this one
   */
  public record Content(
      long number, List<Long> unaudited, Optional<Long> flatRecords, List<LogEntry> entries) {
    public Content {
      unaudited = List.copyOf(unaudited);
      entries = List.copyOf(entries);
    }
  }

  /**
   * Writes a checkpoint.
   *
   * @param target closed afterwards
   */
  public static void write(OutputStream target, Content content) throws IOException {
    FILE.write(target, content, content.entries());
  }

  /**
   * Reads a checkpoint.
   *
   * @param source closed afterwards
   * @param path where it is, for messages
   * @throws UnreadableFileException if it is damaged, or has an unknown version
   */
  public static Content read(InputStream source, String path) throws IOException {
    var file = FILE.read(source, path);
    Content header = file.header();
    return new Content(header.number(), header.unaudited(), header.flatRecords(), file.lines());
  }

  /** The header. */
  private static Codec<Content> header() {
    var object = ObjectCodec.<Content>tolerant();
    var number = object.required("number", Codecs.LONG, Content::number);
    var unaudited = object.required("unaudited", Codecs.list(Codecs.LONG), Content::unaudited);
    var flatRecords = object.optional("flatRecords", Codecs.LONG, Content::flatRecords);
    return object.of(
        fields ->
            new Content(
                fields.get(number), fields.get(unaudited), fields.get(flatRecords), List.of()));
  }
}
