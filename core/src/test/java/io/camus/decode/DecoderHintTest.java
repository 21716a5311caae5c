package io.camus.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.camus.model.RejectionCause;
import io.camus.spi.Decoded;
import io.camus.spi.SourceRecord;
import java.util.HexFormat;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecoderHintTest {
  private static final String KEY = ": set camus.message.decoder.class.clicks=";

  private static String hint(String own, byte[] value, RejectionCause cause) {
    SourceRecord record =
        new SourceRecord()
            .set("clicks", 0, 1, 2, null, java.nio.ByteBuffer.wrap(value), new RecordHeaders());
    return DecoderHint.of(own, record, new Decoded.Rejected(cause, "bad")).orElse("");
  }

  private static String hint(String own, String value) {
    return hint(own, value.getBytes(UTF_8), RejectionCause.MALFORMED);
  }

  @Test
  void jsonAndTextAreToldApart() {
    assertThat(hint("avro", " {\"a\":1}"))
        .isEqualTo("starts with 0x7b, looks like JSON" + KEY + "json");
    assertThat(hint("json", "{\"a\":1")).as("it is the decoder already").isEmpty();
    assertThat(hint("avro", "héllo\tworld")).isEqualTo("looks like text" + KEY + "text");
    assertThat(hint("json", "é".repeat(300))).as("cut at byte 256").contains("looks like text");
    assertThat(hint("json", "x" + "é".repeat(300))).contains("looks like text");
    assertThat(hint("avro", "a\u0001b")).isEmpty();
    assertThat(hint("avro", "")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "json, 000000001102, 'looks like Confluent''s wire format, schema id 17', avro",
    "text, 1f8b0800, 'starts with a gzip header: compressed by the producer', bytes",
    "avro, 28b52ffd00, 'starts with a Zstandard header: compressed by the producer', bytes",
    "avro, 4f626a0104, looks like a whole Avro file, bytes",
    "avro, aced000573, looks like a serialized Java object, bytes",
    "text, fffe6100, looks like text in UTF-16, bytes",
  })
  void formatsAreKnownByTheirFirstBytes(String own, String hex, String words, String decoder) {
    assertThat(hint(own, HexFormat.of().parseHex(hex), RejectionCause.MALFORMED))
        .isEqualTo(words + KEY + decoder);
  }

  @Test
  void otherCausesHaveTheirOwnRemedies() {
    byte[] value = HexFormat.of().parseHex("000000001102");
    assertThat(hint("avro", value, RejectionCause.MALFORMED)).isEmpty();
    assertThat(hint("avro", value, RejectionCause.SCHEMA_NOT_FOUND))
        .contains("register the schema", "etl.schema.registry.url");
    assertThat(hint("avro", value, RejectionCause.NULL_VALUE))
        .isEqualTo("camus.message.null.value.clicks=skip drops null values");
  }
}
