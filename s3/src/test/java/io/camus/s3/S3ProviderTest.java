package io.camus.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.config.CamusConfig;
import io.camus.config.Providers;
import io.camus.model.ConfigurationException;
import io.camus.spi.StorePath;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class S3ProviderTest {
  private static final String RULES =
      """
      <?xml version="1.0"?><LifecycleConfiguration><Rule><ID>tidy</ID><Status>%s</Status>
      <Filter><Prefix>%s</Prefix></Filter><AbortIncompleteMultipartUpload>
      <DaysAfterInitiation>%d</DaysAfterInitiation></AbortIncompleteMultipartUpload></Rule>
      </LifecycleConfiguration>
      """;

  private static void prove(ScriptedServer server) throws IOException {
    new S3Provider()
        .prove(new StorePath("s3://bucket/data"), server.config(Map.of("camus.s3.attempts", "1")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"s3://bucket/a/b", "s3a://bucket/a", "s3://bucket"})
  void pathsInBucketsAreItsOwn(String path) {
    assertThat(Providers.INSTALLED.ofPath(new StorePath(path)))
        .containsInstanceOf(S3Provider.class);
    assertThatCode(() -> new S3Provider().requireSound(new StorePath(path)))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/a/b", "file:/a", "hdfs://nn/a", "s3n://bucket/a", "a"})
  void otherPathsAreNot(String path) {
    assertThat(Providers.INSTALLED.ofPath(new StorePath(path))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "s3:/bucket/a, write it as s3://bucket/prefix",
    "s3://bucket/a//b, has an empty name",
    "s3://bucket/a/../b, has an empty name",
    "s3://fast--use1-az4--x-s3/a, use a general purpose bucket"
  })
  void pathsThatCannotWorkAreExplained(String path, String words) {
    assertThatThrownBy(() -> new S3Provider().requireSound(new StorePath(path)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(words);
  }

  @ParameterizedTest
  @CsvSource({"'', 1", "data/topic, 6", "da, 2"})
  void aRuleThatAbortsUploadsTooEarlyIsRefused(String prefix, int days) throws IOException {
    try (ScriptedServer server = new ScriptedServer()) {
      server.answer(200, String.format(Locale.ROOT, RULES, "Enabled", prefix, days));

      assertThatThrownBy(() -> prove(server))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContainingAll("rule tidy of bucket bucket", "camus.s3.min.upload.days");
      assertThat(server.requests()).containsExactly("GET /bucket?lifecycle");
    }
  }

  @ParameterizedTest
  @CsvSource({"Enabled, other, 1", "Enabled, '', 7", "Disabled, '', 1"})
  void otherRulesAreNot(String status, String prefix, int days) throws IOException {
    try (ScriptedServer server = new ScriptedServer()) {
      server
          .answer(200, String.format(Locale.ROOT, RULES, status, prefix, days))
          .error(403, "AccessDenied", "Access Denied");

      assertThatThrownBy(() -> prove(server)).hasMessageContaining("403 AccessDenied");
      assertThat(server.requests()).hasSizeGreaterThan(1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 404, 405, 501})
  void aStoreWithoutReadableRulesIsProvenWithoutThem(int status) throws IOException {
    try (ScriptedServer server = new ScriptedServer()) {
      server.error(status, "Something", "").error(501, "NotImplemented", "A header is not known");

      assertThatThrownBy(() -> prove(server))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("501 NotImplemented: A header is not known");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "camus.s3.session.token, x, without camus.s3.access.key",
    "camus.s3.encryption.kms.key, x, is not kms"
  })
  void settingsThatContradictEachOtherAreRefused(String key, String value, String words) {
    CamusConfig config =
        CamusConfig.parseComplete(
            Map.of(
                "kafka.brokers",
                "127.0.0.1:9",
                "etl.destination.path",
                "s3://bucket/data",
                "etl.execution.base.path",
                "s3://bucket/base",
                "etl.execution.history.path",
                "s3://bucket/history",
                key,
                value));

    assertThatThrownBy(() -> new S3Provider().open(config))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(words);
  }

  @ParameterizedTest
  @CsvSource({
    "camus.s3.endpoint, ftp://x, http",
    "camus.s3.endpoint, http://user:word@x, camus.s3.access.key",
    "camus.s3.part.bytes, 1000, 5242880",
    "camus.s3.spool.dir, relative, absolute",
    "camus.s3.encryption, rot13, 's3, kms'"
  })
  void valuesThatCannotWorkAreExplained(String key, String value, String words) throws IOException {
    try (ScriptedServer server = new ScriptedServer()) {
      assertThatThrownBy(() -> server.config(Map.of(key, value)))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContainingAll(key, words)
          .hasMessageNotContaining("word@");
    }
  }

  @Test
  void credentialsAreNotInTexts() throws IOException {
    try (ScriptedServer server = new ScriptedServer()) {
      assertThat(server.settings().toString()).doesNotContain("secret").doesNotContain("access");
    }
  }
}
