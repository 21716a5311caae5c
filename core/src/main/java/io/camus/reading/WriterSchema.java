package io.camus.reading;

import static java.util.Objects.requireNonNull;

import io.camus.commit.LiveFile;
import java.util.Comparator;
import org.apache.avro.Schema;

/**
 * A schema that data files of a topic were written with.
 *
 * @param schema as the newest of its files has it
 * @param files how many files have it
 * @param first the first file that has it
 */
public record WriterSchema(Schema schema, long files, LiveFile first) {
  /**
   * The oldest one first: by the commit record of its first file. A record may bring several
   * schemas, as after a backlog; then the event time of the first file decides.
   */
  static final Comparator<WriterSchema> BY_AGE =
      Comparator.comparingLong((WriterSchema it) -> it.first().record())
          .thenComparingLong(it -> it.first().file().firstEventMillis());

  public WriterSchema {
    requireNonNull(schema, "schema");
    requireNonNull(first, "first");
  }

  /** The same schema in a further file, which was committed later or together with the first. */
  WriterSchema with(Schema again, LiveFile file) {
    boolean earlier =
        file.record() == first.record()
            && file.file().firstEventMillis() < first.file().firstEventMillis();
    return new WriterSchema(again, files + 1, earlier ? file : first);
  }

  /** Where the first file is. */
  public String example() {
    return first.file().destination();
  }
}
