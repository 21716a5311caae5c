package io.camus.plugin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Properties;
import org.apache.avro.Schema;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plug-ins in {@code examples/plug-ins} keep the contracts of their kinds. */
class ExamplePlugInsTest {

  @Test
  void theGuideShowsThePartitionerAsItIs() throws IOException {
    assertThat(Files.readString(Path.of("..", "docs", "guide", "plug-ins.md")))
        .contains(
            "```java\n" + Files.readString(ExamplePlugIns.SOURCES.resolve("Weeks.java")) + "```");
  }

  @Test
  void theServicesAreAllProviders() throws IOException {
    List<String> names =
        Files.readAllLines(
            ExamplePlugIns.SOURCES.resolve("META-INF/services/io.camus.config.Provider"));
    assertThat(names)
        .containsExactly(
            "com.example.Weeks",
            "com.example.Pairs",
            "com.example.HeaderTime",
            "com.example.Frames",
            "com.example.ListedSchemas");
  }

  @Nested
  class Weeks extends PartitionerContractTest {
    @Override
    protected PartitionerProvider provider() {
      return ExamplePlugIns.create(PartitionerProvider.class, "Weeks");
    }
  }

  @Nested
  class WeeksOfAZoneWithClockChanges extends PartitionerContractTest {
    @Override
    protected PartitionerProvider provider() {
      return ExamplePlugIns.create(PartitionerProvider.class, "Weeks");
    }

    @Override
    protected ZoneId zone() {
      return ZoneId.of("America/Sao_Paulo");
    }

    @Override
    protected Map<String, String> settings() {
      return Map.of("etl.default.timezone", zone().getId());
    }
  }

  @Nested
  class Pairs extends DecoderContractTest {
    @Override
    protected DecoderProvider provider() {
      return ExamplePlugIns.create(DecoderProvider.class, "Pairs");
    }

    @Override
    protected List<byte[]> goodValues() {
      return List.of(
          "page=/home&user=7".getBytes(UTF_8),
          "=".getBytes(UTF_8),
          "empty=&\u00e4=\u20ac=\n".getBytes(UTF_8));
    }
  }

  @Nested
  class HeaderTime extends EventTimeContractTest {
    @Override
    protected EventTimeProvider provider() {
      return ExamplePlugIns.create(EventTimeProvider.class, "HeaderTime");
    }

    private Example example(byte[] header, OptionalLong millis) {
      RecordHeaders headers = new RecordHeaders();
      headers.add("other", new byte[] {1}).add("event-time", header);
      return new Example(record(headers), datum(new byte[] {'v'}), millis);
    }

    @Override
    protected List<Example> examples() {
      return List.of(
          example("1795356785000".getBytes(UTF_8), OptionalLong.of(1_795_356_785_000L)),
          example("-5".getBytes(UTF_8), OptionalLong.of(-5)),
          example("yesterday".getBytes(UTF_8), OptionalLong.empty()),
          example(null, OptionalLong.empty()),
          new Example(record(new RecordHeaders()), datum(new byte[] {'v'}), OptionalLong.empty()));
    }
  }

  @Nested
  class Frames extends FileFormatContractTest {
    @Override
    protected FileFormatProvider provider() {
      return ExamplePlugIns.create(FileFormatProvider.class, "Frames");
    }
  }

  @Nested
  class ListedSchemas extends SchemaRegistryProviderContractTest {
    @TempDir private Path folder;
    private final Properties schemas = new Properties();

    @BeforeEach
    void makeFile() throws IOException {
      write();
    }

    private void write() throws IOException {
      try (Writer writer = Files.newBufferedWriter(file())) {
        schemas.store(writer, null);
      }
    }

    private Path file() {
      return folder.resolve("schemas.properties");
    }

    @Override
    protected SchemaRegistryProvider provider() {
      return ExamplePlugIns.create(SchemaRegistryProvider.class, "ListedSchemas");
    }

    @Override
    protected Map<String, String> settings() {
      return Map.of("etl.schema.registry.url", folder.toString());
    }

    @Override
    protected int produce(String topic, Schema schema) throws IOException {
      try (Reader reader = Files.newBufferedReader(file())) {
        schemas.load(reader);
      }
      for (String id : schemas.stringPropertyNames()) {
        if (schemas.getProperty(id).equals(schema.toString())) {
          return Integer.parseInt(id);
        }
      }
      int id = schemas.size() + 1;
      schemas.setProperty(Integer.toString(id), schema.toString());
      write();
      return id;
    }
  }
}
