package io.camus.wiring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.example.Faulty;
import com.example.FaultyRegistry;
import io.camus.config.CamusConfig;
import io.camus.model.ConfigurationException;
import io.camus.model.PlugInException;
import io.camus.model.SchemaUnavailableException;
import io.camus.spi.Decoded;
import io.camus.spi.Decoded.Datum;
import io.camus.spi.FileFormat;
import io.camus.spi.SchemaRegistry;
import io.camus.spi.SourceRecord;
import io.camus.store.LocalStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Faults of plug-ins carry the plug-in's name. */
class PlugInPartsTest {
  private static final String DECODER = "camus.message.decoder.class";
  private static final String PARTITIONER = "etl.partitioner.class";

  private final Map<String, String> settings =
      new TreeMap<>(
          Map.of(
              "kafka.brokers",
              "localhost:1",
              "etl.destination.path",
              "/data",
              "etl.execution.base.path",
              "/exec",
              "etl.execution.history.path",
              "/history",
              DECODER,
              "text"));

  private TopicPulls pulls() {
    return new TopicPulls(
        CamusConfig.parse(settings),
        Optional.empty(),
        path -> new LocalStore(),
        path -> Optional.empty());
  }

  private Decoded decode(String value) {
    return pulls()
        .apply("t")
        .decoder()
        .decode(
            new SourceRecord()
                .set(
                    "t",
                    0,
                    0,
                    5,
                    null,
                    ByteBuffer.wrap(value.getBytes(UTF_8)),
                    new RecordHeaders()));
  }

  @ParameterizedTest
  @CsvSource({
    "throws, 'threw IllegalStateException: not my day (com.example.Faulty$Decoders:'",
    "recursion, threw StackOverflowError",
    "lacks a class, 'threw NoClassDefFoundError: com/example/Missing'",
    "asserts, 'threw AssertionError: impossible'",
    "null, returned null",
    "no origin, returned a datum without",
    "too long, returned a datum that is not within its bytes",
    "no time, returned the event time 9223372036854775807 ms"
  })
  void aDecoderThatBreaksItsContractIsNamed(String value, String what) {
    settings.put(DECODER, Faulty.Decoders.class.getName());

    assertThat(decode("fine")).isInstanceOf(Datum.class);
    assertThatThrownBy(() -> decode(value))
        .isInstanceOf(PlugInException.class)
        .hasMessageStartingWith("the decoder com.example.Faulty$Decoders " + what)
        .hasMessageContaining("correct the plug-in");
  }

  @Test
  void aProviderThatThrowsIsAReasonNotToPullTheTopic() {
    settings.put(DECODER, Faulty.NoDecoder.class.getName());

    assertThat(pulls().refusal("t").orElseThrow())
        .startsWith(
            "the decoder com.example.Faulty$NoDecoder threw NullPointerException: no context (");
  }

  @Test
  void aProvidersOwnWordsAreKept() {
    settings.put(DECODER, Faulty.Refusing.class.getName());

    assertThat(pulls().refusal("t")).contains("set com.example.region");
  }

  @Test
  void aBucketOfAnotherTimeIsRefused() {
    settings.put(PARTITIONER, Faulty.OtherTime.class.getName());

    assertThat(pulls().refusal("t").orElseThrow())
        .startsWith("the partitioner com.example.Faulty$OtherTime returned Bucket[");
  }

  @Test
  void aDirectoryOutsideTheTopicsIsRefused() {
    settings.put(PARTITIONER, Faulty.StepsUp.class.getName());

    assertThat(pulls().refusal("t").orElseThrow()).contains("Faulty$StepsUp", "\"a/../../b\"");
  }

  @Test
  void anExtractorThatThrowsIsNamed() {
    settings.put("camus.message.timestamp.extractor", Faulty.Times.class.getName());

    assertThatThrownBy(() -> decode("fine"))
        .isInstanceOf(PlugInException.class)
        .hasMessageStartingWith(
            "the event time extractor com.example.Faulty$Times threw ArithmeticException: / by zero");
  }

  private SchemaRegistry registry(Class<?> provider) {
    settings.put("kafka.message.coder.schema.registry.class", provider.getName());
    settings.put("camus.schema.registry.keep", "false");
    return new Registries(CamusConfig.parse(settings), path -> new LocalStore(), Clock.systemUTC())
        .registry()
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "throws, 'threw IllegalStateException: not my day (com.example.FaultyRegistry$1:'",
    "lacks a class, 'threw NoClassDefFoundError: com/example/Missing'",
    "null, returned null"
  })
  void aRegistryThatBreaksItsContractIsNamedAndCannotBeAsked(String topic, String what) {
    SchemaRegistry registry = registry(FaultyRegistry.class);

    assertThatThrownBy(() -> registry.schema(topic, 17))
        .isInstanceOf(SchemaUnavailableException.class)
        .hasRootCauseInstanceOf(topic.equals("null") ? PlugInException.class : Throwable.class)
        .hasMessageStartingWith("the schema registry com.example.FaultyRegistry " + what)
        .hasMessageContaining("correct the plug-in");
  }

  @Test
  void aRegistrysOwnWordsAreKeptAndAFaultOfASchemasTextIsNotItsOwn() {
    SchemaRegistry registry = registry(FaultyRegistry.class);

    assertThatThrownBy(() -> registry.schema("down", 17)).hasMessage("closed on Sundays");
    assertThat(registry.schema("not a schema", 17)).isEmpty();
    assertThat(registry.whyMissing("not a schema", 17))
        .startsWith("schema id 17 cannot be used: Avro cannot parse it");
  }

  @Test
  void aRegistryThatRefusesItsSettingsIsRefusedWithItsKey() {
    assertThatThrownBy(() -> registry(FaultyRegistry.Refusing.class))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "kafka.message.coder.schema.registry.class = faulty-registry: set com.example.region");
  }

  private FileFormat.Writer writer(OutputStream out) throws IOException {
    settings.put("camus.output.format", Faulty.Formats.class.getName());
    return pulls().apply("t").destination().format().create(out, Optional.empty(), Map.of());
  }

  private static Datum datum(String text) {
    Datum datum = new Datum();
    datum.bytes = text.getBytes(UTF_8);
    datum.length = datum.bytes.length;
    return datum;
  }

  @Test
  void aFormatThatThrowsIsNamed() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    FileFormat.Writer writer = writer(out);
    writer.append(datum("good"));

    assertThat(out.toString(UTF_8)).isEqualTo("good");
    assertThatThrownBy(() -> writer.append(datum("bad")))
        .isInstanceOf(PlugInException.class)
        .hasMessageStartingWith(
            "the file format com.example.Faulty$Formats threw IOException: bad record");
    assertThatThrownBy(writer::close)
        .isInstanceOf(PlugInException.class)
        .hasMessageContaining("cannot be closed");
  }

  @Test
  void aStoreThatFailsIsNotTheFormatsFaultAndCannotBeSwallowed() throws IOException {
    IOException full = new IOException("disk full");
    FileFormat.Writer writer =
        writer(
            new OutputStream() {
              @Override
              public void write(int b) throws IOException {
                throw full;
              }
            });

    assertThatThrownBy(() -> writer.append(datum("loud"))).isSameAs(full);
    assertThatThrownBy(() -> writer.append(datum("quiet"))).isSameAs(full);
  }
}
