package io.camus.decode;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.camus.plugin.DecoderContractTest;
import io.camus.plugin.DecoderProvider;
import io.camus.spi.SchemaRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Nested;

/** The built-in decoders keep the contract. */
class BuiltInDecodersTest {

  @Nested
  class Avro extends DecoderContractTest {
    private static final Map<Integer, Schema> SCHEMAS =
        Map.of(
            1, new RandomAvro(1).event(),
            2, new RandomAvro(2).event(),
            3, new RandomAvro(3).schema());

    @Override
    protected DecoderProvider provider() {
      return new BuiltInDecoders.Avro();
    }

    @Override
    protected Optional<SchemaRegistry> registry() {
      return Optional.of(new Listed(SCHEMAS));
    }

    @Override
    protected List<byte[]> goodValues() {
      List<byte[]> values = new ArrayList<>();
      SCHEMAS.forEach(
          (id, schema) -> {
            for (long seed = 0; seed < 5; seed++) {
              RandomAvro random = new RandomAvro(seed);
              values.add(Records.wire(id, random.encode(schema, random.datum(schema))));
            }
          });
      return values;
    }
  }

  /** A registry of a few schemas. */
  private record Listed(Map<Integer, Schema> schemas) implements SchemaRegistry {
    @Override
    public Optional<Schema> schema(String topic, int id) {
      return Optional.ofNullable(schemas.get(id));
    }

    @Override
    public Optional<Integer> register(String topic, Schema schema) {
      return Optional.empty();
    }
  }

  @Nested
  class Json extends DecoderContractTest {
    @Override
    protected DecoderProvider provider() {
      return new BuiltInDecoders.Json();
    }

    @Override
    protected List<byte[]> goodValues() {
      return List.of(
          "{}".getBytes(UTF_8),
          "{\"header\":{\"time\":1795356785000,\"server\":\"web1\"}}".getBytes(UTF_8),
          " {\n \"a\": [1, 2.5e3, \"\\u00e4\\n\u20ac\", null, {\"b\": true}]\r\n} "
              .getBytes(UTF_8));
    }
  }

  /** With times of all kinds in several fields, and servers that are told apart. */
  @Nested
  class JsonWithFields extends DecoderContractTest {
    @Override
    protected DecoderProvider provider() {
      return new BuiltInDecoders.Json();
    }

    @Override
    protected Map<String, String> settings() {
      return Map.of(
          "camus.message.timestamp.field",
          "at,header.time",
          "camus.message.timestamp.format",
          "auto",
          "etl.keep.count.files",
          "true",
          "etl.counts.path",
          "/counts");
    }

    @Override
    protected List<byte[]> goodValues() {
      return List.of(
          "{\"at\":\"2026-11-22T14:00:00Z\"}".getBytes(UTF_8),
          "{\"at\":17,\"header\":{\"time\":\"1795356785\"}}".getBytes(UTF_8),
          "{\"header\":{\"time\":1795356785000,\"server\":\"web1\",\"service\":\"shop\"}}"
              .getBytes(UTF_8));
    }
  }

  @Nested
  class Text extends DecoderContractTest {
    @Override
    protected DecoderProvider provider() {
      return new BuiltInDecoders.Text();
    }

    @Override
    protected List<byte[]> goodValues() {
      return List.of(
          new byte[0],
          "a line".getBytes(UTF_8),
          "\u00e4\u20ac\ud83d\ude00".getBytes(UTF_8),
          "two\nlines\r\n\\".getBytes(UTF_8));
    }
  }

  @Nested
  class TrimmedText extends Text {
    @Override
    protected Map<String, String> settings() {
      return Map.of("camus.message.text.line.breaks", "trim");
    }
  }

  @Nested
  class Bytes extends DecoderContractTest {
    @Override
    protected DecoderProvider provider() {
      return new BuiltInDecoders.Bytes();
    }

    @Override
    protected List<byte[]> goodValues() {
      return List.of(new byte[0], new byte[] {0, -1, 7}, new byte[100_000]);
    }
  }
}
