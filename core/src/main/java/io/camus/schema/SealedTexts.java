package io.camus.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.camus.failure.RootCause;
import io.camus.spi.Content;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Small files of one line and its seal, a digest of subject and line:
 *
 * <pre>
 * {"type":"record", ...}
 * 9d1f... SHA-256 of "schema 17\n" and the line
 * </pre>
 *
 * <p>They are only a cache: a file that cannot be read counts as missing, and a failed write is
 * ignored. Any number of processes may read and write concurrently; the first file with a name
 * stays.
 */
public final class SealedTexts {
  private static final Logger LOG = LoggerFactory.getLogger(SealedTexts.class);

  /** Many processes write concurrently; sweeping would only make them write again. */
  private static final Duration ABANDONED = Duration.ofDays(1);

  private final Store store;
  private final Clock clock;

  public SealedTexts(Store store, Clock clock) {
    this.store = requireNonNull(store);
    this.clock = requireNonNull(clock);
  }

  /**
   * The line of a file; deletes a file that is damaged or has another subject.
   *
   * @param subject identifies the line's content
   */
  public Optional<String> read(StorePath file, String subject) {
    String content;
    try (InputStream in = store.open(file)) {
      content = new String(in.readAllBytes(), UTF_8);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      LOG.warn("cannot read {}, finding out again instead: {}", file, RootCause.line(e));
      return Optional.empty();
    }
    int end = content.indexOf('\n');
    if (end >= 0 && content.equals(sealed(content.substring(0, end), subject))) {
      return Optional.of(content.substring(0, end));
    }
    remove(file);
    return Optional.empty();
  }

  /** Deletes a useless file, to be written again. */
  void remove(StorePath file) {
    LOG.warn("{} is damaged; deleting it, to be written again", file);
    delete(file);
  }

  private void delete(StorePath file) {
    try {
      store.delete(file);
    } catch (IOException e) {
      LOG.warn("cannot delete {}: {}", file, RootCause.line(e));
    }
  }

  /** Writes a file unless it exists. */
  void write(StorePath file, String subject, String line) {
    try {
      store.sweep(file.parent(), clock.instant().minus(ABANDONED));
      store.putIfAbsent(file, Content.of(sealed(line, subject).getBytes(UTF_8)));
    } catch (FileAlreadyExistsException e) {
      // Another process has written the same line.
    } catch (IOException e) {
      LOG.warn(
          "cannot write {}; the next process will find out again: {}", file, RootCause.line(e));
    }
  }

  /** Writes a file, replacing another line. */
  public void replace(StorePath file, String subject, String line) {
    Optional<String> before = read(file, subject);
    if (before.isPresent() && !before.get().equals(line)) {
      delete(file);
    }
    if (!before.equals(Optional.of(line))) {
      write(file, subject, line);
    }
  }

  private static String sealed(String line, String subject) {
    return line + "\n" + digest(subject + "\n" + line) + "\n";
  }

  /** SHA-256 of a text, in hexadecimal digits. */
  static String digest(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
