package io.camus.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.model.SchemaUnavailableException;
import io.camus.spi.RegisteredText;
import io.camus.spi.SchemaId;
import io.camus.spi.SchemaRegistry.Ids;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import io.camus.store.MemoryStore;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KeptSchemasTest {
  private static final Instant NOW = Instant.parse("2026-11-22T14:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final Schema CLICK =
      SchemaBuilder.record("Click").namespace("x").fields().requiredLong("time").endRecord();
  private static final Schema VIEW =
      SchemaBuilder.record("View").namespace("x").fields().requiredLong("time").endRecord();
  private static final StorePath FILE = new StorePath("/base/schemas/r/0.schema");

  private final MemoryStore store = new MemoryStore(CLOCK);
  private final ListedSchemas registry = new ListedSchemas(Ids.SHARED);

  private KeptSchemas process(ListedSchemas source, Store files, Clock clock) {
    return new KeptSchemas(source, files, new StorePath("/base/schemas/r"), clock);
  }

  private KeptSchemas process() {
    return process(registry, store, CLOCK);
  }

  @Test
  void schemaThatWasSeenNeedsTheRegistryNoMore() {
    registry.register("clicks", CLICK);
    assertThat(process().schema("clicks", 0)).contains(CLICK);
    registry.goDown();

    assertThat(process().schema("clicks", 0)).contains(CLICK);
    assertThat(process().schema("views", 0)).contains(CLICK);
    assertThat(store.files().keySet()).containsExactly(FILE);
    assertThatThrownBy(() -> process().schema("clicks", 1))
        .isInstanceOf(SchemaUnavailableException.class);
  }

  @Test
  void aTextThatWasSeenNeedsTheRegistryNoMore() {
    registry.register("clicks", CLICK);
    Optional<RegisteredText> text = process().text("clicks", SchemaId.of(0));
    assertThat(text).contains(new RegisteredText(RegisteredText.AVRO, CLICK.toString(), Map.of()));
    registry.goDown();

    assertThat(process().text("clicks", SchemaId.of(0))).isEqualTo(text);
    assertThatThrownBy(() -> process().text("clicks", SchemaId.of(1)))
        .isInstanceOf(SchemaUnavailableException.class);
  }

  @Test
  void aLineHoldsATextWithItsReferencesInOrder() {
    Map<String, String> references = new LinkedHashMap<>();
    references.put("z.proto", "message Z {}\n");
    references.put("a.proto", "");
    RegisteredText text =
        new RegisteredText(RegisteredText.PROTOBUF, "a \"quoted\"\n\u00fc", references);

    assertThat(TextLine.of(text))
        .isEqualTo(
            "{\"type\":\"PROTOBUF\",\"text\":\"a \\\"quoted\\\"\\n\u00fc\",\"references\":["
                + "{\"name\":\"z.proto\",\"text\":\"message Z {}\\n\"},"
                + "{\"name\":\"a.proto\",\"text\":\"\"}]}");
    RegisteredText read = TextLine.read(TextLine.of(text)).orElseThrow();
    assertThat(read).isEqualTo(text);
    assertThat(read.references().keySet()).containsExactly("z.proto", "a.proto");
    assertThat(TextLine.read("{\"type\":\"PROTOBUF\"}")).isEmpty();
    assertThat(TextLine.read("no JSON")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("io.camus.schema.PoisonSchemas#texts")
  void aKeptTextThatIsNotASchemaIsAskedForAgain(String text) {
    registry.register("clicks", CLICK);
    new SealedTexts(store, CLOCK).write(FILE, "schema 0", text);

    assertThat(process().schema("clicks", 0)).contains(CLICK);
    registry.goDown();
    assertThat(process().schema("clicks", 0)).contains(CLICK);
  }

  @Test
  void aSchemaThatCannotBeWrittenIsNotKept() {
    registry.register("clicks", PoisonSchemas.tooDeep());

    assertThat(process().schema("clicks", 0)).isPresent();
    assertThat(store.files()).isEmpty();
  }

  @Test
  void idsOfATopicAreKeptByTopic() {
    ListedSchemas perTopic = new ListedSchemas(Ids.PER_TOPIC);
    perTopic.register("clicks", CLICK);
    process(perTopic, store, CLOCK).schema("clicks", 0);
    perTopic.goDown();

    assertThat(process(perTopic, store, CLOCK).schema("clicks", 0)).contains(CLICK);
    assertThatThrownBy(() -> process(perTopic, store, CLOCK).schema("views", 0))
        .isInstanceOf(SchemaUnavailableException.class);
  }

  @Test
  void missingIdIsNotKept() {
    assertThat(process().schema("clicks", 0)).isEmpty();
    registry.register("clicks", CLICK);

    assertThat(process().schema("clicks", 0)).contains(CLICK);
  }

  @Test
  void damagedFileIsMadeAnew() throws IOException {
    registry.register("clicks", CLICK);
    process().schema("clicks", 0);
    byte[] whole = store.files().get(FILE);
    for (int length = 0; length < whole.length; length += 7) {
      replace(new String(whole, 0, length, UTF_8));
      assertThat(process().schema("clicks", 0)).contains(CLICK);
      assertThat(store.files()).containsEntry(FILE, whole);
    }
    replace(new String(whole, UTF_8).replace("Click", "Clack"));
    assertThat(process().schema("clicks", 0)).contains(CLICK);
    assertThat(store.files()).containsEntry(FILE, whole);
  }

  @Test
  void fileUnderTheNameOfAnotherIdIsNotBelieved() throws IOException {
    registry.register("clicks", CLICK);
    registry.register("clicks", VIEW);
    process().schema("clicks", 1);
    byte[] other = store.files().get(new StorePath("/base/schemas/r/1.schema"));
    replace(new String(other, UTF_8));

    assertThat(process().schema("clicks", 0)).contains(CLICK);
  }

  @Test
  void storeThatFailsDoesNotHideTheRegistry() {
    registry.register("clicks", CLICK);
    for (String method : new String[] {"sweep", "putIfAbsent", "open"}) {
      assertThat(process(registry, failing(method), CLOCK).schema("clicks", 0)).contains(CLICK);
    }
    assertThat(registry.questions()).isEqualTo(3);
  }

  @Test
  void anotherProcessThatWasFasterIsFine() throws IOException {
    registry.register("clicks", CLICK);
    Store late = racing();

    assertThat(process(registry, late, CLOCK).schema("clicks", 0)).contains(CLICK);
    assertThat(store.files().keySet()).containsExactly(FILE);
  }

  @Test
  void temporaryFilesOfDeadProcessesGoAfterADay() throws IOException {
    registry.register("clicks", CLICK);
    registry.register("clicks", VIEW);
    StorePath abandoned = FILE.parent().child("tmp-x");
    store.makeDirectories(FILE.parent());
    write(abandoned, "half");
    process().schema("clicks", 0);
    assertThat(store.files()).containsKey(abandoned);

    process(registry, store, Clock.offset(CLOCK, Duration.ofHours(25))).schema("clicks", 1);
    assertThat(store.files()).doesNotContainKey(abandoned).hasSize(2);
  }

  @Test
  void idThatWasGivenServesWhileTheRegistryIsAwayAndOnlyThen() {
    registry.register("clicks", VIEW);
    assertThat(process().register("clicks", CLICK)).contains(1);
    ListedSchemas anew = new ListedSchemas(Ids.SHARED);
    assertThat(process(anew, store, CLOCK).register("clicks", CLICK)).contains(0);
    registry.goDown();

    assertThat(process().register("clicks", CLICK)).contains(0);
    assertThatThrownBy(() -> process().register("views", CLICK))
        .isInstanceOf(SchemaUnavailableException.class);
  }

  private void replace(String content) throws IOException {
    store.delete(FILE);
    write(FILE, content);
  }

  private void write(StorePath file, String content) throws IOException {
    try (OutputStream out = store.create(file)) {
      out.write(content.getBytes(UTF_8));
    }
  }

  private Store failing(String method) {
    return store(
        (called, path) -> {
          if (called.equals(method)) {
            throw new IOException("no answer");
          }
        });
  }

  /** A store in which the file is there a moment before it is put. */
  private Store racing() {
    return store(
        (called, path) -> {
          if (called.equals("putIfAbsent")) {
            process().schema("clicks", 0);
          }
        });
  }

  private interface Before {
    void call(String method, StorePath first) throws IOException;
  }

  private Store store(Before before) {
    return (Store)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Store.class},
            (proxy, method, arguments) -> {
              before.call(method.getName(), (StorePath) arguments[0]);
              try {
                return method.invoke(store, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
