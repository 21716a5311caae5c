package io.camus.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.spi.Content;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Listings of more files than one page has. */
class FileSystemStoreTest {
  private static final StorePath ROOT = new StorePath("/root");

  private final MemoryStore store = new MemoryStore(Clock.systemUTC());
  private final List<StorePath> files = new ArrayList<>();

  @BeforeEach
  void putFiles() throws IOException {
    for (String directory : List.of("a", "a/b/c", "a+", "a0", "b/deep/er")) {
      for (int number = 0; number < 600; number++) {
        StorePath file = ROOT.child(String.format(Locale.ROOT, "%s/file-%03d", directory, number));
        store.putIfAbsent(file, Content.EMPTY);
        files.add(file);
      }
    }
  }

  @Test
  void aLargeTreeIsListedInPages() throws IOException {
    List<StorePath> seen = new ArrayList<>();
    List<Integer> sizes = new ArrayList<>();
    List<Store.Entry> page = store.list(ROOT, "");
    while (!page.isEmpty()) {
      sizes.add(page.size());
      page.forEach(file -> seen.add(file.path()));
      page = store.list(ROOT, page.get(page.size() - 1).path().value());
    }

    assertThat(sizes).as("whole directories").containsExactly(1_200, 1_200, 600);
    assertThat(seen).containsExactlyInAnyOrderElementsOf(files);
  }

  @Test
  void pagesGoOnWhenThoseBeforeAreGone() throws IOException {
    List<StorePath> seen = new ArrayList<>();
    List<Store.Entry> page = store.list(ROOT, "");
    while (!page.isEmpty()) {
      for (Store.Entry file : page) {
        seen.add(file.path());
        store.deleteAll(file.path().parent());
      }
      page = store.list(ROOT, page.get(page.size() - 1).path().value());
    }

    assertThat(seen).containsExactlyInAnyOrderElementsOf(files);
    assertThat(store.files()).isEmpty();
  }
}
