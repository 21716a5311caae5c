package io.camus.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.camus.spi.Content;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import io.camus.spi.Table;
import io.camus.spi.Tables;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.apache.avro.Schema;

/**
 * A catalog in a store, so that the faults of the store are those of the catalog: a table is a
 * directory, and each of its commits a numbered file, of which the first one wins. The first line
 * of a commit is the position, the others are the files that it adds.
 */
public final class StoreTables implements Tables {
  private final Store store;
  private final StorePath root;

  public StoreTables(Store store, StorePath root) {
    this.store = store;
    this.root = root;
  }

  @Override
  public Optional<Table> load(String name) throws IOException {
    StoreTable table = new StoreTable(name);
    return table.reload() ? Optional.of(table) : Optional.empty();
  }

  @Override
  public Table create(String name, Schema columns, Partitioning partitioning, Table.Position begin)
      throws IOException {
    StoreTable table = new StoreTable(name);
    if (!table.reload()) {
      boolean unused = table.commits(begin, List.of());
      table.reload();
    }
    return table;
  }

  @Override
  public void close() {}

  /** A table; what it knows is as of its last look. */
  private final class StoreTable implements Table {
    private final StorePath directory;
    private final List<Live> files = new ArrayList<>();
    private int version;
    private final Map<String, Long> first = new HashMap<>();
    private final Map<String, Long> positions = new HashMap<>();

    StoreTable(String name) {
      directory = root.child(name);
    }

    /** Reads further commits; false if there is none at all. */
    boolean reload() throws IOException {
      for (String name : store.names(directory)) {
        if (name.matches("[0-9]+") && Integer.parseInt(name) > version) {
          try (InputStream in = store.open(directory.child(name))) {
            List<String> lines = new String(in.readAllBytes(), UTF_8).lines().toList();
            String[] words = lines.get(0).split(" ", 2);
            positions.put(words[0], Long.parseLong(words[1]));
            first.putIfAbsent(words[0], Long.parseLong(words[1]));
            lines.stream().skip(1).forEach(this::add);
          }
          version = Integer.parseInt(name);
        }
      }
      return version > 0;
    }

    private void add(String line) {
      int end = line.indexOf(' ');
      files.add(new Live(line.substring(end + 1), Long.parseLong(line.substring(0, end))));
    }

    boolean commits(Position to, List<File> added) throws IOException {
      StringBuilder text = new StringBuilder(to.log() + " " + to.record() + "\n");
      added.forEach(it -> text.append(it.records()).append(' ').append(it.path()).append('\n'));
      try {
        store.putIfAbsent(
            directory.child(String.format(Locale.ROOT, "%06d", version + 1)),
            Content.of(text.toString().getBytes(UTF_8)));
        return true;
      } catch (FileAlreadyExistsException e) {
        return false;
      }
    }

    private static OptionalLong of(Long record) {
      return record == null ? OptionalLong.empty() : OptionalLong.of(record);
    }

    @Override
    public OptionalLong follows(String log) {
      return of(positions.get(log));
    }

    @Override
    public OptionalLong begins(String log) {
      return of(first.get(log));
    }

    @Override
    public Fit fit(Schema wanted, Partitioning partitioning) {
      return new Fit(wanted, List.of(), List.of());
    }

    @Override
    public void evolve(Schema wanted, Partitioning partitioning) {
      throw new IllegalStateException("it fits");
    }

    @Override
    public boolean append(Position to, List<File> added) throws IOException {
      while (true) {
        boolean unused = reload();
        OptionalLong at = follows(to.log());
        if (at.isPresent() && at.getAsLong() >= to.record()) {
          return false;
        }
        if (commits(to, added)) {
          unused = reload();
          return true;
        }
      }
    }

    @Override
    public long adopt(Position to, List<File> added) throws IOException {
      while (true) {
        boolean unused = reload();
        List<String> present = files.stream().map(Live::path).toList();
        List<File> missing =
            added.stream().filter(it -> !present.contains(it.path().value())).toList();
        if (commits(to, missing)) {
          first.put(to.log(), 0L);
          return missing.size();
        }
      }
    }

    @Override
    public void files(Consumer<Live> each) {
      files.forEach(each);
    }
  }
}
