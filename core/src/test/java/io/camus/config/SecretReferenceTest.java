package io.camus.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.model.ConfigurationException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretReferenceTest {
  private static final String JAAS = "kafka.sasl.jaas.config";
  private static final String LOGIN =
      "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"u\""
          + " password=\"${env:PW}\";";

  private static CamusConfig config(String... keysAndValues) {
    return CamusConfig.parse(CamusConfigTest.with(keysAndValues));
  }

  private static List<String> problems(String... keysAndValues) {
    return CamusConfig.check(CamusConfigTest.with(keysAndValues));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "${env:A}",
        "${file:/etc/camus/s.properties:a.b}",
        "${file:C:/s.properties:a}",
        "${directory:/run/secrets:pw}",
        "${credential:kafka.password}"
      })
  void referencesAreReadAsTheyAreWritten(String text) {
    assertThat(SecretReference.in("before " + text + " after")).singleElement().hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"${vault:a}", "${env:}", "${file:/a}", "${directory:/a:}", "${ENV:A}"})
  void whatIsNoReferenceIsRefusedWithoutTheValue(String text) {
    assertThat(problems("kafka.ssl.key.password", "hush" + text))
        .singleElement()
        .asString()
        .startsWith("kafka.ssl.key.password has a reference of an unknown kind")
        .contains("${credential:ALIAS}")
        .doesNotContain("hush");
  }

  @Test
  void aSecretTakesThePlaceOfItsReferenceAndIsHiddenUnderWhateverName() {
    CamusConfig written =
        config(
            "kafka.ssl.truststore.password", "a${env:A}b${env:B}",
            "kafka.consumer.client.rack", "${env:RACK}");
    CamusConfig complete = written.withSecrets(it -> "hush-" + it.name());

    assertThat(complete.kafkaClients().consumer())
        .containsEntry("ssl.truststore.password", "ahush-Abhush-B")
        .containsEntry("client.rack", "hush-RACK");
    assertThat(complete.secretNames())
        .containsExactly("kafka.consumer.client.rack", "kafka.ssl.truststore.password");
    assertThat(complete.withoutSecrets().toString()).doesNotContain("hush");
    assertThat(complete.toString()).doesNotContain("hush").contains("(hidden)");
    assertThat(written.toString()).contains("(hidden, ${env:A}, ${env:B})");

    Map<String, String> atTheTask = new TreeMap<>(complete.withoutSecrets());
    atTheTask.putAll(complete.secrets());
    assertThat(CamusConfig.parseComplete(atTheTask).kafkaClients().consumer())
        .isEqualTo(complete.kafkaClients().consumer());
  }

  @Test
  void aSecretThatLooksLikeAReferenceIsTakenAsItIs() {
    CamusConfig complete =
        config("kafka.ssl.key.password", "${env:A}").withSecrets(it -> "${env:B}$1\\");

    assertThat(complete.kafkaClients().admin()).containsEntry("ssl.key.password", "${env:B}$1\\");
    assertThat(complete.withSecrets(it -> "x")).isSameAs(complete);
    assertThat(CamusConfig.parseComplete(complete.toMap()).kafkaClients().admin())
        .isEqualTo(complete.kafkaClients().admin());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"simple", "with \"quotes\" and 'more'", "back\\slash\\n", "a\nb\r;", "ä€"})
  void aPasswordWithinALoginArrivesWhateverIsInIt(String password) {
    CamusConfig complete = config(JAAS, LOGIN).withSecrets(it -> password);

    assertThat(
            JaasContext.loadClientContext(
                    Map.of(
                        "sasl.jaas.config",
                        new Password(
                            (String) complete.kafkaClients().consumer().get("sasl.jaas.config"))))
                .configurationEntries()
                .get(0)
                .getOptions()
                .get("password"))
        .isEqualTo(password);
  }

  @Test
  void aWholeLoginMayBeTheSecret() {
    assertThat(config(JAAS, "${env:LOGIN}").withSecrets(it -> "a \"b\";").kafkaClients().producer())
        .containsEntry("sasl.jaas.config", "a \"b\";");
  }

  @Test
  void everySecretThatIsMissingIsNamedWithItsSettingAndReference() {
    CamusConfig config = config(JAAS, LOGIN, "kafka.ssl.key.password", "hush${credential:key}");

    assertThatThrownBy(
            () ->
                config.withSecrets(
                    it -> {
                      throw new ConfigurationException("nobody knows it");
                    }))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "kafka.sasl.jaas.config: ${env:PW}: nobody knows it\n"
                + "  kafka.ssl.key.password: ${credential:key}: nobody knows it");
  }

  @Test
  void aSecretOfTheWrongShapeIsRefusedWithoutBeingRepeated() {
    assertThatThrownBy(
            () -> config("kafka.consumer.max.poll.records", "${env:N}").withSecrets(it -> "hush"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("kafka.consumer.max.poll.records")
        .hasMessageNotContaining("hush");
  }

  @Test
  void nothingIsConnectedToWithAReferenceInThePlaceOfASecret() {
    CamusConfig written = config(JAAS, LOGIN);
    assertThatIllegalStateException().isThrownBy(written::kafkaClients);
    assertThatIllegalStateException().isThrownBy(written::kafkaClients);
    assertThatIllegalStateException().isThrownBy(written::kafkaClients);
    assertThatIllegalStateException()
        .isThrownBy(
            config(
                    "etl.schema.registry.url", "http://a",
                    "camus.schema.registry.basic.auth.user", "u",
                    "camus.schema.registry.basic.auth.password", "${env:A}")
                ::schemaRegistry);
  }

  @Test
  void otherSettingsRefuseReferences() {
    assertThat(problems("etl.destination.path", "${env:DEST}"))
        .singleElement()
        .asString()
        .startsWith("etl.destination.path does not accept a reference");
  }

  @Test
  void secretsThatAreWrittenOutAreFound() {
    assertThat(
            config(
                    "kafka.ssl.key.password", "x",
                    "kafka.ssl.truststore.password", "${env:A}",
                    "kafka.consumer.client.rack", "r",
                    "fs.s3a.secret.key", "y",
                    "kafka.sasl.jaas.config", "com.sun...Krb5LoginModule required keyTab=\"/k\";",
                    "kafka.admin.sasl.jaas.config", "x.Login required Password=\"y\";",
                    "camus.schema.registry.basic.auth.password", "z",
                    "camus.schema.registry.basic.auth.user", "u")
                .plainSecrets())
        .containsExactly(
            "camus.schema.registry.basic.auth.password",
            "kafka.admin.sasl.jaas.config",
            "kafka.ssl.key.password");
  }
}
