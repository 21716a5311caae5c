package io.camus.run;

import io.camus.model.OffsetRange;
import io.camus.model.PlannedRange;
import io.camus.model.Split;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import io.camus.wire.Codec;
import io.camus.wire.Codecs;
import io.camus.wire.ObjectCodec;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * The plan as it is kept: one JSON line a range, with its task.
 *
 * <pre>
 * {"task":3,"partition":"clicks-0","topicId":"...","generation":0,"from":100,"to":200,"bytes":51200}
 * </pre>
 */
final class PlanFile {
  private PlanFile() {}

  private record Line(int task, PlannedRange planned) {
    OffsetRange range() {
      return planned.range();
    }
  }

  private static final Codec<Line> LINE = line();

  private static Codec<Line> line() {
    var object = ObjectCodec.<Line>tolerant();
    var task = object.required("task", Codecs.INT, Line::task);
    var partition = object.required("partition", Codecs.PARTITION, it -> it.range().partition());
    var topicId = object.required("topicId", Codecs.TOPIC_ID, it -> it.range().topicId());
    var generation = object.required("generation", Codecs.INT, it -> it.range().generation());
    var from = object.required("from", Codecs.LONG, it -> it.range().from());
    var to = object.required("to", Codecs.LONG, it -> it.range().to());
    var bytes = object.required("bytes", Codecs.LONG, it -> it.planned().estimatedBytes());
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
                    fields.get(bytes))));
  }

  static void write(Store store, StorePath path, List<Split> splits) throws IOException {
    store.putIfAbsent(
        path,
        file -> {
          OutputStream out = new BufferedOutputStream(file, 1 << 16);
          for (Split split : splits) {
            for (PlannedRange planned : split.ranges()) {
              out.write(LINE.toBytes(new Line(split.task(), planned)));
              out.write('\n');
            }
          }
          out.flush();
        });
  }
}
