package io.camus.convert;

import static java.util.Objects.requireNonNull;

import io.camus.reading.AcceptedSchemas;
import io.camus.spi.DatumType;
import io.camus.spi.Decoded;
import io.camus.spi.Decoded.Datum;
import io.camus.spi.Decoder;
import io.camus.spi.SourceRecord;
import java.util.List;
import java.util.Optional;

/** A decoder that stops at data with a schema that the topic must not have. */
public final class SchemaGuard implements Decoder {
  private final Decoder decoder;
  private final AcceptedSchemas accepted;
  private DatumType latest;

  /**
   * @param decoder returns Avro binary
   */
  public SchemaGuard(Decoder decoder, AcceptedSchemas accepted) {
    this.decoder = requireNonNull(decoder);
    this.accepted = requireNonNull(accepted);
  }

  /**
   * @throws io.camus.model.IncompatibleSchemaException if the record must not be added
   */
  @Override
  public Decoded decode(SourceRecord record) {
    Decoded decoded = decoder.decode(record);
    if (decoded instanceof Datum datum && datum.type != latest) {
      datum.type.schema().ifPresent(accepted::require);
      latest = datum.type;
    }
    return decoded;
  }

  @Override
  public List<String> eventTimeFields() {
    return decoder.eventTimeFields();
  }

  @Override
  public Optional<String> hint(SourceRecord record, Decoded.Rejected rejected) {
    return decoder.hint(record, rejected);
  }
}
