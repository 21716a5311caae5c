package io.camus.decode;

import io.camus.spi.Decoded;
import io.camus.spi.Decoded.Datum;
import io.camus.spi.SourceRecord;
import java.util.List;
import java.util.Locale;
import org.apache.avro.Schema;

/**
 * Extracts event time, server and service from records that a decoder has converted to Avro. Not
 * thread-safe.
 */
public final class AvroFacts {
  private final RecordFacts facts;

  public AvroFacts(EventTimeRule time, AuditFields audit) {
    facts = new RecordFacts(time, audit);
  }

  /** The candidates of the event time, in the order of a datum's sources. */
  public List<String> eventTimeFields() {
    return facts.eventTimeFields();
  }

  /**
   * Prepares to read data of a schema; keep it as long as the schema.
   *
   * @throws StackOverflowError if the schema is nested too deeply
   */
  public OfSchema of(Schema schema) {
    return new OfSchema(
        new AvroWalker(AvroCompiler.compile(schema, facts.tree()), facts.captures()));
  }

  /** Extracts the facts from data of one schema. */
  public final class OfSchema {
    private final AvroWalker walker;

    private OfSchema(AvroWalker walker) {
      this.walker = walker;
    }

    /**
     * Sets the facts of a datum.
     *
     * @param datum has its bytes already
     * @return the datum, or why the record is rejected
     */
    public Decoded complete(Datum datum, SourceRecord record) {
      return walker.walk(datum.bytes, datum.offset, datum.offset + datum.length)
          ? facts.complete(datum, record)
          : Decoded.Rejected.malformed(
              String.format(Locale.ROOT, "byte %d as Avro: %s", walker.position(), walker.fault()));
    }
  }
}
