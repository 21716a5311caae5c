package io.camus.table;

import io.camus.commit.Layout;
import io.camus.model.FollowedTable;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import io.camus.wire.FollowedTablesFile;
import io.camus.wire.UnreadableFileException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What runs know of tables, in numbered files of which the newest counts. It can be deleted: then
 * the catalog is asked for each table.
 */
public final class KnownTables {
  private static final Logger LOG = LoggerFactory.getLogger(KnownTables.class);
  private static final Pattern NAME = Pattern.compile("[0-9]{20}");

  private final Store store;
  private final Layout layout;

  public KnownTables(Store store, Layout layout) {
    this.store = store;
    this.layout = layout;
  }

  /**
   * What is known, by name of the table. A file that cannot be understood is as good as none.
   *
   * @throws IOException if the store fails
   */
  public Map<String, FollowedTable> read() throws IOException {
    Map<String, FollowedTable> known = new TreeMap<>();
    long newest = newest();
    if (newest > 0) {
      StorePath file = file(newest);
      try {
        FollowedTablesFile.read(store.open(file), file.toString())
            .forEach(it -> known.put(it.name(), it));
      } catch (NoSuchFileException e) {
        LOG.debug("another process has replaced {}", file);
      } catch (UnreadableFileException e) {
        LOG.warn("{}; the catalog is asked for all tables instead", e.getMessage());
        known.clear();
      }
    }
    return known;
  }

  /**
   * Replaces what is known, and deletes what dead processes have left. Of several processes, one
   * wins; what the others know can be found out again.
   */
  public void write(Map<String, FollowedTable> known) throws IOException {
    long newest = newest();
    try {
      store.putIfAbsent(file(newest + 1), out -> FollowedTablesFile.write(out, known.values()));
    } catch (FileAlreadyExistsException e) {
      LOG.debug("another process was faster");
    }
    if (newest > 0) {
      store.delete(file(newest));
    }
    store.sweep(layout.tables(), Instant.MAX);
  }

  private long newest() throws IOException {
    return store.names(layout.tables()).stream()
        .filter(it -> NAME.matcher(it).matches())
        .mapToLong(Long::parseLong)
        .max()
        .orElse(0);
  }

  private StorePath file(long number) {
    return layout.tables().child(String.format(Locale.ROOT, "%020d", number));
  }
}
