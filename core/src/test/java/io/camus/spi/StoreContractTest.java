package io.camus.spi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every {@link Store} must do, whether it has directories or not. Subclasses name the store
 * and a path of it to play below.
 */
public abstract class StoreContractTest {
  protected static final int RACERS = 8;

  /** The store under test. */
  protected Store store;

  /** What one test plays below; on a file system it may be missing, and its parent too. */
  protected StorePath root;

  protected abstract Store store() throws IOException;

  protected abstract StorePath root() throws IOException;

  @BeforeEach
  void openStore() throws IOException {
    store = store();
    root = root();
  }

  @Test
  void aPutFileIsReadBack() throws IOException {
    StorePath file = put("file", "hello");

    assertThat(read(file)).isEqualTo("hello");
    assertThat(store.stat(file))
        .hasValueSatisfying(
            entry -> {
              assertThat(entry.path()).isEqualTo(file);
              assertThat(entry.directory()).isFalse();
              assertThat(entry.length()).isEqualTo(5);
              assertThat(entry.modified())
                  .isBetween(
                      Instant.now().minus(Duration.ofHours(1)),
                      Instant.now().plus(Duration.ofHours(1)));
            });
    assertThat(names(root)).containsExactly("file");
  }

  @Test
  void contentLargerThanEveryBufferIsKeptByteForByte() throws IOException {
    byte[] content = new byte[3_000_001];
    new Random(7).nextBytes(content);

    store.putIfAbsent(
        root.child("large"),
        out -> {
          out.write(content[0]);
          out.write(content, 1, 100);
          out.flush();
          out.write(content, 101, content.length - 101);
        });

    try (InputStream in = store.open(root.child("large"))) {
      assertThat(in.readAllBytes()).isEqualTo(content);
    }
  }

  @Test
  void contentWithoutAByteIsAFile() throws IOException {
    store.putIfAbsent(root.child("mark"), Content.EMPTY);
    store.putIfAbsent(root.child("silent"), out -> {});

    assertThat(store.list(root)).extracting(Store.Entry::length).containsExactly(0L, 0L);
    assertThat(names(root)).containsExactly("mark", "silent");
    assertThat(read(root.child("mark"))).isEmpty();
  }

  @Test
  void contentMayCloseTheStream() throws IOException {
    store.putIfAbsent(
        root.child("file"),
        out -> {
          out.write('x');
          out.close();
        });

    assertThat(read(root.child("file"))).isEqualTo("x");
  }

  @Test
  void putMakesMissingParents() throws IOException {
    store.putIfAbsent(root.child("a/b/file"), text("x"));
    store.putIfAbsent(root.child("c/d/mark"), Content.EMPTY);

    assertThat(names(root.child("a/b"))).containsExactly("file");
    assertThat(names(root.child("c/d"))).containsExactly("mark");
  }

  @Test
  void putRefusesAFileThatIsThereAndLeavesIt() throws IOException {
    StorePath file = put("file", "first");

    for (Content content : List.of(Content.EMPTY, text("second"), out -> {})) {
      assertThatThrownBy(() -> store.putIfAbsent(file, content))
          .isInstanceOf(FileAlreadyExistsException.class);
    }
    assertThat(read(file)).isEqualTo("first");
    assertThat(names(root)).containsExactly("file");
  }

  @Test
  void oneOfManyPutsOfOneNameWins() throws Exception {
    for (int round = 0; round < 5; round++) {
      StorePath file = root.child("round " + round + "/file");

      List<Boolean> won =
          race(number -> wins(() -> store.putIfAbsent(file, text("content of " + number))));

      assertThat(won).containsOnlyOnce(true);
      assertThat(read(file)).isEqualTo("content of " + won.indexOf(true));
      assertThat(names(file.parent())).containsExactly("file");
    }
  }

  @Test
  void oneOfManyPutsOfOneMarkWins() throws Exception {
    StorePath mark = root.child("marks/mark");

    List<Boolean> won = race(number -> wins(() -> store.putIfAbsent(mark, Content.EMPTY)));

    assertThat(won).containsOnlyOnce(true);
    assertThat(names(mark.parent())).containsExactly("mark");
  }

  @Test
  void contentThatFailsLeavesNothingAndItsFailureIsToldAsItIs() throws IOException {
    IOException io = new NoSuchFileException("of the content");
    assertThatThrownBy(
            () ->
                store.putIfAbsent(
                    root.child("file"),
                    out -> {
                      out.write(new byte[100_000]);
                      throw io;
                    }))
        .isSameAs(io);
    IllegalStateException defect = new IllegalStateException("a defect");
    assertThatThrownBy(
            () ->
                store.putIfAbsent(
                    root.child("file"),
                    out -> {
                      out.write('x');
                      throw defect;
                    }))
        .isSameAs(defect);

    assertThat(store.stat(root.child("file"))).isEmpty();
    assertThat(store.list(root)).isEmpty();
    assertThat(read(put("file", "whole"))).isEqualTo("whole");
  }

  @Test
  void nothingIsThereUnderTheNameWhileItsContentIsWritten() throws IOException {
    StorePath file = root.child("file");

    store.putIfAbsent(
        file,
        out -> {
          out.write(new byte[2_500_000]);
          out.flush();
          assertThat(store.stat(file)).isEmpty();
          assertThat(names(root)).doesNotContain("file");
        });

    assertThat(store.stat(file).orElseThrow().length()).isEqualTo(2_500_000);
  }

  /** The bytes fill a block of HDFS, so that the name node is asked in the middle of the file. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2_500_000})
  void aPutOutlivesASweep(int bytes) throws IOException {
    boolean[] swept = {false};

    store.putIfAbsent(
        root.child("file"),
        out -> {
          out.write(new byte[bytes]);
          if (!swept[0]) {
            swept[0] = true;
            store.sweep(root, Instant.MAX);
          }
          out.write(new byte[bytes]);
        });

    assertThat(store.stat(root.child("file")).orElseThrow().length()).isEqualTo(2L * bytes);
    assertThat(names(root)).containsExactly("file");
  }

  @Test
  void sweepLeavesWhatIsWholeAndToleratesNothing() throws IOException {
    put("file", "x");
    put("directory/file", "x");

    store.sweep(root, Instant.MAX);
    store.sweep(root.child("missing"), Instant.MAX);

    assertThat(read(root.child("file"))).isEqualTo("x");
    assertThat(read(root.child("directory/file"))).isEqualTo("x");
  }

  /** An interrupt may fail a put, and never halves it. */
  @Test
  void anInterruptedPutIsWholeOrNotThere() throws IOException {
    StorePath file = root.child("file");
    boolean failed = false;
    Thread.currentThread().interrupt();
    try {
      store.putIfAbsent(file, text("whole"));
    } catch (IOException e) {
      failed = true;
    } finally {
      assertThat(Thread.interrupted() || failed).as("the interrupt is known").isTrue();
    }

    if (store.stat(file).isPresent()) {
      assertThat(read(file)).isEqualTo("whole");
    } else {
      assertThat(failed).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "with space",
        "dt=2026-11-22",
        "clicks+3+100+200+100.g1.avro",
        "per%20cent",
        "a.b_c-d",
        "héllo",
        "hash#mark",
        "question?",
        "star*",
        "{braces,and}[brackets]"
      })
  void namesOfPutsAreTakenLiterally(String name) throws IOException {
    StorePath file = root.child(name).child(name);

    store.putIfAbsent(file, text("x"));

    assertThat(store.list(root.child(name))).extracting(Store.Entry::path).containsExactly(file);
    assertThat(read(file)).isEqualTo("x");
    store.delete(file);
    assertThat(store.list(root.child(name))).isEmpty();
  }

  @Test
  void aNameMayHave255Bytes() throws IOException {
    for (String name : List.of("n".repeat(255), "é".repeat(127))) {
      assertThat(read(put(name, "x"))).isEqualTo("x");
      store.putIfAbsent(root.child("marks").child(name), Content.EMPTY);
      assertThat(names(root.child("marks"))).contains(name);
    }
  }

  @Test
  void missingFileCannotBeOpened() {
    assertThatThrownBy(() -> store.open(root.child("missing")))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("missing");
  }

  @Test
  void missingPathHasNoStat() throws IOException {
    assertThat(store.stat(root.child("missing"))).isEmpty();
    assertThat(store.stat(root.child("missing/deeper"))).isEmpty();
  }

  @Test
  void filesAreListedByNameAndNotDeep() throws IOException {
    put("b", "12");
    put("a", "1");
    put("B", "");
    put("deep/file", "");

    List<Store.Entry> files =
        store.list(root).stream().filter(entry -> !entry.directory()).toList();

    assertThat(files)
        .extracting(Store.Entry::path)
        .containsExactly(root.child("B"), root.child("a"), root.child("b"));
    assertThat(files).extracting(Store.Entry::length).containsExactly(0L, 1L, 2L);
  }

  @Test
  void aListingLeavesOutNeighboursOfSimilarName() throws IOException {
    for (String name : List.of("a b", "a+", "a.b", "a0", "a/inside")) {
      put(name, "x");
    }

    assertThat(names(root.child("a"))).containsExactly("inside");
    assertThat(store.list(root.child("missing"))).isEmpty();
  }

  @Test
  void aDeletedFileIsGoneAndItsNameIsFree() throws IOException {
    StorePath file = put("file", "1");

    store.delete(file);
    store.delete(file);
    store.delete(root.child("missing/deeper"));

    assertThat(store.stat(file)).isEmpty();
    assertThat(store.list(root)).isEmpty();
    assertThat(read(put("file", "2"))).isEqualTo("2");
  }

  @Test
  void deletingATreeTakesAllBelowAndNothingBeside() throws IOException {
    put("tree/a/b/file", "x");
    put("tree/file", "x");
    StorePath beside = put("tree+beside", "kept");

    store.deleteTree(root.child("tree"));
    store.deleteTree(root.child("tree"));

    assertThat(names(root)).containsExactly("tree+beside");
    assertThat(store.list(root.child("tree/a/b"))).isEmpty();
    assertThat(read(beside)).isEqualTo("kept");
  }

  /** Puts a text file below the root. */
  protected final StorePath put(String name, String content) throws IOException {
    StorePath file = root.child(name);
    store.putIfAbsent(file, text(content));
    return file;
  }

  protected static Content text(String content) {
    return Content.of(content.getBytes(UTF_8));
  }

  /** Reads a text file. */
  protected final String read(StorePath file) throws IOException {
    try (InputStream in = store.open(file)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  protected final List<String> names(StorePath directory) throws IOException {
    return store.list(directory).stream().map(entry -> entry.path().name()).toList();
  }

  /** What one of many wants to be the first to do. */
  protected interface Action {
    void run() throws IOException;
  }

  /** One of many. */
  protected interface Racer {
    boolean run(int number) throws Exception;
  }

  protected static boolean wins(Action action) throws IOException {
    try {
      action.run();
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  /** Runs all racers from one start; their results in order. */
  protected static List<Boolean> race(Racer racer) throws Exception {
    CyclicBarrier start = new CyclicBarrier(RACERS);
    List<Callable<Boolean>> racers = new ArrayList<>();
    for (int i = 0; i < RACERS; i++) {
      int number = i;
      racers.add(
          () -> {
            start.await();
            return racer.run(number);
          });
    }
    ExecutorService threads = Executors.newFixedThreadPool(RACERS);
    try {
      List<Boolean> results = new ArrayList<>();
      for (Future<Boolean> result : threads.invokeAll(racers)) {
        results.add(result.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }
}
