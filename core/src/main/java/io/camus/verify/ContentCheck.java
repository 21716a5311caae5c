package io.camus.verify;

import io.camus.commit.Digest;
import io.camus.commit.LiveFile;
import io.camus.failure.RootCause;
import io.camus.model.DataFile;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import io.camus.verify.StoreStream.StoreFailure;
import io.camus.verify.Violation.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads a complete file and checks its digest, the number and digest of its records, and offsets. A
 * file with a wrong digest is not parsed.
 */
final class ContentCheck {
  private static final long IN_MEMORY_BYTES = 16 << 20;

  private final Store store;
  private final Findings findings;
  private final LineContent lines;

  /**
   * @param delimiter the record delimiter in files of lines, at least one byte
   */
  ContentCheck(Store store, Findings findings, byte[] delimiter) {
    this.store = store;
    this.findings = findings;
    this.lines = new LineContent(delimiter);
  }

  /**
   * Checks a file with the right length.
   *
   * @throws NoSuchFileException if it is gone
   */
  void check(LiveFile named, StorePath path) throws NoSuchFileException {
    String at = path.value();
    try {
      violation(named.file(), path)
          .ifPresent(it -> findings.file(it.kind(), named, at, it.meaning()));
    } catch (NoSuchFileException e) {
      throw e;
    } catch (StoreFailure e) {
      unreadable(named, at, e.getCause());
    } catch (IOException e) {
      unreadable(named, at, e);
    }
  }

  private void unreadable(LiveFile named, String at, Throwable cause) {
    String meaning = "the file system cannot read it: " + RootCause.line(cause);
    findings.file(Kind.UNREADABLE_FILE, named, at, meaning);
  }

  private record Fault(Kind kind, String meaning) {}

  private Optional<Fault> violation(DataFile file, StorePath path) throws IOException {
    ByteSource source = () -> new StoreStream(store.open(path));
    if (file.bytes() <= IN_MEMORY_BYTES) {
      byte[] bytes;
      try (InputStream in = source.open()) {
        bytes = in.readAllBytes();
      }
      source = () -> new ByteArrayInputStream(bytes);
    }
    String digest;
    try (InputStream in = source.open()) {
      digest = Digest.of(in);
    }
    if (!digest.equals(file.digest())) {
      return Optional.of(
          new Fault(
              Kind.ALTERED_FILE,
              String.format(
                  Locale.ROOT,
                  "its digest is %s, but %s was written: it was altered or damaged",
                  digest,
                  file.digest())));
    }
    try {
      return compare(file, count(source, file));
    } catch (MalformedException e) {
      return Optional.of(
          new Fault(
              Kind.MALFORMED_FILE,
              "it is unchanged since it was written, but " + RootCause.line(e)));
    }
  }

  private Counted count(ByteSource source, DataFile file) throws IOException {
    return isAvro(file) ? AvroContent.read(source, file) : lines.read(source, file.destination());
  }

  private static boolean isAvro(DataFile file) {
    return file.destination().endsWith(".avro");
  }

  private Optional<Fault> compare(DataFile file, Counted counted) {
    String hint = isAvro(file) ? "" : "; " + LineContent.HINT;
    if (counted.records() != file.records()) {
      return Optional.of(
          new Fault(
              Kind.WRONG_COUNT,
              String.format(
                  Locale.ROOT,
                  "has %,d records, but its commit record lists %,d%s",
                  counted.records(),
                  file.records(),
                  hint)));
    }
    if (!counted.digest().equals(file.contentDigest())) {
      return Optional.of(
          new Fault(
              Kind.WRONG_CONTENT,
              String.format(
                  Locale.ROOT,
                  "the digest of its records is %s, but %s was pulled%s",
                  counted.digest(),
                  file.contentDigest(),
                  hint)));
    }
    return counted.disorder().map(why -> new Fault(Kind.WRONG_OFFSETS, why));
  }
}
