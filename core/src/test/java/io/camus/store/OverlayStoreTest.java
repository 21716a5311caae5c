package io.camus.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.spi.Content;
import io.camus.spi.Receipt;
import io.camus.spi.Staged;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
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

  private void nothingHasChangedBelow() {
    assertThat(below.files().keySet()).isEqualTo(before.keySet());
    assertThat(below.files().get(FILE)).isEqualTo(before.get(FILE));
  }

  private static Receipt staged(Store store, StorePath scratch, StorePath destination)
      throws IOException {
    try (Staged file = store.stage(destination, scratch)) {
      file.write("staged".getBytes(UTF_8));
      return file.finish(destination);
    }
  }

  @Test
  void whatIsBelowIsSeen() throws IOException {
    assertThat(overlay.names(DIRECTORY)).containsExactly("file");
    assertThat(overlay.list(DIRECTORY, "")).isEqualTo(below.list(DIRECTORY, ""));
    assertThat(overlay.stat(FILE)).isEqualTo(below.stat(FILE));
    assertThat(content(FILE)).isEqualTo("below");
  }

  @Test
  void aFileThatWaitsBelowIsPublishedInTheViewOnly() throws IOException {
    StorePath destination = new StorePath("/c/published");
    Receipt receipt = staged(below, DIRECTORY.child("scratch"), destination);
    before = below.files();
    assertThat(overlay.look(receipt)).isEqualTo(below.look(receipt)).isPresent();

    overlay.publish(receipt);

    assertThat(content(destination)).isEqualTo("staged");
    assertThat(overlay.names(new StorePath("/c"))).containsExactly("published");
    assertThat(overlay.look(receipt)).isEmpty();
    assertThatThrownBy(() -> overlay.publish(receipt))
        .isInstanceOfAny(FileAlreadyExistsException.class, NoSuchFileException.class);
    assertThat(below.look(receipt)).isPresent();
    assertThat(below.stat(destination)).isEmpty();
    nothingHasChangedBelow();
  }

  @Test
  void aFileThatWaitsBelowIsDiscardedInTheViewOnly() throws IOException {
    Receipt receipt = staged(below, DIRECTORY.child("scratch"), new StorePath("/c/published"));

    overlay.discard(receipt);

    assertThat(overlay.look(receipt)).isEmpty();
    assertThatThrownBy(() -> overlay.publish(receipt)).isInstanceOf(NoSuchFileException.class);
    assertThat(below.look(receipt)).isPresent();
  }

  @Test
  void whatIsStagedHereIsNotThereBelow() throws IOException {
    StorePath destination = DIRECTORY.child("published");
    Receipt receipt = staged(overlay, DIRECTORY.child("scratch"), destination);
    nothingHasChangedBelow();

    overlay.publish(receipt);

    assertThat(content(destination)).isEqualTo("staged");
    assertThat(overlay.names(DIRECTORY)).containsExactly("file", "published");
    nothingHasChangedBelow();
  }

  @Test
  void whatIsDeletedBelowDoesNotShineThroughWhenItIsPutAgain() throws IOException {
    overlay.deleteAll(new StorePath("/a"));
    assertThat(overlay.stat(FILE)).isEmpty();
    assertThat(overlay.names(DIRECTORY)).isEmpty();
    assertThat(overlay.list(new StorePath("/a"), "")).isEmpty();

    overlay.putIfAbsent(FILE, Content.of("here".getBytes(UTF_8)));

    assertThat(content(FILE)).isEqualTo("here");
    assertThat(overlay.names(DIRECTORY)).containsExactly("file");
    nothingHasChangedBelow();
  }

  @Test
  void aFileThatWaitsBelowIsGoneOnceItsDirectoryIsDeletedHere() throws IOException {
    Receipt receipt = staged(below, DIRECTORY.child("scratch"), new StorePath("/c/published"));
    before = below.files();

    overlay.deleteAll(DIRECTORY);

    assertThat(overlay.look(receipt)).isEmpty();
    assertThatThrownBy(() -> overlay.publish(receipt)).isInstanceOf(NoSuchFileException.class);
    nothingHasChangedBelow();
  }

  @Test
  void aDirectoryIsEmptyOnceItsFilesAreGoneFromTheView() throws IOException {
    assertThatThrownBy(() -> overlay.delete(DIRECTORY))
        .isInstanceOf(DirectoryNotEmptyException.class);
    overlay.delete(FILE);
    overlay.delete(DIRECTORY);

    assertThat(overlay.stat(DIRECTORY)).isEmpty();
    nothingHasChangedBelow();
  }

  @Test
  void aPutRefusesWhatIsBelow() throws IOException {
    assertThatThrownBy(() -> overlay.putIfAbsent(FILE, Content.EMPTY))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(content(FILE)).isEqualTo("below");
  }
}
