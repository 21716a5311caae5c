package io.camus.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.model.SourceException;
import io.camus.model.StorageException;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RootCauseTest {
  private static final String USER = System.getProperty("user.name");

  @Test
  void rootIsToldBesideWhatItLedTo() {
    assertThat(
            RootCause.line(
                new SourceException(
                    "no broker answers", new IOException(new IllegalStateException("closed")))))
        .isEqualTo("no broker answers (IllegalStateException: closed)");
  }

  @Test
  void innermostLeavesOutWhatItLedTo() {
    assertThat(
            RootCause.innermost(
                new SourceException("no broker answers", new IOException("refused"))))
        .isEqualTo("refused");
  }

  @Test
  void nothingIsToldTwiceAndAllOnOneLine() {
    assertThat(RootCause.line(new IOException("a\n  b", new IOException("b")))).isEqualTo("a; b");
  }

  static Stream<Arguments> exceptionsThatHideTheirReason() {
    return Stream.of(
        Arguments.of(new AccessDeniedException("/d"), "/d: permission denied for user " + USER),
        Arguments.of(new FileAlreadyExistsException("/d"), "/d: it already exists"),
        Arguments.of(new NoSuchFileException("/d"), "/d: no such file or directory"),
        Arguments.of(new NotDirectoryException("/d"), "/d: it is a file, but must be a directory"),
        Arguments.of(new FileSystemLoopException("/d"), "/d: its symbolic links form a loop"),
        Arguments.of(new DirectoryNotEmptyException("/d"), "/d: the directory is not empty"),
        Arguments.of(new NotLinkException("/d"), "/d: NotLinkException"),
        Arguments.of(new FileSystemException("/d"), "/d: FileSystemException"),
        Arguments.of(
            new FileSystemException("/d", null, "Read-only file system"),
            "/d: Read-only file system"),
        Arguments.of(new FileSystemException("/a", "/b", "too long"), "/a -> /b: too long"),
        Arguments.of(new AtomicMoveNotSupportedException("/a", "/b", "no"), "/a -> /b: no"),
        Arguments.of(new FileNotFoundException("/d"), "/d: no such file or directory"),
        Arguments.of(new FileNotFoundException("/d (Is a directory)"), "/d (Is a directory)"),
        Arguments.of(new IOException("hdfs://n/d"), "hdfs://n/d: IOException"),
        Arguments.of(new UnknownHostException("kafka-1"), "the host kafka-1 is unknown"),
        Arguments.of(new EOFException(), "it ends unexpectedly"),
        Arguments.of(new ClosedByInterruptException(), "interrupted"),
        Arguments.of(new InterruptedException(), "interrupted"),
        Arguments.of(new TimeoutException(), "no answer in time"),
        Arguments.of(new ClassNotFoundException("a.B"), "the class a.B is missing"),
        Arguments.of(new NoClassDefFoundError("a/B"), "the class a.B is missing"),
        Arguments.of(malformed(), "it is not text in the expected encoding"),
        Arguments.of(new NullPointerException(), "NullPointerException"));
  }

  private static CharacterCodingException malformed() {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(new byte[] {(byte) 0xff}));
      throw new AssertionError();
    } catch (CharacterCodingException e) {
      return e;
    }
  }

  @ParameterizedTest
  @MethodSource("exceptionsThatHideTheirReason")
  void aNameAloneIsNoReason(Throwable thrown, String words) {
    assertThat(RootCause.line(thrown)).isEqualTo(words);
    assertThat(RootCause.innermost(thrown)).isEqualTo(words);
    assertThat(RootCause.line(new ExecutionException(thrown))).isEqualTo(words);
    if (thrown instanceof IOException cause) {
      assertThat(RootCause.line(new UncheckedIOException(cause))).isEqualTo(words);
    }
  }

  /** As Hadoop's, by its name. */
  private static final class RemoteException extends IOException {
    private static final long serialVersionUID = 1;

    RemoteException(String message) {
      super(message);
    }
  }

  @Test
  void aServersStackTraceIsLeftOut() {
    String trace =
        """
        File does not exist: /d (inode 16390) Holder x does not have any open files.
        \tat org.apache.hadoop.hdfs.server.namenode.FSNamesystem.checkLease(FSN.java:3123)
        Caused by: java.io.IOException: deeper
        \t... 3 more
        """;
    String words = "File does not exist: /d (inode 16390) Holder x does not have any open files.";

    assertThat(RootCause.line(new RemoteException(trace))).isEqualTo(words);
    assertThat(RootCause.line(new RemoteException(words + "\nThe reported blocks")))
        .isEqualTo(words);
    assertThat(RootCause.line(new IOException(trace))).isEqualTo(words);
    assertThat(RootCause.line(new IOException("java.io.FileNotFoundException: " + trace)))
        .isEqualTo(words);

    NoSuchFileException translated = new NoSuchFileException("/d", null, words);
    translated.initCause(new RemoteException(trace));
    assertThat(RootCause.line(translated)).isEqualTo(words);
    assertThat(RootCause.line(new StorageException("cannot write /d", translated)))
        .isEqualTo("cannot write /d (RemoteException: " + words + ")");
  }

  @Test
  void whatAnotherProcessHasPrintedIsReadTheSameWay() {
    assertThat(RootCause.ofPrinted("java.nio.file.AccessDeniedException: /d/x"))
        .isEqualTo("/d/x: permission denied for user " + USER);
    assertThat(RootCause.ofPrinted("java.nio.file.FileSystemException: /d/x: File name too long"))
        .endsWith("/d/x: File name too long");
    assertThat(RootCause.ofPrinted("the container was killed"))
        .isEqualTo("the container was killed");
  }

  @Test
  void aCircleOfCausesEnds() {
    IOException inner = new IOException("inner");
    IOException outer = new IOException("outer", inner);
    inner.initCause(outer);
    assertThat(RootCause.line(outer)).isNotEmpty();
  }
}
