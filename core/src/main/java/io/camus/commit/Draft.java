package io.camus.commit;

import io.camus.failure.RootCause;
import io.camus.model.DataFile;
import io.camus.model.LogEntry;
import io.camus.model.PulledGroup;
import io.camus.model.RunId;
import io.camus.model.StorageException;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import io.camus.wire.ManifestFile;
import io.camus.wire.UnreadableFileException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The groups of a record being built, with their files and counts. They are read from the manifests
 * again before they are committed, and are in memory only while the record is built.
 */
final class Draft {
  private final Store store;
  private final StoreCalls calls;

  private final IdentityHashMap<Candidate, PulledGroup> groups = new IdentityHashMap<>();

  /** For each group, the first file whose final name is taken, if any. */
  private final IdentityHashMap<Candidate, DataFile> taken = new IdentityHashMap<>();

  Draft(Store store, StoreCalls calls) {
    this.store = store;
    this.calls = calls;
  }

  private record Read(Candidate candidate, PulledGroup group) {}

  /**
   * Reads the groups that were not read yet, and checks the final names of their files.
   *
   * @return whether there were any; the log may have grown during the read
   * @throws NoSuchFileException if a manifest no longer exists
   * @throws UnreadableFileException if a manifest is damaged
   * @throws StorageException if a manifest is not the one of the candidates
   */
  boolean read(Collection<Candidate> candidates) throws IOException {
    Map<StorePath, SortedMap<Integer, Candidate>> unread = new TreeMap<>();
    for (Candidate candidate : candidates) {
      if (!groups.containsKey(candidate) && !taken.containsKey(candidate)) {
        unread
            .computeIfAbsent(candidate.manifest(), manifest -> new TreeMap<>())
            .put(candidate.index(), candidate);
      }
    }
    List<Read> read =
        calls.map(List.copyOf(unread.values()), this::readAgain, done -> {}).stream()
            .flatMap(List::stream)
            .toList();
    List<Optional<DataFile>> found = calls.map(read, it -> firstTaken(it.group()), done -> {});
    for (int i = 0; i < read.size(); i++) {
      Candidate candidate = read.get(i).candidate();
      if (found.get(i).isPresent()) {
        taken.put(candidate, found.get(i).get());
      } else {
        groups.put(candidate, read.get(i).group());
      }
    }
    return !read.isEmpty();
  }

  /** Reads groups of one manifest, by their places in it. */
  private List<Read> readAgain(SortedMap<Integer, Candidate> wanted) throws IOException {
    StorePath manifest = wanted.get(wanted.firstKey()).manifest();
    List<PulledGroup> again = groups(manifest, wanted.keySet());
    List<Candidate> candidates = List.copyOf(wanted.values());
    List<Read> read = new ArrayList<>();
    for (int i = 0; i < candidates.size(); i++) {
      if (again.size() <= i || !again.get(i).summary().equals(candidates.get(i).pulled())) {
        throw new StorageException(
            String.format(
                Locale.ROOT,
                "%s has changed since it was first read, and not by Camus; restore it",
                manifest));
      }
      read.add(new Read(candidates.get(i), sharing(candidates.get(i), again.get(i))));
    }
    return read;
  }

  private List<PulledGroup> groups(StorePath manifest, Set<Integer> indexes) throws IOException {
    try {
      return ManifestFile.groups(store.open(manifest), manifest.toString(), indexes);
    } catch (UnreadableFileException | NoSuchFileException e) {
      throw e;
    } catch (IOException e) {
      throw new IOException("cannot read " + manifest + ": " + RootCause.line(e), e);
    }
  }

  /** The group with the equal ranges that are already in memory. */
  private static PulledGroup sharing(Candidate candidate, PulledGroup group) {
    return new PulledGroup(
        candidate.pulled().ranges(), group.files(), group.counts(), group.leftOut());
  }

  /**
   * The first file of a group whose final name is taken. It is better to pull a group again if its
   * files cannot be published.
   */
  private Optional<DataFile> firstTaken(PulledGroup group) throws IOException {
    Set<String> distinct = new HashSet<>();
    for (DataFile file : group.files()) {
      StorePath path = new StorePath(file.destination());
      try {
        if (!distinct.add(path.value()) || store.stat(path).isPresent()) {
          return Optional.of(file);
        }
      } catch (IOException e) {
        throw new IOException("cannot check " + path + ": " + RootCause.line(e), e);
      }
    }
    return Optional.empty();
  }

  /** The file of a group whose final name is taken, if the group was read. */
  Optional<DataFile> taken(Candidate candidate) {
    return Optional.ofNullable(taken.get(candidate));
  }

  /** The record entry of a group; empty ranges are left out. */
  LogEntry.Commits entry(RunId run, Candidate candidate) {
    return new LogEntry.Commits(
        run, candidate.task(), groups.get(candidate).withoutEmptyRanges().orElseThrow());
  }
}
