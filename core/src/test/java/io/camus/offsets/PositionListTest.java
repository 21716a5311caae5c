package io.camus.offsets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.model.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionListTest {
  @TempDir Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("positions.csv"), text);
  }

  @Test
  void aLineIsAPosition() throws IOException {
    Path file = file("# by hand\nclicks,0,1200\r\n\n ad.clicks , 3 , 0 \n");

    ForeignPositions positions = PositionList.read(file);
    assertThat(positions.origin()).isEqualTo("the list " + file);
    assertThat(positions.moving()).isEmpty();
    assertThat(positions.next())
        .isEqualTo(
            Map.of(new TopicPartition("clicks", 0), 1200L, new TopicPartition("ad.clicks", 3), 0L));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"clicks,0", "clicks,0,", "clicks,0,-1", ",0,1", "clicks,a,1", "g,clicks,0,1"})
  void whatIsNoPositionIsNamed(String line) throws IOException {
    Path file = file("views,0,7\n" + line + "\n");

    assertThatThrownBy(() -> PositionList.read(file))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("positions.csv, line 2: \"" + line + "\"")
        .hasMessageContaining("topic,partition,offset");
  }

  @Test
  void twoPositionsOfAPartitionAreRefused() throws IOException {
    Path file = file("views,0,7\nviews,0,8\n");

    assertThatThrownBy(() -> PositionList.read(file))
        .hasMessageContaining("views-0 is listed twice");
  }

  @Test
  void anEmptyOrMissingFileIsRefused() throws IOException {
    Path empty = file("# nothing\n");

    assertThatThrownBy(() -> PositionList.read(empty))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("has no positions");
    assertThatThrownBy(() -> PositionList.read(folder.resolve("none.csv")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("none.csv");
  }
}
