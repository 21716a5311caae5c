package io.camus.reading;

import io.camus.commit.Publication;
import io.camus.commit.StoreCalls;
import io.camus.failure.RootCause;
import io.camus.model.DataFile;
import io.camus.model.StorageException;
import io.camus.spi.FileFormat;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.apache.avro.Schema;

/**
 * What a data file contains, from its header; neither if it is gone.
 *
 * @param schema of its records
 * @param lines whether it has lines, which have no schema
 */
record FileHead(Optional<Schema> schema, boolean lines) {
  private static final FileHead GONE = new FileHead(Optional.empty(), false);

  boolean isGone() {
    return schema.isEmpty() && !lines;
  }

  /**
   * Reads the header of each file.
   *
   * @param readers the reader of a file, by its name
   * @param done receives the number of files that have been read
   * @throws StorageException if a file cannot be read
   */
  static List<FileHead> all(
      Store store,
      Function<String, Optional<FileFormat.Reader>> readers,
      StoreCalls calls,
      List<DataFile> files,
      IntConsumer done) {
    try {
      return calls.map(files, file -> of(store, readers, file), done);
    } catch (IOException e) {
      throw new StorageException("cannot read the schemas of files: " + RootCause.line(e), e);
    }
  }

  /** A file may be published while we look for it in the staging directory. */
  private static FileHead of(
      Store store, Function<String, Optional<FileFormat.Reader>> readers, DataFile file)
      throws IOException {
    StorePath destination = new StorePath(file.destination());
    FileFormat.Reader reader =
        readers
            .apply(destination.name())
            .orElseThrow(
                () ->
                    new IOException(
                        "no installed format reads "
                            + destination
                            + "; install the plug-in that wrote it"));
    FileHead head = of(store, reader, destination);
    if (head.isGone()) {
      Optional<StorePath> staged =
          store.look(Publication.receipt(file)).flatMap(Store.Waiting::path);
      head = staged.isPresent() ? of(store, reader, staged.get()) : head;
      return head.isGone() ? of(store, reader, destination) : head;
    }
    return head;
  }

  private static FileHead of(Store store, FileFormat.Reader reader, StorePath path)
      throws IOException {
    try {
      Optional<Schema> schema = reader.schema(() -> store.open(path));
      return new FileHead(schema, schema.isEmpty());
    } catch (NoSuchFileException e) {
      return GONE;
    } catch (IOException | RuntimeException e) {
      throw new IOException(
          String.format(
              Locale.ROOT, "%s: %s; camus verify --deep checks the file", path, RootCause.line(e)),
          e);
    }
  }
}
