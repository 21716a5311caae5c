package io.camus.run;

import io.camus.commit.Json;
import io.camus.model.PlannedRange;
import io.camus.model.Split;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
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

  private record Line(
      int task, String partition, String topicId, int generation, long from, long to, long bytes) {}

  static void write(Store store, StorePath path, List<Split> splits) throws IOException {
    try (BufferedWriter out =
        new BufferedWriter(
            new OutputStreamWriter(store.create(path), StandardCharsets.UTF_8), 1 << 16)) {
      for (Split split : splits) {
        for (PlannedRange planned : split.ranges()) {
          var range = planned.range();
          out.write(
              Json.mapper()
                  .writeValueAsString(
                      new Line(
                          split.task(),
                          range.partition().toString(),
                          range.topicId().toString(),
                          range.generation(),
                          range.from(),
                          range.to(),
                          planned.estimatedBytes())));
          out.write('\n');
        }
      }
    }
  }
}
