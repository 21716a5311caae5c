package io.camus.commit;

import io.camus.model.DataFile;
import io.camus.model.PulledGroup;
import io.camus.model.RootCause;
import io.camus.model.StorageException;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether the final names of files are free that are about to be committed. A group whose files
 * could not be published is better pulled again.
 */
final class FinalPaths {
  private final Store store;
  private final StoreCalls calls;

  /** The first name of each group that is not free, if there is one. */
  private final IdentityHashMap<PulledGroup, Optional<DataFile>> taken = new IdentityHashMap<>();

  FinalPaths(Store store, StoreCalls calls) {
    this.store = store;
    this.calls = calls;
  }

  /**
   * Looks at the names of groups that were not looked at yet.
   *
   * @return whether there were any; looking takes time, in which the log may go on
   */
  boolean look(Collection<PulledGroup> groups) {
    List<PulledGroup> unseen = groups.stream().filter(group -> !taken.containsKey(group)).toList();
    try {
      List<Optional<DataFile>> found = calls.map(unseen, this::firstTaken, done -> {});
      for (int i = 0; i < unseen.size(); i++) {
        taken.put(unseen.get(i), found.get(i));
      }
    } catch (IOException e) {
      throw new StorageException(RootCause.line(e), e);
    }
    return !unseen.isEmpty();
  }

  private Optional<DataFile> firstTaken(PulledGroup group) throws IOException {
    Set<String> distinct = new HashSet<>();
    for (DataFile file : group.files()) {
      StorePath path = new StorePath(file.destination());
      try {
        if (!distinct.add(path.value()) || store.stat(path).isPresent()) {
          return Optional.of(file);
        }
      } catch (IOException e) {
        throw new IOException("cannot look at " + path + ": " + RootCause.line(e), e);
      }
    }
    return Optional.empty();
  }

  /** The file of a group whose name is not free, as far as it was looked at. */
  Optional<DataFile> taken(PulledGroup group) {
    return taken.getOrDefault(group, Optional.empty());
  }
}
