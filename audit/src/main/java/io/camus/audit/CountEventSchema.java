package io.camus.audit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/** The Avro schema of a {@link CountEvent}, from {@code TrackingMonitoringEvent.avsc}. */
public final class CountEventSchema {
  static final Schema SCHEMA = load();
  static final Schema HEADER = SCHEMA.getField("header").schema();
  static final Schema GUID = HEADER.getField("guid").schema();

  /** The CRC-64-AVRO fingerprint of the schema's parsing canonical form. */
  static final long FINGERPRINT = SchemaNormalization.parsingFingerprint64(SCHEMA);

  /** First byte of Avro's single-object encoding. */
  static final byte SINGLE_OBJECT_0 = (byte) 0xC3;

  /** Second byte of Avro's single-object encoding. */
  static final byte SINGLE_OBJECT_1 = 0x01;

  /** First byte of the registry wire format. */
  static final byte REGISTRY_MAGIC = 0x00;

  private CountEventSchema() {}

  /** The schema, to register it. */
  public static Schema schema() {
    return SCHEMA;
  }

  private static Schema load() {
    try (InputStream in =
        CountEventSchema.class.getResourceAsStream("TrackingMonitoringEvent.avsc")) {
      return new Schema.Parser().parse(in);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read TrackingMonitoringEvent.avsc", e);
    }
  }
}
