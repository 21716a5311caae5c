package io.camus.it.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoFolderTest {
  @TempDir Path directory;

  @Test
  void leavesAFolderAloneThatItDidNotMake() throws Exception {
    Path precious = Files.createFile(directory.resolve("precious"));
    DemoFolder folder = new DemoFolder(directory);
    assertThatThrownBy(folder::recreate)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--dir");
    assertThat(precious).exists();
  }

  @Test
  void makesItsOwnFolderAnew() throws Exception {
    DemoFolder folder = new DemoFolder(directory.resolve("demo"));
    folder.recreate();
    Files.createDirectories(folder.topics().resolve("t"));
    Files.writeString(folder.topics().resolve("t").resolve("old"), "old");
    folder.recreate();
    assertThat(folder.topics()).doesNotExist();
    assertThat(folder.isDemo()).isTrue();
  }

  @Test
  void takesAnEmptyFolder() throws Exception {
    DemoFolder folder = new DemoFolder(directory);
    folder.recreate();
    assertThat(folder.isDemo()).isTrue();
  }
}
