package io.camus.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

class FileSumsTest {
  private static DataFile file(DataFile.Kind kind, String path, long bytes, long first, long last) {
    OffsetRange range =
        new OffsetRange(new TopicPartition("clicks", 0), new Uuid(1, 1), 0, bytes, bytes + 1);
    return new DataFile(
        kind,
        "/staged",
        path,
        List.of(new DataFile.Part(range, 1)),
        bytes,
        first,
        last,
        "crc32c:00000000",
        "sum64:0000000000000000");
  }

  private static DataFile data(String path, long bytes, long first, long last) {
    return file(DataFile.Kind.DATA, path, bytes, first, last);
  }

  @Test
  void deadLettersAreCountedAndNothingElseIsSaidOfThem() {
    DataFile letter = file(DataFile.Kind.DEAD_LETTER, "/errors/x", 100, -50, 50);
    assertThat(FileSums.of(List.of(data("/d/1/a", 7, 3, 4), letter, letter)))
        .isEqualTo(new FileSums(1, 1, 7, 3, 4, 2));
    assertThat(FileSums.of(List.of(letter)).plus(FileSums.NONE))
        .isEqualTo(new FileSums(0, 0, 0, Long.MAX_VALUE, Long.MIN_VALUE, 1));
  }

  @Test
  void aDirectoryIsCountedOnceForEachGroup() {
    FileSums group =
        FileSums.of(
            List.of(data("/d/1/a", 7, 3, 9), data("/d/1/b", 5, 4, 8), data("/d/2/a", 1, -2, 5)));
    assertThat(group).isEqualTo(new FileSums(3, 2, 13, -2, 9, 0));
    assertThat(group.plus(FileSums.of(List.of(data("/d/1/c", 1, 0, 10)))))
        .isEqualTo(new FileSums(4, 3, 14, -2, 10, 0));
    assertThat(group.all()).isEqualTo(3);
  }

  @Test
  void aPathWithoutDirectoriesIsInOne() {
    assertThat(FileSums.of(List.of(data("a", 1, 0, 0), data("b", 1, 0, 0))).directories())
        .isEqualTo(1);
  }
}
