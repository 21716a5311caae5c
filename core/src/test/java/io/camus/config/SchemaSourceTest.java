package io.camus.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.spi.StorePath;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaSourceTest {
  private static final String URL = "etl.schema.registry.url";
  private static final String USER = "camus.schema.registry.basic.auth.user";
  private static final String PASSWORD = "camus.schema.registry.basic.auth.password";

  private static final String TOKEN = "camus.schema.registry.bearer.auth.token";
  private static final String CHAIN = "camus.schema.registry.ssl.keystore.certificate.chain";
  private static final String KEY = "camus.schema.registry.ssl.keystore.key";
  private static final String CLASS = "kafka.message.coder.schema.registry.class";
  private static final String CUSTOM = "camus.schema.registry.custom.";
  private static final String CERTIFICATES = "camus.schema.registry.ssl.truststore.certificates";

  private static Optional<SchemaSource> source(String... keysAndValues) {
    return CamusConfig.parse(CamusConfigTest.with(keysAndValues)).schemaRegistry();
  }

  private static List<String> problems(String... keysAndValues) {
    return CamusConfig.check(CamusConfigTest.with(keysAndValues));
  }

  @Test
  void severalServersKeepTheirPaths() {
    assertThat(source(URL, "http://a:1/apis/ccompat/v7, https://b"))
        .contains(
            new SchemaSource.Http(
                RegistryKind.CONFLUENT,
                List.of(URI.create("http://a:1/apis/ccompat/v7"), URI.create("https://b")),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(10),
                3));
  }

  @Test
  void aUserComesWithAPasswordThatIsNotShown() {
    assertThat(source(URL, "http://a", USER, "me", PASSWORD, " hush-3 "))
        .hasValueSatisfying(
            source -> {
              assertThat(((SchemaSource.Http) source).login())
                  .contains(SchemaSource.Login.basic("me", " hush-3 "));
              assertThat(source.toString()).contains("me").doesNotContain("hush");
            });
    assertThat(problems(URL, "http://a", USER, "me")).hasSize(1);
    assertThat(problems(URL, "/dir", USER, "me", PASSWORD, "X")).hasSize(1);
  }

  @Test
  void certificatesAreTakenAsTextOnly() {
    String pem = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----";
    assertThat(source(URL, "https://a", CERTIFICATES, pem))
        .hasValueSatisfying(
            source -> assertThat(((SchemaSource.Http) source).certificates()).contains(pem));
    assertThat(problems(URL, "https://a", CERTIFICATES, "/etc/ca.pem"))
        .singleElement()
        .asString()
        .contains(CERTIFICATES, "PEM");
  }

  @Test
  void directoriesArePathsOrUrls() {
    assertThat(source(URL, "/schemas/"))
        .contains(new SchemaSource.Directory(new StorePath("/schemas")));
    assertThat(source(URL, "hdfs://nn/schemas"))
        .contains(new SchemaSource.Directory(new StorePath("hdfs://nn/schemas")));
    assertThat(problems(URL, "schemas")).hasSize(1);
    assertThat(problems(URL, "/a,http://b")).hasSize(1);
  }

  @Test
  void pastedPasswordsAreRefusedWithoutBeingRepeated() {
    assertThat(problems(URL, "http://me:hush-1@a:8081"))
        .singleElement()
        .asString()
        .doesNotContain("hush")
        .contains("basic.auth.user");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://", "http://a?x=1", "https://a/b#c", "http://a b", "http:///v1"})
  void otherShapesOfUrlsAreRefused(String url) {
    assertThat(problems(URL, url)).singleElement().asString().startsWith(URL + " every URL ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"registry:8081", "127.0.0.1:8081/apis/ccompat/v7", "registry.example"})
  void aServerWithoutASchemeIsNotTakenForADirectory(String place) {
    assertThat(problems(URL, place))
        .singleElement()
        .asString()
        .startsWith(URL + " must be http:// or https:// and a host, or a directory");
  }

  @Test
  void aTokenIsNotShownAndExcludesAPassword() {
    assertThat(source(URL, "http://a", TOKEN, "hush-4"))
        .hasValueSatisfying(
            source -> {
              assertThat(((SchemaSource.Http) source).login())
                  .contains(SchemaSource.Login.bearer("hush-4"));
              assertThat(source.toString()).doesNotContain("hush");
            });
    assertThat(problems(URL, "http://a", TOKEN, "hush", USER, "me", PASSWORD, "hush"))
        .singleElement()
        .asString()
        .contains(USER, TOKEN, "cannot both be set")
        .doesNotContain("hush");
    assertThat(problems(URL, "/dir", TOKEN, "x"))
        .containsExactly(TOKEN + " is unused: etl.schema.registry.url is a directory; remove it");
  }

  @Test
  void ourCertificateComesWithItsKeyWhichIsNotShown() {
    String chain = "-----BEGIN CERTIFICATE-----";
    String key = "-----BEGIN PRIVATE KEY-----hush-5";
    assertThat(source(URL, "https://a", CHAIN, chain, KEY, key))
        .hasValueSatisfying(
            source -> {
              assertThat(((SchemaSource.Http) source).own())
                  .contains(new SchemaSource.Own(chain, key));
              assertThat(source.toString()).doesNotContain("hush");
            });
    assertThat(problems(URL, "https://a", CHAIN, chain))
        .singleElement()
        .asString()
        .contains("the key is missing");
    assertThat(problems(URL, "https://a", CHAIN, chain, KEY, "-----BEGIN EC PRIVATE KEY-----hush"))
        .singleElement()
        .asString()
        .contains(KEY, "openssl pkcs8")
        .doesNotContain("hush");
  }

  @Test
  void tokenKeyAndCertificatesMayBeReferences() {
    CamusConfig config =
        CamusConfig.parse(
                CamusConfigTest.with(
                    URL, "https://a", TOKEN, "${env:T}", CHAIN, "${env:C}", KEY, "${env:K}"))
            .withSecrets(
                reference ->
                    switch (reference.name()) {
                      case "T" -> "hush-6";
                      case "C" -> "-----BEGIN CERTIFICATE-----";
                      default -> "-----BEGIN PRIVATE KEY-----";
                    });

    assertThat(((SchemaSource.Http) config.schemaRegistry().orElseThrow()).login())
        .contains(SchemaSource.Login.bearer("hush-6"));
    assertThat(config.secretNames()).contains(TOKEN, CHAIN, KEY);
  }

  @Test
  void theClassSaysWhatTheServerSpeaks() {
    for (String name :
        List.of("schema-repo", "com.linkedin.camus.schemaregistry.AvroRestSchemaRegistry")) {
      assertThat(source(URL, "http://a", CLASS, name))
          .hasValueSatisfying(
              source ->
                  assertThat(((SchemaSource.Http) source).protocol())
                      .isEqualTo(RegistryKind.SCHEMA_REPO));
    }
    assertThat(source(URL, "/dir", CLASS, "directory"))
        .containsInstanceOf(SchemaSource.Directory.class);
    assertThat(problems(CLASS, "confluent"))
        .containsExactly(CLASS + " = confluent needs etl.schema.registry.url to be http(s) URLs");
    assertThat(problems(URL, "http://a", CLASS, "directory"))
        .containsExactly(CLASS + " = directory needs etl.schema.registry.url to be a directory");
    assertThat(problems(URL, "http://a", CLASS, "confluence"))
        .singleElement()
        .asString()
        .contains("confluent, schema-repo, directory, or a fully qualified class name");
  }

  @Test
  void registriesOfTheOriginalThatHoldNothingAreRefusedWithWhatToDo() {
    assertThat(problems(CLASS, "com.linkedin.camus.schemaregistry.MemorySchemaRegistry"))
        .singleElement()
        .asString()
        .contains("is empty when a process starts", "directory of .avsc files");
    assertThat(problems(CLASS, "com.linkedin.camus.schemaregistry.CachedSchemaRegistry"))
        .singleElement()
        .asString()
        .contains("is not needed");
    assertThat(problems(CLASS, "com.linkedin.camus.mine.Registry"))
        .singleElement()
        .asString()
        .contains("io.camus.spi.SchemaRegistry");
  }

  @Test
  void aClassOfTheUsersGetsTheKeysOfTheRegistryAndNoOthers() {
    assertThat(source(CLASS, "com.example.Mine", URL, "http://a", CUSTOM + "region", "north"))
        .contains(
            new SchemaSource.UserClass(
                "com.example.Mine", Map.of(URL, "http://a", CUSTOM + "region", "north")));
    assertThat(source(CLASS, "com.example.Mine"))
        .contains(new SchemaSource.UserClass("com.example.Mine", Map.of()));
    assertThat(problems(URL, "http://a", CUSTOM + "region", "north"))
        .singleElement()
        .asString()
        .contains(CUSTOM + "region is unused");
  }

  @Test
  void settingsOfAClassOfTheUsersMayReferToSecretsThatAreNotShown() {
    CamusConfig config =
        CamusConfig.parse(
                CamusConfigTest.with(CLASS, "com.example.Mine", CUSTOM + "pass", "${env:P}"))
            .withSecrets(reference -> "hush-7");

    assertThat(((SchemaSource.UserClass) config.schemaRegistry().orElseThrow()).settings())
        .containsEntry(CUSTOM + "pass", "hush-7");
    assertThat(config.secretNames()).contains(CUSTOM + "pass");
    assertThat(config + " " + config.schemaRegistry()).doesNotContain("hush");
  }

  @Test
  void oneRegistryServesAllTopics() {
    assertThat(problems(URL, "http://a", CLASS + ".clicks", "schema-repo"))
        .singleElement()
        .asString()
        .contains(CLASS + ".clicks is not a key of Camus");
  }
}
