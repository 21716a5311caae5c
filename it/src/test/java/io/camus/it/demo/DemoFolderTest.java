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
  void leavesAFileAloneThatTheUserPutIntoADemo() throws Exception {
    DemoFolder folder = new DemoFolder(directory.resolve("demo"));
    folder.recreate();
    Path data = Files.createDirectories(folder.topics());
    Path precious = Files.createFile(folder.path().resolve("notes.txt"));

    assertThatThrownBy(folder::recreate)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(precious + " was not created by the demo");
    assertThat(precious).exists();
    assertThat(data).exists();
  }

  @Test
  void leavesAloneWhatALinkLeadsTo() throws Exception {
    Path precious = Files.createFile(directory.resolve("precious"));
    DemoFolder folder = new DemoFolder(directory.resolve("demo"));
    folder.recreate();
    Files.createSymbolicLink(folder.topics(), directory);
    folder.recreate();
    assertThat(precious).exists();
    assertThat(folder.topics()).doesNotExist();
  }

  @Test
  void remembersThatItWasKept() throws Exception {
    DemoFolder folder = new DemoFolder(directory.resolve("demo"));
    assertThat(folder.isKept()).isFalse();
    folder.recreate();
    assertThat(folder.isKept()).isFalse();
    folder.keep();
    assertThat(folder.isKept()).isTrue();
    folder.recreate();
    assertThat(folder.isKept()).isFalse();
  }

  @Test
  void takesAnEmptyFolder() throws Exception {
    DemoFolder folder = new DemoFolder(directory);
    folder.recreate();
    assertThat(folder.isDemo()).isTrue();
  }
}
