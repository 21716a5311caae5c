package io.camus.reading;

import static java.util.Objects.requireNonNull;

import io.camus.model.DataFile;
import io.camus.model.RunId;
import java.util.Comparator;
import org.apache.avro.Schema;

/**
 * A schema that committed files of a topic have.
 *
 * @param schema of the files
 * @param files how many files have it
 * @param records how many records are in them
 * @param record the commit record of the first one
 * @param run the run that pulled the first one
 * @param firstEventMillis the first event time in that file, in milliseconds since the epoch
 * @param example where that file is
 */
public record SeenSchema(
    Schema schema,
    long files,
    long records,
    long record,
    RunId run,
    long firstEventMillis,
    String example) {
  /** The oldest one first; event time decides within a commit record, as after a backlog. */
  static final Comparator<SeenSchema> BY_AGE =
      Comparator.comparingLong(SeenSchema::record).thenComparingLong(SeenSchema::firstEventMillis);

  public SeenSchema {
    requireNonNull(schema, "schema");
    requireNonNull(run, "run");
    requireNonNull(example, "example");
  }

  static SeenSchema of(Schema schema, DataFile file, long record, RunId run) {
    return new SeenSchema(
        schema, 1, file.records(), record, run, file.firstEventMillis(), file.destination());
  }

  /** Together with further files. */
  SeenSchema plus(SeenSchema other) {
    SeenSchema first = BY_AGE.compare(other, this) < 0 ? other : this;
    return new SeenSchema(
        schema,
        files + other.files,
        records + other.records,
        first.record,
        first.run,
        first.firstEventMillis,
        first.example);
  }
}
