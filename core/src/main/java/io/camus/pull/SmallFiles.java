package io.camus.pull;

import io.camus.count.CountAggregate;
import io.camus.count.CountsFile;
import io.camus.count.TopicCounts;
import io.camus.model.OffsetRange;
import io.camus.model.PulledGroup;
import io.camus.model.PulledRange;
import io.camus.staging.AttemptFiles;
import io.camus.wire.Codec;
import io.camus.wire.Codecs;
import io.camus.wire.ObjectCodec;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.Uuid;

/**
 * The small files of a task that go to the history for people: {@code offsets-00003.json}, {@code
 * counts-00003.json} if records are counted, {@code rejected-00003.json} if any were rejected. The
 * first one has one line per topic-partition:
 *
 * <pre>
 * {"partition":"clicks-0","generation":0,"from":100,"to":200}
 * </pre>
 *
 * <p>They are informational; the commit log is authoritative.
 */
final class SmallFiles {
  private SmallFiles() {}

  private static final Codec<OffsetRange> OFFSETS = offsets();

  /** Topic ids are left out. */
  private static Codec<OffsetRange> offsets() {
    var object = ObjectCodec.<OffsetRange>tolerant();
    var partition = object.required("partition", Codecs.PARTITION, OffsetRange::partition);
    var generation = object.required("generation", Codecs.INT, OffsetRange::generation);
    var from = object.required("from", Codecs.LONG, OffsetRange::from);
    var to = object.required("to", Codecs.LONG, OffsetRange::to);
    return object.of(
        fields ->
            new OffsetRange(
                fields.get(partition),
                Uuid.ZERO_UUID,
                fields.get(generation),
                fields.get(from),
                fields.get(to)));
  }

  /** Writes the counts, one line per topic. */
  static void writeCounts(
      AttemptFiles files,
      String task,
      List<PulledGroup> groups,
      TopicCounts.Span pulled,
      Duration window)
      throws IOException {
    CountAggregate counts = new CountAggregate();
    groups.forEach(group -> counts.add(TopicCounts.of(group, window, pulled)));
    try (OutputStream out =
        new BufferedOutputStream(files.createSmall("counts-" + task + ".json"))) {
      CountsFile.write(out, counts.topics());
    }
  }

  /** Writes what was pulled, one line per topic-partition. */
  static void writeOffsets(AttemptFiles files, String task, List<PulledGroup> groups)
      throws IOException {
    try (OutputStream out =
        new BufferedOutputStream(files.createSmall("offsets-" + task + ".json"))) {
      for (PulledGroup group : groups) {
        for (PulledRange pulledRange : group.ranges()) {
          out.write(OFFSETS.toBytes(pulledRange.range()));
          out.write('\n');
        }
      }
    }
  }

  /** Writes the samples of rejected records, if there are any. */
  static void writeRejected(AttemptFiles files, String task, List<RejectedSample> rejected)
      throws IOException {
    if (rejected.isEmpty()) {
      return;
    }
    try (OutputStream out =
        new BufferedOutputStream(files.createSmall(RejectedSample.fileName(task)))) {
      RejectedSample.write(out, rejected);
    }
  }
}
