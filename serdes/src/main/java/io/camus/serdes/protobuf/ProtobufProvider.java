package io.camus.serdes.protobuf;

import io.camus.config.KeyGroup;
import io.camus.decode.AuditFields;
import io.camus.decode.AvroFacts;
import io.camus.decode.EventTimeRule;
import io.camus.plugin.DecoderProvider;
import io.camus.plugin.Form;
import io.camus.serdes.RegistryIds;
import io.camus.spi.Decoder;

/** {@code camus.message.decoder.class=protobuf}. */
public final class ProtobufProvider implements DecoderProvider {
  @Override
  public String name() {
    return "protobuf";
  }

  @Override
  public KeyGroup keys() {
    return ProtobufSettings.KEYS;
  }

  @Override
  public Form form() {
    return Form.AVRO;
  }

  @Override
  public Decoder decoder(Context context) {
    return new ProtobufDecoder(
        RegistryIds.registry(context, "Protobuf"),
        RecordMessage.of(RegistryIds.where(context), RegistryIds.part(context)),
        new ShapeCompiler(
            context.topic().value(ProtobufSettings.TIMESTAMPS),
            context.topic().value(ProtobufSettings.UNKNOWN_FIELDS)),
        new AvroFacts(EventTimeRule.of(context.topic()), AuditFields.of(context.topic())));
  }
}
