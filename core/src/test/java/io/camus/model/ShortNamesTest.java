package io.camus.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShortNamesTest {
  private static final String LONGEST_TOPIC = "a".repeat(249);
  private static final String PLACE = "hdfs://nn:8020/data/clicks/hourly/2026/11/22/14/";

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  @Test
  void whatIsShortEnoughStaysAsItIs() {
    String name = "a".repeat(ShortNames.MAX_BYTES - "+0+0+1+1.txt".length()) + "+0+0+1+1.txt";
    assertThat(ShortNames.ofPath(PLACE + name)).isEqualTo(PLACE + name);
    assertThat(ShortNames.ofPath("/")).isEqualTo("/");
    assertThat(ShortNames.ofPath("/data/")).isEqualTo("/data/");
  }

  @Test
  void theTopicGivesWayAndTheOffsetsStay() {
    String path = ShortNames.ofPath(PLACE + LONGEST_TOPIC + "+3+100+250+140.g2.avro");
    assertThat(path).startsWith(PLACE);
    assertThat(name(path))
        .isEqualTo("a".repeat(100) + "~d2cdb8b708fa2ff728a3e8b21437f18a+3+100+250+140.g2.avro");
    assertThat(ShortNames.ofPath(path)).isEqualTo(path);
  }

  @Test
  void theLongestNameThatThereCanBeIsShortEnough() {
    String most = "+" + Long.MAX_VALUE;
    for (String around :
        new String[] {
          "errors+%s+"
              + Integer.MAX_VALUE
              + most
              + most
              + most
              + ".g"
              + Integer.MAX_VALUE
              + ".avro",
          "+%s+2026-11-22-14-05-59-ba419d+" + Integer.MAX_VALUE + most + most + ".json.zst"
        }) {
      String name = ShortNames.ofPath(around.replace("%s", LONGEST_TOPIC));
      assertThat(ShortNames.bytes(name)).isLessThanOrEqualTo(ShortNames.MAX_BYTES);
      assertThat(name.replace(ShortNames.ofPart(LONGEST_TOPIC), "%s")).isEqualTo(around);
    }
  }

  @Test
  void topicsThatBeginAlikeHaveNamesOfTheirOwn() {
    String twin = "a".repeat(248) + "b";
    assertThat(ShortNames.ofPath(twin + "+0+0+1+1.txt"))
        .isNotEqualTo(ShortNames.ofPath(LONGEST_TOPIC + "+0+0+1+1.txt"));
  }

  @Test
  void aDirectoryIsShortenedBetweenCharacters() {
    String path = ShortNames.ofPath("/data/t/" + "\u00fc\ud83d\ude00".repeat(50) + "/2026/x.txt");
    String directory = path.substring("/data/t/".length(), path.indexOf("/2026"));
    assertThat(path).endsWith("/2026/x.txt");
    assertThat(directory).matches("(?:\u00fc\ud83d\ude00){16}\u00fc?~[0-9a-f]{32}");
    assertThat(ShortNames.bytes(directory)).isLessThanOrEqualTo(133);
    assertThat(ShortNames.ofPath(path)).isEqualTo(path);
  }

  @Test
  void aNameOfManyLongPartsIsShortEnoughToo() {
    String name = ShortNames.ofPath("p".repeat(120) + "+" + "q".repeat(130) + "+" + "r".repeat(90));
    assertThat(ShortNames.bytes(name)).isLessThanOrEqualTo(ShortNames.MAX_BYTES);
    assertThat(ShortNames.ofPath(name)).isEqualTo(name);
  }
}
