package io.camus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.config.ConfigurationPage;
import io.camus.config.KeyCatalog;
import io.camus.model.ExitCode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConfigCommandTest {
  private final CommandLineFixture camus = new CommandLineFixture();

  @Test
  void whatIsOnlyWorthKnowingIsNoProblem() {
    camus.operations.findings =
        List.of(new Finding(ExitCode.OK, "clicks: the cluster has no such topic"));

    assertThat(camus.executeWithSettings("config")).isZero();
    assertThat(camus.out())
        .contains("OK: 4 settings, 1 warning\nwarning: clicks: the cluster has no such topic\n");
  }

  @Test
  void itListsEveryKeyInLinesThatFit() {
    assertThat(camus.execute("config")).isZero();
    assertThat(KeyCatalog.INSTALLED.all())
        .allSatisfy(key -> assertThat(camus.out()).contains("  " + key.name()));
    assertThat(camus.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(121));
  }

  @Test
  void itFindsKeysByAWordOfTheirMeaning() {
    assertThat(camus.execute("config", "ZOOKEEPER")).isZero();
    assertThat(camus.out()).contains("zookeeper.hosts", "kafka.brokers").doesNotContain("etl.");
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
        .contains("kafka.brokers is required", "etl.deflate.level = high: must be an integer");
  }

  @Test
  void itAsksTheOutsideOnceTheKeysAreRight() {
    camus.operations.findings =
        List.of(new Finding(ExitCode.OUTSIDE, "no broker answers at b:9092"));

    assertThat(camus.executeWithSettings("config")).isEqualTo(3);
    assertThat(camus.out()).isEqualTo("1 problem:\n  - no broker answers at b:9092\n");
  }

  @Test
  void itEndsAsARunWould() {
    Finding outside = new Finding(ExitCode.OUTSIDE, "no broker answers at b:9092");
    Finding topic = new Finding(ExitCode.DATA, "clicks: no decoder");
    Finding path = new Finding(ExitCode.USAGE, "/d is a file");

    camus.operations.findings = List.of(outside, topic);
    assertThat(camus.executeWithSettings("config")).isEqualTo(4);
    camus.operations.findings = List.of(path, topic, outside);
    assertThat(camus.executeWithSettings("config")).isEqualTo(2);
  }

  @Test
  void aRightConfigurationIsOk() {
    assertThat(camus.executeWithSettings("config")).isZero();
    assertThat(camus.out()).isEqualTo("OK: 4 settings, no problem\n");
  }

  @Test
  void theOutsideIsAskedWithSettingsThatOnlyMakeSenseTogether() {
    String user = "camus.schema.registry.basic.auth.user";
    assertThat(
            camus.executeWithSettings(
                "config",
                "-Detl.schema.registry.url=http://r:1",
                "-D" + user + "=u",
                "-Dcamus.schema.registry.basic.auth.password=${env:P}"))
        .isZero();

    assertThat(camus.operations.configs)
        .singleElement()
        .satisfies(config -> assertThat(config.toMap()).containsEntry(user, "u"));
  }

  @Test
  void aSecretThatIsWrittenOutGetsAHintAndAReferenceNone() {
    assertThat(camus.executeWithSettings("config", "-Dkafka.ssl.key.password=hush")).isZero();
    assertThat(camus.out())
        .contains("hint: the settings contain a secret in plain text: kafka.ssl.key.password.")
        .doesNotContain("hush");

    CommandLineFixture another = new CommandLineFixture();
    assertThat(another.executeWithSettings("config", "-Dkafka.ssl.key.password=${env:A}")).isZero();
    assertThat(another.out()).isEqualTo("OK: 5 settings, no problem\n");
  }

  @Test
  void itSaysWhetherTheRegistryAnswers() {
    camus.operations.registry =
        Optional.of(new RegistryAnswer("http://registry:8081", Optional.empty()));
    assertThat(camus.executeWithSettings("config")).isZero();
    assertThat(camus.out())
        .isEqualTo(
            "OK: 4 settings, no problem\nThe schema registry http://registry:8081 answers.\n");
  }

  @Test
  void aRegistryThatDoesNotAnswerIsNoFault() {
    camus.operations.registry =
        Optional.of(new RegistryAnswer("http://registry:8081", Optional.of("It did not answer")));
    assertThat(camus.executeWithSettings("config")).isZero();
    assertThat(camus.out())
        .startsWith("OK: 4 settings, 1 warning\nwarning: It did not answer. A run needs it only");
  }

  @Test
  void aSampleFindsWrongDecoders() {
    camus.operations.sampled = List.of(new Finding(ExitCode.USAGE, "clicks: set x"));
    assertThat(camus.executeWithSettings("config", "--sample")).isEqualTo(2);
    assertThat(camus.out()).isEqualTo("1 problem:\n  - clicks: set x\n");

    CommandLineFixture right = new CommandLineFixture();
    assertThat(right.executeWithSettings("config", "--sample")).isZero();
    assertThat(right.out()).endsWith("Decoders and event times fit the sampled records.\n");
  }

  @Test
  void nothingIsSampledBeforeTheBrokersAnswer() {
    camus.operations.findings =
        List.of(new Finding(ExitCode.OUTSIDE, "no broker answers at b:9092"));
    assertThat(camus.executeWithSettings("config", "--sample")).isEqualTo(3);
    assertThat(camus.operations.asked).isEmpty();
    assertThat(camus.out()).contains("No records were sampled");
  }

  @Test
  void aSampleNeedsSettings() {
    assertThat(camus.execute("config", "--sample")).isEqualTo(2);
    assertThat(camus.err()).contains("camus config --sample -P camus.properties");
  }

  @Test
  void listingAndCheckingAreTwoThings() {
    assertThat(camus.execute("config", "word", "-Da=b")).isEqualTo(2);
    assertThat(camus.err()).contains("give only one of: ");
  }
}
