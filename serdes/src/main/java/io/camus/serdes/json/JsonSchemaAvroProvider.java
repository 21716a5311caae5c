package io.camus.serdes.json;

import io.camus.decode.AuditFields;
import io.camus.decode.AvroFacts;
import io.camus.decode.EventTimeRule;
import io.camus.plugin.DecoderProvider;
import io.camus.plugin.Form;
import io.camus.serdes.RegistryIds;
import io.camus.spi.Decoder;

/** {@code camus.message.decoder.class=json-schema-avro}. */
public final class JsonSchemaAvroProvider implements DecoderProvider {
  @Override
  public String name() {
    return "json-schema-avro";
  }

  @Override
  public Form form() {
    return Form.AVRO;
  }

  @Override
  public Decoder decoder(Context context) {
    return new JsonSchemaAvroDecoder(
        RegistryIds.registry(context, "JSON Schema"),
        RegistryIds.ids(context),
        new AvroFacts(EventTimeRule.of(context.topic()), AuditFields.of(context.topic())));
  }
}
