package io.camus.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.config.CamusConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TopicPullsTest {
  private final Map<String, String> settings =
      new HashMap<>(
          Map.of(
              "kafka.brokers", "localhost:9092",
              "etl.destination.path", "/data",
              "etl.execution.base.path", "/camus/exec",
              "etl.execution.history.path", "/camus/history"));

  private List<String> problems() {
    CamusConfig config = CamusConfig.parse(settings);
    return new TopicPulls(config, Optional.empty()).problems(config.namedTopics().keySet());
  }

  @Test
  void settingsThatEveryTopicCanUseAreNoProblem() {
    settings.put("camus.message.decoder.class.logs", "json");
    assertThat(problems()).isEmpty();
  }

  @Test
  void aPatternThatCannotNameDirectoriesIsToldOnceForAll() {
    settings.put("camus.message.decoder.class.logs", "json");
    settings.put("etl.destination.path.topic.sub.dirformat", "MM/dd");
    assertThat(problems()).singleElement().asString().contains("MM/dd").doesNotContain("logs");
  }

  @Test
  void aPatternOfOneTopicIsToldWithItsName() {
    settings.put("camus.message.decoder.class.logs", "json");
    settings.put("etl.destination.path.topic.sub.dirformat.logs", "MM/dd");
    assertThat(problems()).singleElement().asString().startsWith("logs: ").contains("MM/dd");
  }

  @Test
  void minutesThatDivideNoHourAndFormatsThatNameNoTimeAreTold() {
    settings.put("etl.output.file.time.partition.mins", "7");
    assertThat(problems()).singleElement().asString().contains("7 minutes");
    settings.put("camus.message.timestamp.format", "QQ");
    assertThat(problems()).hasSize(2).first().asString().contains("QQ");
  }

  @Test
  void aDecoderThatIsNoneIsTold() {
    settings.put("camus.message.decoder.class.logs", "protobuf");
    assertThat(problems()).singleElement().asString().contains("protobuf", "logs");
  }
}
