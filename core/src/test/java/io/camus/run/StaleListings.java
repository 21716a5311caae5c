package io.camus.run;

import io.camus.spi.StorePath;
import io.camus.store.FileSystemStore;
import io.camus.store.ForwardingStore;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A store that breaks its contract: a listing may be as old as the last one of that directory, so
 * that new files are missing from it and deleted ones are not. All other calls see what is there.
 */
final class StaleListings extends ForwardingStore {
  private final Random random;
  private final Map<StorePath, List<Child>> seen = new HashMap<>();

  StaleListings(FileSystemStore store, Random random) {
    super(store);
    this.random = random;
  }

  @Override
  public List<Child> children(StorePath directory) throws IOException {
    if (random.nextInt(3) == 0) {
      return seen.getOrDefault(directory, List.of());
    }
    List<Child> fresh = super.children(directory);
    seen.put(directory, fresh);
    return fresh;
  }
}
