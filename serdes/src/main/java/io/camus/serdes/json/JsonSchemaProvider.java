package io.camus.serdes.json;

import io.camus.decode.AuditFields;
import io.camus.decode.EventTimeRule;
import io.camus.decode.JsonDecoder;
import io.camus.plugin.DecoderProvider;
import io.camus.plugin.Form;
import io.camus.serdes.RegistryIds;
import io.camus.spi.Decoder;

/** {@code camus.message.decoder.class=json-schema}. */
public final class JsonSchemaProvider implements DecoderProvider {
  @Override
  public String name() {
    return "json-schema";
  }

  @Override
  public Form form() {
    return Form.JSON;
  }

  @Override
  public Decoder decoder(Context context) {
    return new JsonSchemaDecoder(
        RegistryIds.registry(context, "JSON Schema"),
        RegistryIds.ids(context),
        new JsonDecoder(
            context.delimiter(),
            EventTimeRule.of(context.topic()),
            AuditFields.of(context.topic())));
  }
}
