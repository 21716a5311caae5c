package io.camus.hadoop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.config.Providers;
import io.camus.model.CamusException;
import io.camus.model.ConfigurationException;
import io.camus.model.StorageException;
import io.camus.spi.StorePath;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ParentNotDirectoryException;
import org.apache.hadoop.hdfs.protocol.DSQuotaExceededException;
import org.apache.hadoop.ipc.RemoteException;
import org.apache.hadoop.security.AccessControlException;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StoreCheckTest {
  private final StoreCheck check =
      new StoreCheck(new PathStores(new Configuration(), Providers.INSTALLED, Assertions::fail));

  @TempDir private Path directory;

  private NamedPath base;

  @BeforeEach
  void nameTheBase() {
    base = path("base", directory + "/base");
  }

  private static NamedPath path(String name, String path) {
    return new NamedPath(name, new StorePath(path));
  }

  @Test
  void aFileIsMovedAndNothingIsLeft() throws IOException {
    NamedPath destination = path("destination", "file:" + directory + "/destination");
    NamedPath history = path("history", directory + "/base/history");

    assertThat(check.problems(base, List.of(destination, history))).isEmpty();
    check.requireUsable(base, List.of(destination, history));

    try (Stream<Path> left = Files.walk(directory)) {
      assertThat(left.filter(Files::isRegularFile)).isEmpty();
    }
  }

  @Test
  void pathsOnTwoFileSystemsAreNamed() {
    NamedPath far = path("destination", "hdfs://localhost:1/data");

    assertThat(check.problems(base, List.of(far, path("history", directory + "/history"))))
        .singleElement()
        .asInstanceOf(InstanceOfAssertFactories.throwable(ConfigurationException.class))
        .hasMessageContainingAll(base.toString(), far.toString(), "one file system");
  }

  @Test
  void whatIsInTheWayOfADirectoryIsNamedWithItsKey() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "x");
    Path loop = Files.createSymbolicLink(directory.resolve("loop"), directory.resolve("loop"));

    assertThat(
            check.problems(
                base,
                List.of(
                    path("below", file + "/below/deep"),
                    path("file", file.toString()),
                    path("loop", loop.toString()),
                    path("long", directory + "/" + "n".repeat(300)))))
        .extracting(Throwable::getMessage)
        .containsExactly(
            "below = "
                + file
                + "/below/deep cannot be used: "
                + file
                + ": it is a file, but must be a directory. Correct it, or set another path.",
            "file = "
                + file
                + " cannot be used: "
                + file
                + ": it is a file, but must be a directory. Correct it, or set another path.",
            "loop = "
                + loop
                + " cannot be used: "
                + loop
                + ": it is a symbolic link that does not lead to a directory. Correct it, or set"
                + " another path.",
            "long = "
                + directory
                + "/"
                + "n".repeat(300)
                + " cannot be used: "
                + directory
                + "/"
                + "n".repeat(300)
                + ": File name too long. Correct it, or set another path.");
  }

  @Test
  void aWrongBaseIsToldOnce() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "x");

    assertThat(
            check.problems(
                path("base", file.toString()),
                List.of(path("a", directory + "/a"), path("b", directory + "/b"))))
        .singleElement()
        .asString()
        .contains("base = " + file);
  }

  @Test
  void whatIsMissingCanBeReadAndAFileCannot() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "x");
    NamedPath occupied = path("base", file.toString());

    check.requireReadable(List.of(base));
    check.requireDirectories(List.of(base));
    assertThatThrownBy(() -> check.requireReadable(List.of(occupied)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("base = " + file + " cannot be used: ");
    assertThatThrownBy(() -> check.requireDirectories(List.of(path("below", file + "/x"))))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("Not a directory");
  }

  static List<IOException> facts() {
    return List.of(
        new AccessDeniedException("/d"),
        new NotDirectoryException("/d"),
        new FileAlreadyExistsException("/d"),
        new FileSystemException("/d", null, "Read-only file system"),
        new FileSystemException(
            "/d", null, "Too many levels of symbolic links or unable to access attributes"),
        new AccessControlException("Permission denied: user=etl, access=WRITE, inode=\"/d\""),
        new ParentNotDirectoryException("/d (is not a directory)"),
        new RemoteException(
            "org.apache.hadoop.hdfs.protocol.FSLimitException$PathComponentTooLongException",
            "The maximum path component name limit of x is exceeded\n\tat o.a.h"));
  }

  @ParameterizedTest
  @MethodSource("facts")
  void whatOnlyAPersonCanChangeIsAWrongConfiguration(IOException thrown) {
    CamusException told = PathFault.of(base, thrown);

    assertThat(told).isInstanceOf(ConfigurationException.class);
    assertThat(told).hasMessageStartingWith(base + " cannot be used: ");
    assertThat(told.getMessage()).contains("set another path.").doesNotContain("\n", "\tat");
  }

  static List<IOException> failures() {
    return List.of(
        new IOException("Input/output error"),
        new NoSuchFileException("/d"),
        new FileSystemException("/d", null, "No space left on device"),
        new DSQuotaExceededException("the quota is used up"),
        new RemoteException(
            "org.apache.hadoop.hdfs.server.namenode.SafeModeException",
            "Name node is in safe mode.\n\tat o.a.h"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void whatMayWorkLaterIsAFailureOfTheOutside(IOException thrown) {
    CamusException told = PathFault.of(base, thrown);

    assertThat(told).isInstanceOf(StorageException.class);
    assertThat(told).hasMessageStartingWith(base + " cannot be used now: ");
    assertThat(told.getMessage()).endsWith("then run again.").doesNotContain("\n", "\tat");
  }
}
