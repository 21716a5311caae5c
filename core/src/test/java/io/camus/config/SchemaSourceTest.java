package io.camus.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.spi.StorePath;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SchemaSourceTest {
  private static final String URL = "etl.schema.registry.url";
  private static final String USER = "camus.schema.registry.basic.auth.user";
  private static final String PASSWORD = "camus.schema.registry.basic.auth.password";

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
                List.of(URI.create("http://a:1/apis/ccompat/v7"), URI.create("https://b")),
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
                  .contains(new SchemaSource.Login("me", " hush-3 "));
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
}
