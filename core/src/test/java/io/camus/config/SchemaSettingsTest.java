package io.camus.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.spi.StorePath;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaSettingsTest {
  private static final String URL = "etl.schema.registry.url";
  private static final String USER = "camus.schema.registry.basic.auth.user";
  private static final String PASSWORD = "camus.schema.registry.basic.auth.password";

  private static final String TOKEN = "camus.schema.registry.bearer.auth.token";
  private static final String CHAIN = "camus.schema.registry.ssl.keystore.certificate.chain";
  private static final String KEY = "camus.schema.registry.ssl.keystore.key";
  private static final String CLASS = "kafka.message.coder.schema.registry.class";
  private static final String CERTIFICATES = "camus.schema.registry.ssl.truststore.certificates";

  private static CamusConfig config(String... keysAndValues) {
    return CamusConfig.parse(CamusConfigTest.with(keysAndValues));
  }

  private static HttpRegistry servers(String... keysAndValues) {
    return HttpRegistry.of(config(keysAndValues));
  }

  private static String registry(String... keysAndValues) {
    return config(keysAndValues).schemaRegistry().map(Provider::name).orElse("none");
  }

  private static List<String> problems(String... keysAndValues) {
    return CamusConfig.check(CamusConfigTest.with(keysAndValues));
  }

  @Test
  void severalServersKeepTheirPaths() {
    assertThat(servers(URL, "http://a:1/apis/ccompat/v7, https://b"))
        .isEqualTo(
            new HttpRegistry(
                List.of(URI.create("http://a:1/apis/ccompat/v7"), URI.create("https://b")),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(10),
                3));
  }

  @Test
  void aUserComesWithAPasswordThatIsNotShown() {
    HttpRegistry servers = servers(URL, "http://a", USER, "me", PASSWORD, " hush-3 ");
    assertThat(servers.login()).contains(HttpRegistry.Login.basic("me", " hush-3 "));
    assertThat(servers.toString()).doesNotContain("hush");
    assertThat(problems(URL, "http://a", USER, "me")).hasSize(1);
    assertThat(problems(URL, "/dir", USER, "me", PASSWORD, "X")).hasSize(1);
  }

  @Test
  void certificatesAreTakenAsTextOnly() {
    String pem = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----";
    assertThat(servers(URL, "https://a", CERTIFICATES, pem).certificates()).contains(pem);
    assertThat(problems(URL, "https://a", CERTIFICATES, "/etc/ca.pem"))
        .singleElement()
        .asString()
        .contains(CERTIFICATES, "PEM");
  }

  @Test
  void directoriesArePathsOrUrls() {
    assertThat(SchemaSettings.directory(config(URL, "/schemas/")))
        .isEqualTo(new StorePath("/schemas"));
    assertThat(SchemaSettings.directory(config(URL, "hdfs://nn/schemas")))
        .isEqualTo(new StorePath("hdfs://nn/schemas"));
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
    assertThat(problems(URL, url)).singleElement().asString().matches(URL + " (must|needs) .*");
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
    HttpRegistry servers = servers(URL, "http://a", TOKEN, "hush-4");
    assertThat(servers.login()).contains(HttpRegistry.Login.bearer("hush-4"));
    assertThat(servers.toString()).doesNotContain("hush");
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
    HttpRegistry servers = servers(URL, "https://a", CHAIN, chain, KEY, key);
    assertThat(servers.own()).contains(new HttpRegistry.Own(chain, key));
    assertThat(servers.toString()).doesNotContain("hush");
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

    assertThat(HttpRegistry.of(config).login()).contains(HttpRegistry.Login.bearer("hush-6"));
    assertThat(config.secretNames()).contains(TOKEN, CHAIN, KEY);
  }

  @Test
  void theUrlDecidesUnlessARegistryIsChosen() {
    assertThat(registry()).isEqualTo("none");
    assertThat(registry(URL, "http://a")).isEqualTo("confluent");
    assertThat(registry(URL, "/dir")).isEqualTo("directory");
    for (String name :
        List.of("schema-repo", "com.linkedin.camus.schemaregistry.AvroRestSchemaRegistry")) {
      assertThat(registry(URL, "http://a", CLASS, name)).isEqualTo("schema-repo");
    }
    assertThat(problems(URL, "http://a", CLASS, "confluence"))
        .singleElement()
        .asString()
        .contains("must be one of confluent, schema-repo, directory, or the name of a class");
  }

  @Test
  void aRegistryWithoutItsKindOfUrlIsRefused() {
    assertThatThrownBy(() -> HttpRegistry.of(config(CLASS, "confluent")))
        .hasMessage("it needs etl.schema.registry.url to be http(s) URLs");
    assertThatThrownBy(() -> HttpRegistry.of(config(CLASS, "schema-repo", URL, "/dir")))
        .hasMessage("it needs etl.schema.registry.url to be http(s) URLs");
    assertThatThrownBy(() -> SchemaSettings.directory(config(URL, "http://a", CLASS, "directory")))
        .hasMessage("it needs etl.schema.registry.url to be a directory");
  }

  @Test
  void registriesOfTheOriginalThatHoldNothingAreRefusedWithWhatToDo() {
    for (String name : List.of("MemorySchemaRegistry", "FileSchemaRegistry", "mine.Registry")) {
      assertThat(problems(CLASS, "com.linkedin.camus.schemaregistry." + name))
          .singleElement()
          .asString()
          .contains(name, "use one of confluent, schema-repo, directory", "migrating.md");
    }
  }

  @Test
  void oneRegistryServesAllTopics() {
    assertThat(problems(URL, "http://a", CLASS + ".clicks", "schema-repo"))
        .singleElement()
        .asString()
        .contains(CLASS + ".clicks is not a key of Camus");
  }
}
