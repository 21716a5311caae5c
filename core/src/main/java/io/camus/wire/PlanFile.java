package io.camus.wire;

import io.camus.model.OffsetRange;
import io.camus.model.PlannedRange;
import io.camus.model.PlannedRange.Begin;
import io.camus.model.Split;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The file format of a plan: one JSON line per range, with the ranges of a split contiguous. A task
 * with its {@link Section} reads only its own lines.
 *
 * <pre>
 * {"task":3,"partition":"clicks-0","topicId":"...","generation":0,"from":100,"to":200,"bytes":51200,"begin":"AT_POSITION","leaderEpoch":4,"offsetsOfTopic":5000}
 * </pre>
 */
public final class PlanFile {
  private static final Codec<Line> LINE = line();

  private PlanFile() {}

  /**
   * A range of a split.
   *
   * @param offsetsOfTopic total number of offsets to pull of its topic in all tasks, if known
   */
  private record Line(int task, PlannedRange planned, Optional<Long> offsetsOfTopic) {
    static Line of(Split split, PlannedRange planned) {
      String topic = planned.range().partition().topic();
      return new Line(
          split.task(), planned, Optional.ofNullable(split.offsetsOfTopics().get(topic)));
    }

    OffsetRange range() {
      return planned.range();
    }
  }

  /**
   * Location and size of a split in the file.
   *
   * @param at the offset of its first byte
   * @param length bytes of all its lines
   * @param offsets of all its ranges
   * @param estimatedBytes what the task is expected to read
   */
  public record Section(
      int task, long at, int length, int ranges, long offsets, long estimatedBytes) {

    private static Section of(long at, int length, Line line) {
      return new Section(
          line.task(), at, length, 1, line.range().length(), line.planned().estimatedBytes());
    }

    private Section with(Section next) {
      return new Section(
          task,
          at,
          Math.addExact(length, next.length),
          ranges + next.ranges,
          offsets + next.offsets,
          estimatedBytes + next.estimatedBytes);
    }
  }

  private static Codec<Line> line() {
    var object = ObjectCodec.<Line>tolerant();
    var task = object.required("task", Codecs.INT, Line::task);
    var partition = object.required("partition", Codecs.PARTITION, it -> it.range().partition());
    var topicId = object.required("topicId", Codecs.TOPIC_ID, it -> it.range().topicId());
    var generation = object.required("generation", Codecs.INT, it -> it.range().generation());
    var from = object.required("from", Codecs.LONG, it -> it.range().from());
    var to = object.required("to", Codecs.LONG, it -> it.range().to());
    var bytes = object.required("bytes", Codecs.LONG, it -> it.planned().estimatedBytes());
    var begin = object.required("begin", Codecs.constant(Begin.class), it -> it.planned().begin());
    var leaderEpoch =
        object.optional(
            "leaderEpoch", Codecs.INT, it -> RangeCodecs.boxed(it.planned().leaderEpoch()));
    var offsetsOfTopic = object.optional("offsetsOfTopic", Codecs.LONG, Line::offsetsOfTopic);
    var lateBefore = object.optional("lateBefore", Codecs.INSTANT, it -> it.planned().lateBefore());
    return object.of(
        fields ->
            new Line(
                fields.get(task),
                new PlannedRange(
                    new OffsetRange(
                        fields.get(partition),
                        fields.get(topicId),
                        fields.get(generation),
                        fields.get(from),
                        fields.get(to)),
                    fields.get(bytes),
                    RangeCodecs.unboxed(fields.get(leaderEpoch)),
                    fields.get(begin),
                    fields.get(lateBefore)),
                fields.get(offsetsOfTopic)));
  }

  /**
   * Writes a plan.
   *
   * @param target stays open
   */
  public static void write(OutputStream target, List<Split> splits) throws IOException {
    OutputStream out = new BufferedOutputStream(target, 1 << 16);
    for (Split split : splits) {
      for (PlannedRange planned : split.ranges()) {
        out.write(LINE.toBytes(Line.of(split, planned)));
        out.write('\n');
      }
    }
    out.flush();
  }

  /**
   * The sections of all splits, in order. Holds one line in memory at a time.
   *
   * @param source closed afterwards
   * @param path where it is, for messages
   * @throws UnreadableFileException if a line is not a range of a plan
   */
  public static List<Section> sections(InputStream source, String path) throws IOException {
    List<Section> sections = new ArrayList<>();
    long at = 0;
    try (LineReader lines = new LineReader(source)) {
      while (!lines.isAtEnd()) {
        byte[] text = lines.next();
        Section line = Section.of(at, text.length, parse(text, at, path));
        int last = sections.size() - 1;
        if (last >= 0 && sections.get(last).task() == line.task()) {
          sections.set(last, sections.get(last).with(line));
        } else {
          sections.add(line);
        }
        at += text.length;
      }
    }
    return sections;
  }

  /**
   * Reads one split.
   *
   * @param source stands at the beginning of the file; closed afterwards
   * @param path where it is, for messages
   * @throws UnreadableFileException if the section does not contain this split
   */
  public static Split read(InputStream source, Section section, String path) throws IOException {
    byte[] text;
    try (InputStream in = source) {
      in.skipNBytes(section.at());
      text = in.readNBytes(section.length());
    }
    List<PlannedRange> ranges = new ArrayList<>();
    Map<String, Long> offsetsOfTopics = new HashMap<>();
    try (LineReader lines = new LineReader(new ByteArrayInputStream(text))) {
      while (!lines.isAtEnd()) {
        Line line = parse(lines.next(), section.at(), path);
        if (line.task() == section.task()) {
          ranges.add(line.planned());
        }
        line.offsetsOfTopic()
            .ifPresent(all -> offsetsOfTopics.put(line.range().partition().topic(), all));
      }
    }
    if (ranges.size() != section.ranges()) {
      throw new UnreadableFileException(
          String.format(
              Locale.ROOT,
              "%s has %d instead of %d ranges of task %d at byte %d",
              path,
              ranges.size(),
              section.ranges(),
              section.task(),
              section.at()));
    }
    return new Split(section.task(), ranges, offsetsOfTopics);
  }

  private static Line parse(byte[] line, long from, String path) throws IOException {
    try {
      return LINE.fromBytes(line);
    } catch (InvalidValueException e) {
      throw new UnreadableFileException(
          String.format(
              Locale.ROOT, "%s cannot be read from byte %d on: %s", path, from, e.getMessage()));
    }
  }
}
