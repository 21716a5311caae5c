package io.camus.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every {@link Store} must do, whether it has directories or not. Subclasses name the store
 * and a path of it to play below. Staged files have a class of their own, {@link
 * StagedFileContractTest}.
 */
public abstract class StoreContractTest extends StagedFileContractTest {
  @Test
  void aPutFileIsReadBack() throws IOException {
    StorePath file = put("file", "hello");

    assertThat(read(file)).isEqualTo("hello");
    assertThat(store.stat(file))
        .hasValueSatisfying(
            entry -> {
              assertThat(entry.path()).isEqualTo(file);
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

    assertThat(all(root)).extracting(Store.Entry::length).containsExactly(0L, 0L);
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
  void aMovedFileIsElsewhere() throws IOException {
    StorePath from = put("here/file", "content");

    store.move(from, root.child("there/and/below/it"));

    assertThat(paths(root)).containsExactly(root.child("there/and/below/it"));
    assertThat(read(root.child("there/and/below/it"))).isEqualTo("content");
  }

  @Test
  void aMoveReplacesNothing() throws IOException {
    StorePath from = put("from", "one");
    StorePath to = put("to", "another");

    assertThatThrownBy(() -> store.move(from, to)).isInstanceOf(FileAlreadyExistsException.class);

    assertThat(read(from)).isEqualTo("one");
    assertThat(read(to)).isEqualTo("another");
  }

  @Test
  void whatIsNotThereCannotBeMoved() throws IOException {
    assertThatThrownBy(() -> store.move(root.child("missing"), root.child("to")))
        .isInstanceOf(NoSuchFileException.class);

    assertThat(paths(root)).isEmpty();
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
    assertThat(all(root)).isEmpty();
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

    assertThat(paths(root.child(name))).containsExactly(file);
    assertThat(names(root.child(name))).containsExactly(name);
    assertThat(read(file)).isEqualTo("x");
    store.delete(file);
    assertThat(all(root.child(name))).isEmpty();
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
  void aListingHasTheFilesAtAnyDepth() throws IOException {
    put("b", "12");
    put("B", "");
    put("deep/er/file", "123");

    assertThat(all(root))
        .extracting(Store.Entry::path, Store.Entry::length)
        .containsExactlyInAnyOrder(
            tuple(root.child("b"), 2L),
            tuple(root.child("B"), 0L),
            tuple(root.child("deep/er/file"), 3L));
  }

  @Test
  void aListingLeavesOutNeighboursOfSimilarName() throws IOException {
    for (String name : List.of("a b", "a+", "a.b", "a0", "a/inside", "ab/inside")) {
      put(name, "x");
    }

    assertThat(paths(root.child("a"))).containsExactly(root.child("a/inside"));
    assertThat(names(root.child("a"))).containsExactly("inside");
  }

  @Test
  void aFileListsItselfAndAMissingPathNothing() throws IOException {
    StorePath file = put("file", "x");
    put("file+beside", "x");

    assertThat(all(file)).containsExactly(store.stat(file).orElseThrow());
    assertThat(store.list(file, file.value())).isEmpty();
    assertThat(all(root.child("missing"))).isEmpty();
    assertThat(names(root.child("missing"))).isEmpty();
  }

  @Test
  void pagesHaveEachFileOnce() throws IOException {
    List<StorePath> files = putFilesOfSimilarNames();

    assertThat(paths(root)).containsExactlyInAnyOrderElementsOf(files);
  }

  @Test
  void pagesGoOnAfterAFileThatIsGone() throws IOException {
    List<StorePath> files = putFilesOfSimilarNames();
    List<StorePath> seen = new ArrayList<>();

    store.forEach(
        root,
        file -> {
          seen.add(file.path());
          store.delete(file.path());
        });

    assertThat(seen).containsExactlyInAnyOrderElementsOf(files);
    assertThat(all(root)).isEmpty();
  }

  private List<StorePath> putFilesOfSimilarNames() throws IOException {
    List<StorePath> files = new ArrayList<>();
    for (String directory : List.of("", "a/", "a/b/", "a+b/", "a0/", "b/")) {
      for (String name : List.of("a+", "c", "z", "Z", "é")) {
        files.add(put(directory + name, "x"));
      }
    }
    return files;
  }

  @Test
  void namesAreThoseOfFilesAndOfWhatHasFilesBelow() throws IOException {
    for (String name : List.of("b", "a/x/1", "a/x/2", "a/y", "a+", "B", "é", "a0/1")) {
      put(name, "x");
    }

    assertThat(names(root)).containsExactly("B", "a", "a+", "a0", "b", "é");
    assertThat(names(root.child("a"))).containsExactly("x", "y");
  }

  @Test
  void aDeletedFileIsGoneAndItsNameIsFree() throws IOException {
    StorePath file = put("file", "1");

    store.delete(file);
    store.delete(file);
    store.delete(root.child("missing/deeper"));

    assertThat(store.stat(file)).isEmpty();
    assertThat(all(root)).isEmpty();
    assertThat(read(put("file", "2"))).isEqualTo("2");
  }

  @Test
  void deletingAllTakesWhatIsBelowAndNothingBeside() throws IOException {
    for (int number = 0; number < 12; number++) {
      put("tree/a/b/" + number, "x");
    }
    put("tree/file", "x");
    StorePath beside = put("tree+beside", "kept");

    store.deleteAll(root.child("tree"));
    store.deleteAll(root.child("tree"));

    assertThat(paths(root)).containsExactly(beside);
    assertThat(all(root.child("tree/a/b"))).isEmpty();
    assertThat(read(beside)).isEqualTo("kept");
  }

  @Test
  void deletingAllTakesAFile() throws IOException {
    StorePath file = put("file", "x");
    StorePath beside = put("file+beside", "kept");

    store.deleteAll(file);

    assertThat(paths(root)).containsExactly(beside);
  }

  @Test
  void manyMayDeleteAllAtOnce() throws Exception {
    for (int number = 0; number < 25; number++) {
      put("tree/" + number % 5 + "/" + number, "x");
    }

    race(
        number -> {
          store.deleteAll(root.child("tree"));
          return true;
        });

    assertThat(all(root)).isEmpty();
  }
}
