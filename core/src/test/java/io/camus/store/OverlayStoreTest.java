package io.camus.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.spi.Store;
import io.camus.spi.StorePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OverlayStoreTest {
  private static final Instant NOW = Instant.parse("2026-11-22T14:00:00Z");
  private static final StorePath DIRECTORY = new StorePath("/a/b");
  private static final StorePath FILE = DIRECTORY.child("file");

  private final MemoryStore below = new MemoryStore(Clock.fixed(NOW, ZoneOffset.UTC));
  private final OverlayStore overlay = new OverlayStore(below, InstantSource.fixed(NOW));
  private Map<StorePath, byte[]> before;

  @BeforeEach
  void fill() throws IOException {
    below.makeDirectories(DIRECTORY);
    try (OutputStream out = below.create(FILE)) {
      out.write("below".getBytes(UTF_8));
    }
    before = below.files();
  }

  private String content(StorePath path) throws IOException {
    try (InputStream in = overlay.open(path)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  private List<String> names(StorePath directory) throws IOException {
    return overlay.list(directory).stream().map(Store.Entry::path).map(StorePath::name).toList();
  }

  private void nothingHasChangedBelow() {
    assertThat(below.files().keySet()).isEqualTo(before.keySet());
    assertThat(below.files().get(FILE)).isEqualTo(before.get(FILE));
  }

  @Test
  void whatIsBelowIsSeen() throws IOException {
    assertThat(names(DIRECTORY)).containsExactly("file");
    assertThat(overlay.stat(FILE)).isEqualTo(below.stat(FILE));
    assertThat(content(FILE)).isEqualTo("below");
  }

  @Test
  void aFileOfTheStoreBelowMovesInTheViewOnly() throws IOException {
    overlay.makeDirectories(new StorePath("/c"));
    StorePath once = new StorePath("/c/once");
    StorePath twice = new StorePath("/c/twice");
    overlay.rename(FILE, once);
    overlay.rename(once, twice);

    assertThat(names(DIRECTORY)).isEmpty();
    assertThat(names(new StorePath("/c"))).containsExactly("twice");
    assertThat(content(twice)).isEqualTo("below");
    assertThatThrownBy(() -> overlay.open(FILE)).isInstanceOf(NoSuchFileException.class);
    nothingHasChangedBelow();
  }

  @Test
  void aTreeThatWasDeletedDoesNotShineThroughWhenItIsMadeAgain() throws IOException {
    overlay.deleteTree(new StorePath("/a"));
    assertThat(overlay.stat(FILE)).isEmpty();
    overlay.makeDirectories(DIRECTORY);

    assertThat(names(DIRECTORY)).isEmpty();
    overlay.create(FILE).close();
    assertThat(content(FILE)).isEmpty();
    nothingHasChangedBelow();
  }

  @Test
  void aDirectoryIsEmptyOnceItsFilesAreGoneFromTheView() throws IOException {
    overlay.delete(FILE);
    overlay.delete(DIRECTORY);

    assertThat(overlay.stat(DIRECTORY)).isEmpty();
    nothingHasChangedBelow();
  }

  @Test
  void theRootOfAFileSystemIsADirectoryThatNobodyHasToAskFor() throws IOException {
    overlay.makeDirectories(new StorePath("hdfs://nn/new/directory"));

    assertThat(names(new StorePath("hdfs://nn/new"))).containsExactly("directory");
  }
}
