package io.camus.reading;

import io.camus.commit.LiveFile;
import io.camus.model.DataFile;
import io.camus.model.DataFile.Part;
import io.camus.model.OffsetRange;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/** Files of a topic as a commit log might have them. */
final class Written {
  private Written() {}

  /** A file that a commit record holds. */
  static LiveFile file(String destination, long record, long firstEventMillis) {
    OffsetRange range =
        new OffsetRange(new TopicPartition("clicks", 0), new Uuid(1, 1), 0, record, record + 1);
    return new LiveFile(
        new DataFile(
            DataFile.Kind.DATA,
            destination + ".staged",
            destination,
            List.of(new Part(range, 1)),
            1,
            firstEventMillis,
            firstEventMillis,
            "crc32c:00000000",
            "sum64:0000000000000000"),
        record,
        true);
  }

  /** A topic whose files have these schemas, the oldest one first, in a file each. */
  static TopicSchemas schemas(Schema... schemas) {
    List<WriterSchema> writers = new ArrayList<>();
    for (Schema schema : schemas) {
      int number = writers.size() + 1;
      writers.add(new WriterSchema(schema, 1, file("/d/clicks/" + number + ".avro", number, 0)));
    }
    return new TopicSchemas("clicks", writers, List.of(), List.of());
  }
}
