package io.camus.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassPathEntriesTest {
  @TempDir private Path folder;

  @Test
  void jarsOfADirectoryAreTakenInTheOrderOfTheirNames() throws IOException {
    for (String name : new String[] {"b.jar", "a.jar", "readme.txt"}) {
      Files.createFile(folder.resolve(name));
    }

    assertThat(ClassPathEntries.of(folder + ":" + folder + "/*:"))
        .containsExactly(folder, folder.resolve("a.jar"), folder.resolve("b.jar"));
  }

  @Test
  void nothingIsAnEmptyClassPath() throws IOException {
    assertThat(ClassPathEntries.of("")).isEmpty();
  }

  @Test
  void entryThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> ClassPathEntries.of(folder + "/none.jar"))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("none.jar");
    assertThatThrownBy(() -> ClassPathEntries.of(folder + "/none/*"))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("none");
  }
}
