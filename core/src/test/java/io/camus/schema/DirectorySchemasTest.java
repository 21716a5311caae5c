package io.camus.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.model.SchemaUnavailableException;
import io.camus.spi.Content;
import io.camus.spi.Receipt;
import io.camus.spi.SchemaId;
import io.camus.spi.Staged;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DirectorySchemasTest {
  private static final Schema STRING = Schema.create(Schema.Type.STRING);
  private static final Schema LONG = Schema.create(Schema.Type.LONG);

  private final Files files = new Files();
  private final DirectorySchemas schemas = new DirectorySchemas(files, new StorePath("/schemas"));

  @Test
  void topicsOwnSchemaWins() {
    files.texts.put("/schemas/17.avsc", "\"string\"");
    files.texts.put("/schemas/clicks/17.avsc", "\"long\"");

    assertThat(schemas.schema("clicks", 17)).contains(LONG);
    assertThat(schemas.schema("views", 17)).contains(STRING);
  }

  @Test
  void aByteOrderMarkIsNoPartOfASchema() {
    files.texts.put("/schemas/17.avsc", "\ufeff\"string\"");

    assertThat(schemas.schema("views", 17)).contains(STRING);
  }

  @Test
  void everyFileIsReadOnceAndOnlyWhenAskedFor() {
    files.texts.put("/schemas/17.avsc", "\"string\"");
    files.texts.put("/schemas/18.avsc", "broken");

    schemas.schema("clicks", 17);
    schemas.schema("clicks", 17);

    assertThat(files.calls)
        .containsExactly("list /schemas/clicks", "list /schemas", "open /schemas/17.avsc");
  }

  @Test
  void fingerprintsAreThoseOfTheFiles() {
    files.texts.put("/schemas/17.avsc", "\"string\"");
    String string =
        String.format(Locale.ROOT, "%016x", SchemaNormalization.parsingFingerprint64(STRING));

    assertThat(schemas.schema("clicks", new SchemaId(SchemaId.Kind.FINGERPRINT, string)))
        .contains(STRING);
    SchemaId other = new SchemaId(SchemaId.Kind.FINGERPRINT, "0000000000000000");
    assertThat(schemas.schema("clicks", other)).isEmpty();
    assertThat(schemas.whyMissing("clicks", other))
        .isEqualTo("schema fingerprint 0000000000000000 is not in the registry");
  }

  @Test
  void missingIdNamesBothFiles() {
    files.texts.put("/schemas/017.avsc", "\"string\"");
    files.texts.put("/schemas/readme.avsc", "none");

    assertThat(schemas.schema("clicks", 17)).isEmpty();
    assertThat(schemas.whyMissing("clicks", 17))
        .isEqualTo("schema id 17: neither /schemas/clicks/17.avsc nor /schemas/17.avsc exists");
  }

  @ParameterizedTest
  @MethodSource("io.camus.schema.PoisonSchemas#texts")
  void aFileThatIsNotAnAvroSchemaIsMissingAndNamed(String text) {
    files.texts.put("/schemas/clicks/17.avsc", text);
    files.texts.put("/schemas/18.avsc", "\"string\"");

    assertThat(schemas.schema("clicks", 17)).isEmpty();
    assertThat(schemas.whyMissing("clicks", 17))
        .startsWith("schema id 17 cannot be used: /schemas/clicks/17.avsc is not an Avro schema")
        .hasSizeLessThan(250);
    assertThat(schemas.register("clicks", STRING)).contains(18);
  }

  @Test
  void aTypeThatIsOnlyNamedIsToldAsSuch() {
    files.texts.put("/schemas/17.avsc", "\"com.example.Address\"");

    assertThat(schemas.whyMissing("clicks", 17))
        .isEqualTo(
            "schema id 17 cannot be used: /schemas/17.avsc is not an Avro schema, correct the file:"
                + " Avro cannot parse it: it names a type instead of defining one");
  }

  @Test
  void unreadableDirectoryIsNamed() {
    files.failing = true;

    assertThatThrownBy(() -> schemas.schema("clicks", 17))
        .isInstanceOf(SchemaUnavailableException.class)
        .hasMessageContaining("cannot read the schema directory /schemas/clicks");
  }

  @Test
  void equalSchemaGivesItsId() {
    files.texts.put("/schemas/9.avsc", "\"string\"");
    files.texts.put("/schemas/10.avsc", "\"string\"");
    files.texts.put("/schemas/clicks/11.avsc", "\"string\"");

    assertThat(schemas.register("clicks", STRING)).contains(11);
    assertThat(schemas.register("views", STRING)).contains(9);
    assertThat(schemas.register("views", LONG)).isEmpty();
  }

  /** A store that only reads. */
  private static final class Files implements Store {
    private final Map<String, String> texts = new TreeMap<>();
    private final List<String> calls = new ArrayList<>();
    private boolean failing;

    @Override
    public List<String> names(StorePath directory) throws IOException {
      calls.add("list " + directory);
      if (failing) {
        throw new IOException("no answer");
      }
      return texts.keySet().stream()
          .map(StorePath::new)
          .filter(path -> path.parent().equals(directory))
          .map(StorePath::name)
          .toList();
    }

    @Override
    public InputStream open(StorePath file) {
      calls.add("open " + file);
      return new ByteArrayInputStream(texts.get(file.value()).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void putIfAbsent(StorePath path, Content content) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void sweep(StorePath directory, Instant before) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Staged stage(StorePath name, StorePath scratch) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void publish(Receipt receipt) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Waiting> look(Receipt receipt) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void discard(Receipt receipt) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Entry> stat(StorePath path) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<Entry> list(StorePath path, String after) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void delete(StorePath path) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void deleteAll(StorePath path) {
      throw new UnsupportedOperationException();
    }
  }
}
