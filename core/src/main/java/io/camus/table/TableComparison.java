package io.camus.table;

import static java.util.stream.Collectors.groupingBy;

import io.camus.commit.LiveFile;
import io.camus.commit.LiveFiles;
import io.camus.commit.LogReader;
import io.camus.commit.PathKey;
import io.camus.commit.StoreCalls;
import io.camus.failure.RootCause;
import io.camus.model.CamusException;
import io.camus.model.DataFile;
import io.camus.spi.Table;
import io.camus.spi.Tables;
import io.camus.table.TableStatus.Amount;
import io.camus.table.TableStatus.State;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Compares tables with the commit log, as it is now. Reads the log from its start, and the list of
 * each table's files, but no file.
 *
 * @param calls how many tables are read in parallel
 */
public record TableComparison(LogReader log, Supplier<Tables> tables, StoreCalls calls) {

  /**
   * Compares.
   *
   * @param topics the topics, by the names of their tables
   * @throws IOException if the log cannot be read
   */
  public List<TableStatus> compare(SortedMap<String, String> topics) throws IOException {
    if (topics.isEmpty()) {
      return List.of();
    }
    LiveFiles files =
        new LiveFiles(
            log, it -> it.kind() == DataFile.Kind.DATA && topics.containsValue(it.topic()));
    files.refresh();
    Map<String, List<LiveFile>> byTopic = files.files().collect(groupingBy(LiveFile::topic));
    String id = files.number() == 0 ? "" : log.read(1).header().nonce();
    return calls.map(
        List.copyOf(topics.entrySet()),
        it ->
            status(it.getKey(), it.getValue(), byTopic.getOrDefault(it.getValue(), List.of()), id),
        done -> {});
  }

  private TableStatus status(String name, String topic, List<LiveFile> files, String id) {
    long newest = files.stream().mapToLong(LiveFile::record).max().orElse(0);
    try {
      Optional<Table> table = tables.get().load(name);
      OptionalLong follows = table.isEmpty() ? OptionalLong.empty() : table.get().follows(id);
      if (follows.isEmpty()) {
        return nothing(name, topic, State.MISSING, newest, Optional.empty());
      }
      return compared(name, topic, newest, files, table.get(), id);
    } catch (IOException e) {
      return nothing(name, topic, State.UNKNOWN, newest, Optional.of(RootCause.line(e)));
    } catch (CamusException | IllegalArgumentException e) {
      return nothing(name, topic, State.UNKNOWN, newest, Optional.of(e.getMessage()));
    }
  }

  private static TableStatus nothing(
      String name, String topic, State state, long newest, Optional<String> problem) {
    return new TableStatus(
        name,
        topic,
        state,
        OptionalLong.empty(),
        newest,
        Amount.NONE,
        Amount.NONE,
        Amount.NONE,
        Set.of(),
        new TreeMap<>(),
        problem);
  }

  private static TableStatus compared(
      String name, String topic, long newest, List<LiveFile> files, Table table, String id)
      throws IOException {
    long end = table.follows(id).getAsLong();
    long begin = table.begins(id).orElse(0);
    Map<String, Long> wanted = new HashMap<>();
    SortedMap<Integer, Long> offsets = new TreeMap<>();
    Amount expected = Amount.NONE;
    for (LiveFile live : files) {
      if (live.record() > begin && live.record() <= end) {
        expected = expected.plus(live.file().records());
        wanted.put(PathKey.of(live.file().destination()), live.file().records());
        live.file()
            .parts()
            .forEach(
                it ->
                    offsets.merge(it.range().partition().partition(), it.range().to(), Math::max));
      }
    }
    Counter counter = new Counter(wanted);
    table.files(counter::add);
    State state = counter.state(expected);
    return new TableStatus(
        name,
        topic,
        !state.isWrong() && newest > end ? State.BEHIND : state,
        OptionalLong.of(end),
        newest,
        expected,
        counter.present,
        counter.others,
        state.isWrong() ? Set.of() : Set.copyOf(wanted.keySet()),
        offsets,
        Optional.empty());
  }

  /** Counts the files of a table. */
  private static final class Counter {
    private final Map<String, Long> wanted;
    private Amount present = Amount.NONE;
    private Amount others = Amount.NONE;
    private boolean wrong;

    /**
     * @param wanted the number of records of each file that the log has
     */
    Counter(Map<String, Long> wanted) {
      this.wanted = wanted;
    }

    void add(Table.Live file) {
      Long records = wanted.remove(PathKey.of(file.path()));
      if (records == null) {
        others = others.plus(file.records());
      } else {
        present = present.plus(file.records());
        wrong |= records != file.records();
      }
    }

    State state(Amount expected) {
      if (wrong || present.records() + others.records() != expected.records()) {
        return State.DIFFERENT;
      }
      return others.files() == 0 && wanted.isEmpty() ? State.COMPLETE : State.REWRITTEN;
    }
  }
}
