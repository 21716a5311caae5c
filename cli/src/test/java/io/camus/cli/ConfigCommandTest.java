package io.camus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.config.ConfigurationPage;
import io.camus.config.KeyCatalog;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfigCommandTest {
  private final CommandLineFixture camus = new CommandLineFixture();

  @Test
  void itListsEveryKeyInLinesThatFit() {
    assertThat(camus.execute("config")).isZero();
    assertThat(KeyCatalog.keys())
        .allSatisfy(key -> assertThat(camus.out()).contains("  " + key.name()));
    assertThat(camus.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(121));
  }

  @Test
  void itFindsKeysByAWordOfTheirMeaning() {
    assertThat(camus.execute("config", "ZOOKEEPER")).isZero();
    assertThat(camus.out()).contains("zookeeper.*", "kafka.brokers").doesNotContain("etl.");
    assertThat(camus.execute("config", "xylophone")).isEqualTo(2);
  }

  @Test
  void itPrintsTheGeneratedPage() {
    assertThat(camus.execute("config", "--markdown")).isZero();
    assertThat(camus.out()).isEqualTo(ConfigurationPage.markdown());
  }

  @Test
  void itShowsEveryProblemAtOnce() {
    assertThat(camus.execute("config", "-Detl.deflate.level=high")).isEqualTo(2);
    assertThat(camus.out())
        .startsWith("5 problems:\n  - ")
        .contains("kafka.brokers is required", "etl.deflate.level = high: must be a whole number");
  }

  @Test
  void itAsksTheOutsideOnceTheKeysAreRight() {
    camus.pipeline.problems = List.of("no broker answers at b:9092");

    assertThat(camus.executeWithSettings("config")).isEqualTo(2);
    assertThat(camus.out()).isEqualTo("1 problem:\n  - no broker answers at b:9092\n");
  }

  @Test
  void aRightConfigurationIsOk() {
    assertThat(camus.executeWithSettings("config")).isZero();
    assertThat(camus.out()).isEqualTo("OK: 4 settings, no problem\n");
  }

  @Test
  void settingsThatAreRightOnlyTogetherReachTheOutside() {
    assertThat(
            camus.executeWithSettings(
                "config",
                "-Detl.schema.registry.url=http://r",
                "-Dcamus.schema.registry.basic.auth.user=me",
                "-Dcamus.schema.registry.basic.auth.password=${env:PASSWORD}"))
        .isZero();
    assertThat(camus.pipeline.configs)
        .singleElement()
        .satisfies(
            config ->
                assertThat(config.toMap())
                    .containsEntry("camus.schema.registry.basic.auth.user", "me")
                    .containsKey("camus.schema.registry.basic.auth.password"));
  }

  @Test
  void aSecretThatIsWrittenOutGetsAHintAndAReferenceNone() {
    assertThat(camus.executeWithSettings("config", "-Dkafka.ssl.key.password=hush")).isZero();
    assertThat(camus.out())
        .contains("hint: a secret is written out in kafka.ssl.key.password;")
        .doesNotContain("hush");

    CommandLineFixture another = new CommandLineFixture();
    assertThat(another.executeWithSettings("config", "-Dkafka.ssl.key.password=${env:A}")).isZero();
    assertThat(another.out()).isEqualTo("OK: 5 settings, no problem\n");
  }

  @Test
  void listingAndCheckingAreTwoThings() {
    assertThat(camus.execute("config", "word", "-Da=b")).isEqualTo(2);
    assertThat(camus.err()).contains("only one of them");
  }
}
