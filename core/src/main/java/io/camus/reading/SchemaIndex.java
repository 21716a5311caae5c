package io.camus.reading;

import static java.util.Objects.requireNonNull;

import io.camus.commit.Layout;
import io.camus.commit.LogReader;
import io.camus.commit.StoreCalls;
import io.camus.failure.RootCause;
import io.camus.model.CommitRecord;
import io.camus.model.DataFile;
import io.camus.model.LogEntry;
import io.camus.model.RunId;
import io.camus.model.StorageException;
import io.camus.schema.SealedTexts;
import io.camus.spi.FileFormat;
import io.camus.spi.Store;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Finds the schemas of topics' committed files in the commit log and the headers of the files. What
 * was found can be kept, so that the next one reads only what was committed since. Not thread-safe.
 */
public final class SchemaIndex {
  private final Store store;
  private final Layout layout;
  private final Function<String, Optional<FileFormat.Reader>> readers;
  private final StoreCalls calls;
  private final SealedTexts texts;

  /** Receives the progress. */
  @FunctionalInterface
  public interface Progress {
    /**
     * A file was read.
     *
     * @param files that were read
     * @param of how many there are to read
     */
    void read(int files, int of);
  }

  /** A file, and what committed it. */
  private record Committed(DataFile file, long record, RunId run) {}

  /**
   * Reads and writes nothing yet.
   *
   * @param readers the reader of a file, by its name
   */
  public SchemaIndex(
      Store store,
      Layout layout,
      Function<String, Optional<FileFormat.Reader>> readers,
      StoreCalls calls,
      SealedTexts texts) {
    this.store = requireNonNull(store);
    this.layout = requireNonNull(layout);
    this.readers = requireNonNull(readers);
    this.calls = requireNonNull(calls);
    this.texts = requireNonNull(texts);
  }

  /**
   * The schemas of topics' files, up to the end of the log.
   *
   * @return by topic
   * @throws StorageException if the log or a file cannot be read
   */
  public Map<String, SeenSchemas> read(Collection<String> topics, Progress progress) {
    try {
      LogReader log = new LogReader(store, layout);
      Map<String, SeenSchemas> seen = new TreeMap<>();
      for (String topic : topics) {
        seen.put(topic, kept(log, topic).orElseGet(() -> SeenSchemas.none(topic)));
      }
      return extended(log, seen, progress);
    } catch (IOException e) {
      throw new StorageException(
          "cannot read the commit log in " + layout.commits() + ": " + RootCause.line(e), e);
    }
  }

  /** What an earlier process kept, unless the log is another one now. */
  private Optional<SeenSchemas> kept(LogReader log, String topic) throws IOException {
    Optional<SeenSchemas> kept =
        texts.read(layout.seenSchemas(topic), topic).flatMap(it -> SeenSchemasLine.read(topic, it));
    if (kept.isEmpty() || kept.get().record() == 0) {
      return Optional.empty();
    }
    try {
      String nonce = log.read(kept.get().record()).header().nonce();
      return kept.filter(it -> it.nonce().equals(nonce));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private Map<String, SeenSchemas> extended(
      LogReader log, Map<String, SeenSchemas> seen, Progress progress) throws IOException {
    long from = seen.values().stream().mapToLong(SeenSchemas::record).min().orElse(0);
    List<Committed> files = new ArrayList<>();
    CommitRecord[] last = new CommitRecord[1];
    log.readAfter(
        from,
        record -> {
          last[0] = record;
          record.commits().forEach(it -> collect(record.number(), it, seen, files));
        });
    if (last[0] == null) {
      return seen;
    }
    List<FileHead> heads =
        FileHead.all(
            store,
            readers,
            calls,
            files.stream().map(Committed::file).toList(),
            done -> progress.read(done, files.size()));
    CommitRecord.Header end = last[0].header();
    seen.replaceAll((topic, before) -> extended(before, end, files, heads));
    return seen;
  }

  private static void collect(
      long record, LogEntry.Commits commits, Map<String, SeenSchemas> seen, List<Committed> files) {
    for (DataFile file : commits.pulled().files()) {
      SeenSchemas known = seen.get(file.topic());
      if (known != null && known.record() < record && file.kind() == DataFile.Kind.DATA) {
        files.add(new Committed(file, record, commits.run()));
      }
    }
  }

  private static SeenSchemas extended(
      SeenSchemas before, CommitRecord.Header end, List<Committed> files, List<FileHead> heads) {
    List<SeenSchema> more = new ArrayList<>();
    long others = 0;
    for (int i = 0; i < files.size(); i++) {
      Committed file = files.get(i);
      if (file.file().topic().equals(before.topic())) {
        heads
            .get(i)
            .schema()
            .ifPresent(
                schema -> more.add(SeenSchema.of(schema, file.file(), file.record(), file.run())));
        others += heads.get(i).schema().isPresent() ? 0 : 1;
      }
    }
    return before.at(end.number(), end.nonce(), more, others);
  }

  /** Keeps what was found. A failure to do so costs only time. */
  public void keep(Collection<SeenSchemas> seen) {
    seen.stream()
        .filter(it -> it.record() > 0)
        .forEach(
            it ->
                texts.replace(layout.seenSchemas(it.topic()), it.topic(), SeenSchemasLine.of(it)));
  }
}
