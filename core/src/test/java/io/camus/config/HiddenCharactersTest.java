package io.camus.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings that do not mean what they look like. */
class HiddenCharactersTest {
  private static final Map<String, String> SOUND =
      Map.of(
          "kafka.brokers", "b:9092",
          "etl.destination.path", "/d",
          "etl.execution.base.path", "/b",
          "etl.execution.history.path", "/h");

  private static List<String> problems(String key, String value) {
    Map<String, String> settings = new TreeMap<>(SOUND);
    settings.put(key, value);
    return CamusConfig.check(settings);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\ufeffkafka.brokers",
        "kafka\u200b.brokers",
        "kafka.brokers\u00a0",
        "kafka.brokers ",
        "k\u0430fka.brokers",
        "\u202ekafka.brokers",
        "hadoop-conf.\u200dkafka.brokers"
      })
  void aKeyThatOnlyLooksLikeOneIsShownAsItIs(String key) {
    assertThat(problems(key, "b:1"))
        .singleElement()
        .asString()
        .containsPattern("<U\\+[0-9A-F]{4}>")
        .containsPattern(
            "no key has the character U\\+[0-9A-F]{4} \\([a-z -]+\\); type the key again")
        .matches("[ -~]*")
        .doesNotContain("did you mean");
  }

  @Test
  void aSuggestionNeverLooksLikeWhatWasTyped() {
    Pattern suggestion = Pattern.compile("(\\S+) is not a key of Camus; did you mean (\\S+)\\?");
    for (String key : List.of("kafka.broker", "Kafka.Brokers", "kafka.br0kers", "kafka-brokers")) {
      for (String problem : problems(key, "b:1")) {
        Matcher matcher = suggestion.matcher(problem);
        assertThat(matcher.matches()).as(problem).isTrue();
        assertThat(matcher.group(1)).isNotEqualTo(matcher.group(2));
      }
    }
  }

  @Test
  void whatCannotBeSeenInAValueIsNamed() {
    assertThat(problems("etl.destination.path", "/d\u00a0"))
        .containsExactly(
            "etl.destination.path = /d<U+00A0>: it has the character U+00A0 (no-break space), which"
                + " is invisible; remove it");
    assertThat(problems("kafka.whitelist.topics", "a,\u200bb"))
        .singleElement()
        .asString()
        .contains("a,<U+200B>b", "U+200B (zero width space)");
    assertThat(problems("kafka.client.name", "a\ufffdb"))
        .singleElement()
        .asString()
        .contains("U+FFFD");
    assertThat(problems("kafka.security.protocol", "\ufeffSSL"))
        .first()
        .asString()
        .contains("U+FEFF");
    assertThat(problems("fs.defaultFS", "hdfs://n\u200b"))
        .singleElement()
        .asString()
        .contains("U+200B");
    assertThat(problems("etl.destination.path", "/größe/日本")).isEmpty();
  }

  @Test
  void noMessageHasASecret() {
    assertThat(problems("etl.schema.registry.url", "http://u:hush@r\u200b:1"))
        .allSatisfy(problem -> assertThat(problem).doesNotContain("hush"))
        .anySatisfy(problem -> assertThat(problem).contains("U+200B"));
    assertThat(problems("kafka.ssl.key.password", "hu\u00a0sh ")).isEmpty();
  }

  @Test
  void blanksAroundAValueAreNoPartOfIt() {
    Map<String, String> settings = new TreeMap<>(SOUND);
    settings.put("etl.destination.path", "/d \t");
    settings.put("kafka.brokers", " b:9092 ");
    settings.put("kafka.security.protocol", "SSL ");
    settings.put("kafka.ssl.truststore.location", "/trust.jks\t");
    settings.put("fs.defaultFS", "hdfs://n ");
    settings.put("kafka.ssl.key.password", " hush ");
    assertThat(CamusConfig.check(settings)).isEmpty();
    CamusConfig config = CamusConfig.parse(settings);

    assertThat(config.value(OutputSettings.DESTINATION).value()).isEqualTo("/d");
    assertThat(config.value(KafkaSettings.BROKERS)).containsExactly("b:9092");
    assertThat(config.hadoopProperties()).containsEntry("fs.defaultFS", "hdfs://n");
    assertThat(config.toMap())
        .containsEntry("kafka.security.protocol", "SSL")
        .containsEntry("kafka.ssl.truststore.location", "/trust.jks")
        .containsEntry("kafka.ssl.key.password", " hush ");
  }

  @Test
  void aVariableThatNothingReplacesIsRefused() {
    assertThat(problems("etl.destination.path", "/data/${user.name}/topics"))
        .containsExactly(
            "etl.destination.path = /data/${user.name}/topics: nothing replaces ${user.name}:"
                + " settings have no variables; write out the value");
    assertThat(problems("etl.execution.base.path", "${base}/exec"))
        .singleElement()
        .asString()
        .contains("${base}");
    assertThat(problems("kafka.ssl.key.password", "${env:PASSWORD}")).isEmpty();
    assertThat(problems("mapreduce.job.queuename", "${user.name}")).isEmpty();
  }
}
