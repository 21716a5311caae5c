package io.camus.verify;

import io.camus.commit.Digest;
import io.camus.commit.LiveFile;
import io.camus.failure.RootCause;
import io.camus.model.DataFile;
import io.camus.spi.FileFormat;
import io.camus.spi.FileFormat.MalformedFileException;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import io.camus.verify.Violation.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads a complete file and checks its digest, the number and digest of its records, and offsets. A
 * file with a wrong digest is not parsed.
 */
final class ContentCheck {
  private static final long IN_MEMORY_BYTES = 16 << 20;

  private final Store store;
  private final Findings findings;
  private final Meter meter;
  private final Function<String, Optional<FileFormat.Reader>> readers;

  /**
   * @param meter counts what is read
   * @param readers the reader of a file, by its name
   */
  ContentCheck(
      Store store,
      Findings findings,
      Meter meter,
      Function<String, Optional<FileFormat.Reader>> readers) {
    this.store = store;
    this.findings = findings;
    this.meter = meter;
    this.readers = readers;
  }

  private record Fault(Kind kind, String meaning) {
    static Fault unreadable(Throwable cause) {
      return new Fault(
          Kind.UNREADABLE_FILE, "the file system cannot read it: " + RootCause.line(cause));
    }
  }

  /**
   * Checks a file with the right length.
   *
   * @throws NoSuchFileException if it is gone
   */
  void check(LiveFile named, StorePath path) throws NoSuchFileException {
    boolean small = named.file().bytes() <= IN_MEMORY_BYTES;
    StoreSource source =
        new StoreSource(store, path, in -> meter.metered(in, named.file(), small ? 1 : 2));
    Optional<Fault> fault;
    try {
      fault = fault(named.file(), source);
    } catch (NoSuchFileException e) {
      throw e;
    } catch (IOException e) {
      fault = Optional.of(Fault.unreadable(e));
    }
    fault.ifPresent(it -> findings.file(it.kind(), named, path.value(), it.meaning()));
  }

  private Optional<Fault> fault(DataFile file, StoreSource source) throws IOException {
    if (file.bytes() <= IN_MEMORY_BYTES) {
      source.keep();
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
    String name = new StorePath(file.destination()).name();
    Optional<FileFormat.Reader> reader = readers.apply(name);
    return reader.isEmpty()
        ? Optional.of(
            new Fault(
                Kind.UNREADABLE_FILE,
                "no installed format reads files with the ending of "
                    + name
                    + "; install the plug-in that wrote it"))
        : records(file, source, reader.get());
  }

  private static Optional<Fault> records(
      DataFile file, StoreSource source, FileFormat.Reader reader) throws IOException {
    RecordCheck check = new RecordCheck(file);
    try {
      reader.read(source, check);
    } catch (IOException | RuntimeException e) {
      if (source.failure().isPresent()) {
        throw source.failure().get();
      }
      String what =
          e instanceof MalformedFileException
              ? e.getMessage()
              : "it is not a complete file of its format: " + RootCause.line(e);
      return Optional.of(
          new Fault(Kind.MALFORMED_FILE, "it is unchanged since it was written, but " + what));
    }
    return compare(file, check.counted(), reader.hint().isEmpty() ? "" : "; " + reader.hint());
  }

  private static Optional<Fault> compare(DataFile file, Counted counted, String hint) {
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
