package io.camus.commit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.camus.commit.Layout.CommitFile;
import io.camus.spi.Content;
import io.camus.spi.StorePath;
import io.camus.store.ForwardingStore;
import io.camus.store.MemoryStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A store with a commit log of any length, whose records are made when they are read: each opens
 * and closes a run. Counts the calls.
 */
final class LongLog extends ForwardingStore {
  private final Layout layout;
  private final long records;
  private long opens;
  private long lists;
  private long others;

  LongLog(MemoryStore store, Layout layout, long records) {
    super(store);
    this.layout = layout;
    this.records = records;
  }

  /** How many files were opened. */
  long opens() {
    return opens;
  }

  /** How many directories were listed. */
  long lists() {
    return lists;
  }

  /** All calls. */
  long calls() {
    return opens + lists + others;
  }

  private boolean isMade(StorePath path) {
    return path.parent().parent().equals(layout.commits())
        && path.name().endsWith(CommitFile.RECORD.suffix())
        && LogReader.number(path) <= records;
  }

  private static byte[] content(long number) {
    String run = "2026-11-22-14-05-59-" + HexFormat.of().toHexDigits(number, 6);
    byte[] lines =
        ("{\"camus\":\"commit-record\",\"version\":2,\"header\":{\"number\":"
                + number
                + ",\"nonce\":\"0\",\"writer\":\""
                + run
                + "\",\"writtenAt\":\"2026-11-22T14:05:59Z\",\"countWindow\":null}}\n"
                + "{\"opens\":{\"run\":\""
                + run
                + "\",\"owner\":{\"framework\":\"local\",\"host\":\"host\",\"pid\":1,"
                + "\"processStarted\":\"2026-11-22T14:05:59Z\"}}}\n"
                + "{\"closes\":{\"run\":\""
                + run
                + "\"}}\n")
            .getBytes(US_ASCII);
    CRC32C checksum = new CRC32C();
    checksum.update(lines);
    String trailer =
        "{\"lines\":2,\"crc32c\":\""
            + HexFormat.of().toHexDigits((int) checksum.getValue())
            + "\"}\n";
    byte[] content = Arrays.copyOf(lines, lines.length + trailer.length());
    System.arraycopy(trailer.getBytes(US_ASCII), 0, content, lines.length, trailer.length());
    return content;
  }

  private Child child(StorePath path, boolean directory) {
    return new Child(path, directory, directory ? 0 : 1, Instant.EPOCH);
  }

  @Override
  public InputStream open(StorePath file) throws IOException {
    opens++;
    return isMade(file)
        ? new ByteArrayInputStream(content(LogReader.number(file)))
        : super.open(file);
  }

  @Override
  public Optional<Child> find(StorePath path) throws IOException {
    others++;
    return isMade(path) ? Optional.of(child(path, false)) : super.find(path);
  }

  @Override
  public List<Child> children(StorePath directory) throws IOException {
    lists++;
    List<Child> entries = new ArrayList<>(super.children(directory));
    if (directory.equals(layout.commits())) {
      for (long first = 0; first <= records; first += layout.segmentRecords()) {
        StorePath segment = layout.segment(first);
        entries.removeIf(entry -> entry.path().equals(segment));
        entries.add(child(segment, true));
      }
    } else if (directory.parent().equals(layout.commits())) {
      long first = Long.parseLong(directory.name()) * layout.segmentRecords();
      for (long i = Math.max(1, first); i < first + layout.segmentRecords() && i <= records; i++) {
        entries.add(child(layout.commitFile(i, CommitFile.RECORD), false));
      }
    }
    return entries;
  }

  @Override
  public void putIfAbsent(StorePath path, Content content) throws IOException {
    others++;
    super.putIfAbsent(path, content);
  }

  @Override
  public void sweep(StorePath directory, Instant before) throws IOException {
    others++;
    super.sweep(directory, before);
  }

  @Override
  public OutputStream create(StorePath file) throws IOException {
    others++;
    return super.create(file);
  }

  @Override
  public void rename(StorePath from, StorePath to) throws IOException {
    others++;
    super.rename(from, to);
  }

  @Override
  public void makeDirectories(StorePath directory) throws IOException {
    others++;
    super.makeDirectories(directory);
  }

  @Override
  public void delete(StorePath path) throws IOException {
    others++;
    super.delete(path);
  }
}
