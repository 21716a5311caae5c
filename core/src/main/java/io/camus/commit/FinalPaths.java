package io.camus.commit;

import io.camus.failure.RootCause;
import io.camus.model.DataFile;
import io.camus.model.PulledGroup;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Whether the final names of files are free that are about to be committed. A group whose files
 * could not be published is better pulled again.
 */
final class FinalPaths {
  private final Store store;

  FinalPaths(Store store) {
    this.store = store;
  }

  /** The first file of a group whose name is not free, if there is one. */
  Optional<DataFile> firstTaken(PulledGroup group) throws IOException {
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
}
