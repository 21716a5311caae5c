package io.camus.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.config.ReplaySettings.Places;
import io.camus.model.ConfigurationException;
import io.camus.model.StartPosition;
import io.camus.spi.StorePath;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplaySettingsTest {
  private static final Instant FROM = Instant.parse("2026-11-22T10:00:00Z");

  private static CamusConfig main(Map<String, String> further) {
    Map<String, String> settings = new TreeMap<>(further);
    settings.put("kafka.brokers", "b:9092");
    settings.put("etl.destination.path", "/data");
    settings.put("etl.execution.base.path", "/camus/exec");
    settings.put("etl.execution.history.path", "/camus/history");
    return CamusConfig.parse(settings);
  }

  private static CamusConfig replay(CamusConfig main) {
    return ReplaySettings.of(main, "a.b", FROM, Places.below(new StorePath("/again")));
  }

  @Test
  void itHasPlacesOfItsOwnAndOneTopic() {
    CamusConfig replay =
        replay(main(Map.of("kafka.whitelist.topics", "c", "kafka.blacklist.topics", "a.*")));
    assertThat(replay.value(OutputSettings.DESTINATION)).isEqualTo(new StorePath("/again"));
    assertThat(replay.value(RunSettings.EXECUTION_BASE))
        .isEqualTo(new StorePath("/again/.camus/exec"));
    assertThat(replay.value(HistorySettings.HISTORY))
        .isEqualTo(new StorePath("/again/.camus/history"));
    assertThat(replay.topicFilter().whyOut("a.b")).isEmpty();
    assertThat(replay.topicFilter().whyOut("axb")).isPresent();
    assertThat(replay.value(PullSettings.START)).isEqualTo(new StartPosition.AtTime(FROM));
  }

  /** They would be in the table twice. */
  @Test
  void itAppendsNothingToTables() {
    CamusConfig main = main(Map.of("camus.table", "db.{topic}", "camus.table.a.b", "db.ab"));

    assertThat(main.topic("a.b").table()).contains("db.ab");
    assertThat(replay(main).topic("a.b").table()).isEmpty();
    assertThat(replay(main).namesTables()).isFalse();
  }

  /** The positions of a replay are not those of the pipeline. */
  @Test
  void itCopiesNoPositions() {
    CamusConfig main = main(Map.of("camus.lag.group", "camus"));

    assertThat(main.optional(KafkaSettings.LAG_GROUP)).contains("camus");
    assertThat(replay(main).optional(KafkaSettings.LAG_GROUP)).isEmpty();
  }

  @Test
  void nothingLeavesRecordsOutOrCountsThemTwice() {
    CamusConfig replay =
        replay(
            main(
                Map.of(
                    "kafka.max.historical.days", "1",
                    "kafka.max.pull.hrs", "1",
                    "kafka.max.pull.minutes.per.task", "1",
                    "kafka.move.to.last.offset.list", "all",
                    "etl.fail.on.offset.outofrange", "false",
                    "kafka.move.to.earliest.offset", "true",
                    "etl.run.tracking.post", "true",
                    "kafka.monitor.tier", "tier",
                    "etl.counts.path", "/counts",
                    "etl.keep.count.files", "true")));
    assertThat(replay.value(PullSettings.MAX_HISTORICAL)).isEmpty();
    assertThat(replay.value(PullSettings.MAX_PULL_SPAN)).isEmpty();
    assertThat(replay.value(PullSettings.MAX_PULL_TIME)).isEmpty();
    assertThat(replay.value(PullSettings.MOVE_TO_LATEST).test("a.b")).isFalse();
    assertThat(replay.failOnOffsetOutOfRange()).isTrue();
    assertThat(replay.value(AuditSettings.POST)).isFalse();
    assertThat(replay.keptCounts()).isEmpty();
    assertThat(replay.countWindow()).isEmpty();
  }

  @Test
  void whatIsSaidOfTheTopicStays() {
    CamusConfig replay =
        replay(main(Map.of("camus.message.decoder.class.a.b", "json", "etl.deflate.level", "9")));
    assertThat(replay.topic("a.b").decoder().name()).isEqualTo("json");
    assertThat(replay.value(OutputSettings.DEFLATE_LEVEL)).isEqualTo(9);
  }

  @Test
  void itsOverridesNameItsPlacesAlsoThoseOfDeadLetters() {
    Places places = Places.below(new StorePath("/again"));
    assertThat(ReplaySettings.overrides(main(Map.of()), places))
        .containsOnlyKeys(
            "etl.destination.path", "etl.execution.base.path", "etl.execution.history.path");
    CamusConfig withErrors = main(Map.of("camus.errors.path", "/errors"));
    assertThat(ReplaySettings.overrides(withErrors, places))
        .containsEntry("camus.errors.path", "/again/.camus/errors");
    assertThat(replay(withErrors).optional(OutputSettings.ERRORS))
        .contains(new StorePath("/again/.camus/errors"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/data", "/data/again", "/", "/camus", "file:/camus/exec/x", "hdfs://nn/data"})
  void aPlaceInOrAroundThoseOfTheMainJobIsRefused(String destination) {
    assertThatThrownBy(
            () ->
                ReplaySettings.of(
                    main(Map.of()), "a.b", FROM, Places.below(new StorePath(destination))))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("its own directories");
  }

  @Test
  void aNeighbourOfASimilarNameIsFine() {
    CamusConfig replay =
        ReplaySettings.of(main(Map.of()), "a.b", FROM, Places.below(new StorePath("/data2")));
    assertThat(replay.value(OutputSettings.DESTINATION)).isEqualTo(new StorePath("/data2"));
  }
}
