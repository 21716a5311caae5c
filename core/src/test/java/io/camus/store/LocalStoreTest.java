package io.camus.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.spi.StorePath;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalStoreTest {
  @TempDir private Path directory;

  private final LocalStore store = new LocalStore();

  @Test
  void pathsWithAndWithoutSchemeAreOneFile() throws IOException {
    Files.writeString(directory.resolve("file"), "x");

    for (String prefix : new String[] {"", "file:", "file://"}) {
      StorePath path = new StorePath(prefix + directory + "/file");
      assertThat(store.stat(path)).hasValueSatisfying(e -> assertThat(e.path()).isEqualTo(path));
    }
  }

  @ParameterizedTest
  @CsvSource({"027, rwxr-x---, rw-r-----", "077, rwx------, rw-------"})
  void modesAreWhatTheUmaskLeaves(String umask, String ofDirectories, String ofFiles)
      throws IOException {
    LocalStore careful = new LocalStore(Integer.parseInt(umask, 8));
    StorePath topic = new StorePath(directory.resolve("topic").toString());
    StorePath hour = topic.child("hour");
    careful.makeDirectories(hour);
    careful.create(hour.child("file")).close();
    careful.rename(hour.child("file"), topic.child("renamed"));

    assertThat(Stream.of(topic, hour, topic.child("renamed")).map(LocalStoreTest::mode))
        .containsExactly(ofDirectories, ofDirectories, ofFiles);
  }

  private static String mode(StorePath path) {
    try {
      return PosixFilePermissions.toString(
          Files.getPosixFilePermissions(LocalStore.localPath(path)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void otherSchemesAndRelativePathsAreRefused() {
    for (String value :
        new String[] {"hdfs://nn/x", "relative/x", "file:relative", "file://host/x"}) {
      assertThatThrownBy(() -> store.stat(new StorePath(value)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(value);
    }
  }

  @Test
  void fileSystemWithoutHardLinksIsRefusedByName() throws IOException {
    try (FileSystem zip = zip("a.zip")) {
      Path from = Files.writeString(zip.getPath("/from"), "x");

      assertThatThrownBy(() -> LinkRename.rename(from, zip.getPath("/to")))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("/from")
          .hasMessageContaining("(zipfs)")
          .hasMessageContaining("hard links");
      assertThat(Files.readString(from)).isEqualTo("x");
    }
  }

  @Test
  void twoFileSystemsAreNamed() throws IOException {
    try (FileSystem one = zip("one.zip");
        FileSystem two = zip("two.zip")) {
      Path from = Files.writeString(one.getPath("/from"), "x");

      assertThatThrownBy(() -> LinkRename.rename(from, two.getPath("/to")))
          .isInstanceOf(AtomicMoveNotSupportedException.class)
          .hasMessageContaining("two file systems")
          .hasMessageContaining("one.zip")
          .hasMessageContaining("two.zip");
    }
  }

  private FileSystem zip(String name) throws IOException {
    return FileSystems.newFileSystem(directory.resolve(name), Map.of("create", "true"));
  }

  @Test
  void interruptedThreadStillFinishesAndStaysInterrupted() throws IOException {
    Thread.currentThread().interrupt();
    try {
      StorePath from = new StorePath(directory + "/from");
      try (OutputStream out = store.create(from)) {
        out.write('x');
      }
      store.rename(from, new StorePath(directory + "/to"));

      assertThat(Thread.currentThread().isInterrupted()).isTrue();
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(Files.readString(directory.resolve("to"))).isEqualTo("x");
  }

  @Test
  void deletingAllRemovesASymbolicLinkAndNotItsTarget() throws IOException {
    Path precious = Files.createDirectory(directory.resolve("precious"));
    Files.writeString(precious.resolve("file"), "kept");
    Path tree = Files.createDirectory(directory.resolve("tree"));
    Files.createSymbolicLink(tree.resolve("link"), precious);

    store.deleteAll(new StorePath(tree.toString()));

    assertThat(tree).doesNotExist();
    assertThat(precious.resolve("file")).hasContent("kept");
  }

  @Test
  void fileOnAFullDiskNeverClosesWell() throws IOException {
    Path full = Path.of("/dev/full");
    assertThat(full).exists();
    try (OutputStream out = new DurableFile(full)) {
      assertThatThrownBy(() -> out.write(new byte[1_000_000])).isInstanceOf(IOException.class);
      assertThatThrownBy(out::close).hasMessageContaining("incomplete");
    }
  }

  @Test
  void directoryBehindASymbolicLinkIsFine() throws IOException {
    Path real = Files.createDirectory(directory.resolve("real"));
    Files.createSymbolicLink(directory.resolve("link"), real);

    store.makeDirectories(new StorePath(directory + "/link"));
    store.makeDirectories(new StorePath(directory + "/link/a/b"));

    assertThat(real.resolve("a/b")).isDirectory();
  }

  @Test
  void aPathOfAnotherStoreIsNotRefused() {
    LocalStore store = new LocalStore();
    for (String path : List.of("s3://bucket/topics/a", "hdfs://host/a", "/a", "file:/a")) {
      assertThat(store.refusal(new StorePath(path))).as(path).isEmpty();
    }
  }
}
