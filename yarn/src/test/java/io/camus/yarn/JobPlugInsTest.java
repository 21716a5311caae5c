package io.camus.yarn;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.config.PlugIn;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobPlugInsTest {
  @TempDir private Path folder;

  private Path jar(String name) throws IOException {
    Path jar = folder.resolve(name);
    Files.createDirectories(jar.getParent());
    return Files.writeString(jar, name);
  }

  @Test
  void plugInsKeepTheirNamesAndGroups() throws IOException {
    Set<PlugIn> plugIns =
        Set.of(
            new PlugIn("weeks.jar", List.of(jar("weeks.jar"))),
            new PlugIn("pairs", List.of(jar("pairs/library.jar"), jar("pairs/pairs.jar"))));

    List<String> archives = JobPlugIns.archives(plugIns, folder.resolve("job"));

    assertThat(archives).singleElement().asString().endsWith(".zip#camus-plugins");
    URI address = URI.create(archives.get(0));
    try (ZipFile zip = new ZipFile(Path.of(address.getPath()).toFile())) {
      assertThat(zip.stream().map(ZipEntry::getName))
          .containsExactly("pairs/library.jar", "pairs/pairs.jar", "weeks.jar");
    }
  }

  @Test
  void aJobWithoutPlugInsShipsNothing() throws IOException {
    assertThat(JobPlugIns.archives(Set.of(), folder.resolve("job"))).isEmpty();
    assertThat(folder.resolve("job")).doesNotExist();
  }
}
