package io.camus.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.spi.StorePath;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class MemoryStoreTest {
  private static final Instant NOW = Instant.parse("2026-11-22T14:00:00Z");
  private static final StorePath FILE = new StorePath("/file");

  private final MemoryStore store = new MemoryStore(Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void writerThatIsNeverClosedLeavesAnEmptyFile() throws IOException {
    OutputStream crashed = store.create(FILE);
    crashed.write(new byte[100]);
    crashed.flush();

    assertThat(store.children(new StorePath("/")))
        .containsExactly(new FileOperations.Child(FILE, false, 0, NOW));
    assertThat(store.files()).containsOnlyKeys(FILE);
    assertThat(store.files().get(FILE)).isEmpty();
  }

  @Test
  void writerFollowsItsFileThroughARename() throws IOException {
    try (OutputStream out = store.create(FILE)) {
      store.rename(FILE, new StorePath("/moved"));
      out.write('x');
    }

    assertThat(store.files()).containsOnlyKeys(new StorePath("/moved"));
    assertThat(store.files().get(new StorePath("/moved"))).containsExactly('x');
  }

  @Test
  void writerOfADeletedFileFailsToClose() throws IOException {
    OutputStream out = store.create(FILE);
    store.delete(FILE);

    assertThatThrownBy(out::close).hasMessageContaining("File does not exist");
    assertThat(store.files()).isEmpty();
  }

  @Test
  void pathsWithASchemeWorkToo() throws IOException {
    StorePath directory = new StorePath("mem://base/dir");
    store.makeDirectories(directory);
    try (OutputStream out = store.create(directory.child("file"))) {
      out.write('x');
    }

    assertThat(store.children(directory))
        .containsExactly(new FileOperations.Child(directory.child("file"), false, 1, NOW));
  }
}
