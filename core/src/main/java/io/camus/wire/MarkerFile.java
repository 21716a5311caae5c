package io.camus.wire;

import io.camus.model.BucketMarker;
import io.camus.model.EndOffsets;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The file format of a bucket's marker: one JSON line, for people and schedulers. */
public final class MarkerFile {
  private static final String KIND = "complete-bucket";
  private static final int VERSION = 1;
  private static final Codec<BucketMarker> LINE = line();

  private MarkerFile() {}

  private static Codec<BucketMarker> line() {
    var object = ObjectCodec.<BucketMarker>tolerant();
    var kind = object.required("camus", Codecs.TEXT, marker -> KIND);
    var version = object.required("version", Codecs.INT, marker -> VERSION);
    var topic = object.required("topic", Codecs.TEXT, BucketMarker::topic);
    var directory = object.required("directory", Codecs.TEXT, BucketMarker::directory);
    var begin = object.required("begin", Codecs.INSTANT, BucketMarker::begin);
    var end = object.required("end", Codecs.INSTANT, BucketMarker::end);
    var files = object.required("files", Codecs.LONG, BucketMarker::files);
    var records = object.required("records", Codecs.LONG, BucketMarker::records);
    var lateFiles = object.required("lateFiles", Codecs.LONG, BucketMarker::lateFiles);
    var lateRecords = object.required("lateRecords", Codecs.LONG, BucketMarker::lateRecords);
    var record = object.required("record", Codecs.LONG, BucketMarker::record);
    var at = object.required("seenAt", Codecs.INSTANT, marker -> marker.seen().at());
    var ends = object.required("offsets", CompletenessCodecs.ENDS, marker -> marker.seen().ends());
    var settle = object.required("settle", Codecs.DURATION, BucketMarker::settle);
    var tiers =
        object.optional(
            "tiers",
            Codecs.list(Codecs.TEXT),
            marker -> Optional.of(marker.tiers()).filter(list -> !list.isEmpty()));
    return object.of(
        fields -> {
          if (!fields.get(kind).equals(KIND) || fields.get(version) != VERSION) {
            throw new IllegalArgumentException("it is not a marker of version " + VERSION);
          }
          return new BucketMarker(
              fields.get(topic),
              fields.get(directory),
              fields.get(begin),
              fields.get(end),
              fields.get(files),
              fields.get(records),
              fields.get(lateFiles),
              fields.get(lateRecords),
              fields.get(record),
              new EndOffsets(fields.get(topic), fields.get(at), fields.get(ends)),
              fields.get(settle),
              fields.get(tiers).orElse(List.of()));
        });
  }

  /**
   * Writes a marker.
   *
   * @param target stays open
   */
  public static void write(OutputStream target, BucketMarker marker) throws IOException {
    target.write(LINE.toBytes(marker));
    target.write('\n');
  }

  /**
   * Reads a marker.
   *
   * @param source closed afterwards
   * @param path where it is, for messages
   * @throws UnreadableFileException if it is not a marker
   */
  public static BucketMarker read(InputStream source, String path) throws IOException {
    try (LineReader lines = new LineReader(source)) {
      return LINE.fromBytes(lines.next());
    } catch (InvalidValueException e) {
      throw new UnreadableFileException(
          String.format(Locale.ROOT, "%s is not a marker of Camus: %s", path, e.getMessage()));
    }
  }
}
