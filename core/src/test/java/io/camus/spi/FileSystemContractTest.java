package io.camus.spi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a {@link Store} of a file system must do beside the rest: create, rename, directories. */
public abstract class FileSystemContractTest extends StoreContractTest {
  @BeforeEach
  void makeRoot() throws IOException {
    store.makeDirectories(root);
  }

  @Test
  void createdFileIsReadBackOnceClosed() throws IOException {
    StorePath file = write("file", "hello");

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
  }

  @Test
  void emptyFileIsAFile() throws IOException {
    StorePath file = write("empty", "");

    assertThat(store.stat(file)).hasValueSatisfying(entry -> assertThat(entry.length()).isZero());
    assertThat(read(file)).isEmpty();
  }

  @Test
  void fileLargerThanEveryBufferIsKeptByteForByte() throws IOException {
    byte[] content = new byte[3_000_001];
    new Random(7).nextBytes(content);
    StorePath file = root.child("large");
    try (OutputStream out = store.create(file)) {
      out.write(content[0]);
      out.write(content, 1, 100);
      out.flush();
      out.write(content, 101, content.length - 101);
    }

    try (InputStream in = store.open(file)) {
      assertThat(in.readAllBytes()).isEqualTo(content);
    }
  }

  @Test
  void fileIsListedFromItsCreation() throws IOException {
    try (OutputStream out = store.create(root.child("growing"))) {
      assertThat(names(root)).containsExactly("growing");
      out.write(1);
    }
    assertThat(store.stat(root.child("growing")).orElseThrow().length()).isEqualTo(1);
  }

  @Test
  void closingTwiceIsFine() throws IOException {
    OutputStream out = store.create(root.child("file"));
    out.write('x');
    out.close();
    out.close();

    assertThat(read(root.child("file"))).isEqualTo("x");
  }

  @Test
  void createRefusesAnExistingFileAndLeavesIt() throws IOException {
    StorePath file = write("file", "first");

    assertThatThrownBy(() -> store.create(file)).isInstanceOf(FileAlreadyExistsException.class);
    assertThat(read(file)).isEqualTo("first");
  }

  @Test
  void createRefusesAFileThatIsBeingWritten() throws IOException {
    StorePath file = root.child("file");
    try (OutputStream out = store.create(file)) {
      assertThatThrownBy(() -> store.create(file)).isInstanceOf(FileAlreadyExistsException.class);
      out.write('x');
    }
    assertThat(read(file)).isEqualTo("x");
  }

  @Test
  void createRefusesADirectory() throws IOException {
    store.makeDirectories(root.child("directory"));

    assertThatThrownBy(() -> store.create(root.child("directory")))
        .isInstanceOf(FileAlreadyExistsException.class);
  }

  @Test
  void createDoesNotMakeDirectories() throws IOException {
    assertThatThrownBy(() -> store.create(root.child("missing/file")))
        .isInstanceOf(NoSuchFileException.class);
    assertThat(store.stat(root.child("missing"))).isEmpty();
  }

  @Test
  void directoriesAreMadeWithTheirParentsAndMayExist() throws IOException {
    StorePath deep = root.child("a/b/c");
    store.makeDirectories(deep);
    store.makeDirectories(deep);
    store.makeDirectories(root.child("a/b"));

    assertThat(store.stat(deep))
        .hasValueSatisfying(
            entry -> {
              assertThat(entry.directory()).isTrue();
              assertThat(entry.length()).isZero();
            });
  }

  @Test
  void directoryIsNotMadeOverOrBelowAFile() throws IOException {
    StorePath file = write("file", "x");

    assertThatThrownBy(() -> store.makeDirectories(file)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> store.makeDirectories(file.child("below")))
        .isInstanceOf(IOException.class);
    assertThat(read(file)).isEqualTo("x");
  }

  @Test
  void directoriesCanBeMadeByManyAtOnce() throws Exception {
    race(
        number -> {
          store.makeDirectories(root.child("p/q/r"));
          return true;
        });

    assertThat(names(root.child("p/q"))).containsExactly("r");
  }

  @Test
  void listingIsSortedByNameAndNotDeep() throws IOException {
    write("b", "12");
    write("a", "1");
    write("B", "");
    store.makeDirectories(root.child("dir/deeper"));
    write("dir/file", "");

    List<Store.Entry> entries = store.list(root);

    assertThat(entries)
        .extracting(Store.Entry::path)
        .containsExactly(root.child("B"), root.child("a"), root.child("b"), root.child("dir"));
    assertThat(entries)
        .extracting(Store.Entry::directory)
        .containsExactly(false, false, false, true);
    assertThat(entries).extracting(Store.Entry::length).containsExactly(0L, 1L, 2L, 0L);
  }

  @Test
  void listingOfADirectoryLeavesOutItsNeighboursOfSimilarName() throws IOException {
    store.makeDirectories(root.child("a"));
    write("a b", "");
    write("a+", "");
    write("a.b", "");
    write("a0", "");
    write("a/inside", "");

    assertThat(names(root.child("a"))).containsExactly("inside");
  }

  @Test
  void listingOfAMissingOrEmptyDirectoryIsEmpty() throws IOException {
    store.makeDirectories(root.child("empty"));

    assertThat(store.list(root.child("missing"))).isEmpty();
    assertThat(store.list(root.child("empty"))).isEmpty();
  }

  @Test
  void listingOfAFileFails() throws IOException {
    StorePath file = write("file", "x");

    assertThatThrownBy(() -> store.list(file)).isInstanceOf(IOException.class);
  }

  @Test
  void listingShowsARenamedFileUnderItsNewNameOnly() throws IOException {
    StorePath from = write("from", "x");
    store.makeDirectories(root.child("dir"));

    store.rename(from, root.child("dir/to"));

    assertThat(names(root)).containsExactly("dir");
    assertThat(names(root.child("dir"))).containsExactly("to");
    assertThat(read(root.child("dir/to"))).isEqualTo("x");
  }

  @Test
  void renameRefusesToOverwriteAFile() throws IOException {
    StorePath from = write("from", "new");
    StorePath to = write("to", "old");

    assertThatThrownBy(() -> store.rename(from, to)).isInstanceOf(FileAlreadyExistsException.class);
    assertThat(read(from)).isEqualTo("new");
    assertThat(read(to)).isEqualTo("old");
  }

  @Test
  void renameRefusesADirectoryAsTargetAndDoesNotNest() throws IOException {
    StorePath from = write("from", "x");
    StorePath to = root.child("dir");
    store.makeDirectories(to);

    assertThatThrownBy(() -> store.rename(from, to)).isInstanceOf(FileAlreadyExistsException.class);
    assertThat(read(from)).isEqualTo("x");
    assertThat(store.list(to)).isEmpty();
  }

  @Test
  void renameToItselfIsRefusedAndKeepsTheFile() throws IOException {
    StorePath file = write("file", "x");

    assertThatThrownBy(() -> store.rename(file, file))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(read(file)).isEqualTo("x");
  }

  @Test
  void renameOfAMissingFileFails() {
    assertThatThrownBy(() -> store.rename(root.child("missing"), root.child("to")))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void renameDoesNotMakeDirectories() throws IOException {
    StorePath from = write("from", "x");

    assertThatThrownBy(() -> store.rename(from, root.child("missing/to")))
        .isInstanceOf(NoSuchFileException.class);
    assertThat(read(from)).isEqualTo("x");
    assertThat(store.stat(root.child("missing"))).isEmpty();
  }

  @Test
  void renameBelowAFileFailsAndChangesNothing() throws IOException {
    StorePath from = write("from", "x");
    StorePath file = write("file", "y");

    assertThatThrownBy(() -> store.rename(from, file.child("to"))).isInstanceOf(IOException.class);
    assertThat(read(from)).isEqualTo("x");
    assertThat(read(file)).isEqualTo("y");
  }

  @Test
  void nameIsFreeAgainAfterARename() throws IOException {
    StorePath from = write("from", "1");
    store.rename(from, root.child("to"));
    write("from", "2");

    assertThat(read(from)).isEqualTo("2");
    assertThat(read(root.child("to"))).isEqualTo("1");
  }

  @Test
  void oneOfManyRenamesToOneNameWins() throws Exception {
    for (int number = 0; number < RACERS; number++) {
      write("from-" + number, "content of " + number);
    }

    List<Boolean> won =
        race(number -> wins(() -> store.rename(root.child("from-" + number), root.child("to"))));

    assertThat(won).containsOnlyOnce(true);
    int winner = won.indexOf(true);
    assertThat(read(root.child("to"))).isEqualTo("content of " + winner);
    assertThat(names(root)).doesNotContain("from-" + winner).hasSize(RACERS);
  }

  @Test
  void oneOfManyCreationsOfOneNameWins() throws Exception {
    List<Boolean> won = race(number -> wins(() -> write("file", "content of " + number)));

    assertThat(won).containsOnlyOnce(true);
    assertThat(read(root.child("file"))).isEqualTo("content of " + won.indexOf(true));
  }

  @Test
  void deleteTakesAFileOrAnEmptyDirectoryAndToleratesNothing() throws IOException {
    StorePath file = write("file", "x");
    store.makeDirectories(root.child("dir"));

    store.delete(file);
    store.delete(root.child("dir"));
    store.delete(root.child("missing"));
    store.delete(root.child("missing/deeper"));

    assertThat(store.list(root)).isEmpty();
  }

  /** The bytes fill a block of HDFS, so that the name node is asked in the middle of the file. */
  @ParameterizedTest
  @ValueSource(ints = {0, 10, 2_500_000})
  void aFileThatIsDeletedWhileItIsWrittenIsGoneWhateverItsWriterIsTold(int bytes)
      throws IOException {
    StorePath file = root.child("file");
    OutputStream out = store.create(file);
    store.delete(file);

    try (out) {
      out.write(new byte[bytes]);
    } catch (IOException e) {
      assertThat(String.valueOf(e.getMessage())).hasLineCount(1);
    }

    assertThat(store.stat(file)).isEmpty();
    assertThatThrownBy(() -> store.rename(file, root.child("renamed")))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void deleteRefusesADirectoryThatHoldsSomething() throws IOException {
    store.makeDirectories(root.child("dir"));
    StorePath file = write("dir/file", "x");

    assertThatThrownBy(() -> store.delete(root.child("dir"))).isInstanceOf(IOException.class);
    assertThat(read(file)).isEqualTo("x");
  }

  @Test
  void deleteTreeTakesAllBelowAndNothingBeside() throws IOException {
    store.makeDirectories(root.child("tree/a/b"));
    write("tree/a/b/file", "x");
    write("tree/file", "x");
    StorePath beside = write("tree+beside", "kept");

    store.deleteTree(root.child("tree"));
    store.deleteTree(root.child("tree"));

    assertThat(names(root)).containsExactly("tree+beside");
    assertThat(read(beside)).isEqualTo("kept");
  }

  @Test
  void deleteTreeCanBeDoneByManyAtOnce() throws Exception {
    for (int dir = 0; dir < 5; dir++) {
      store.makeDirectories(root.child("tree/" + dir));
      for (int file = 0; file < 5; file++) {
        write("tree/" + dir + "/" + file, "");
      }
    }

    race(
        number -> {
          store.deleteTree(root.child("tree"));
          return true;
        });

    assertThat(store.list(root)).isEmpty();
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
  void namesAreTakenLiterally(String name) throws IOException {
    StorePath directory = root.child(name);
    store.makeDirectories(directory);
    StorePath temporary = write("temporary", "x");

    store.rename(temporary, directory.child(name));

    assertThat(names(root)).containsExactly(name);
    assertThat(store.list(directory))
        .extracting(Store.Entry::path)
        .containsExactly(directory.child(name));
    assertThat(read(directory.child(name))).isEqualTo("x");
    store.delete(directory.child(name));
    store.delete(directory);
    assertThat(store.list(root)).isEmpty();
  }

  /** Creates a text file below the root. */
  protected final StorePath write(String name, String content) throws IOException {
    StorePath file = root.child(name);
    try (OutputStream out = store.create(file)) {
      out.write(content.getBytes(UTF_8));
    }
    return file;
  }

  @Test
  void putRefusesADirectory() throws IOException {
    store.makeDirectories(root.child("directory"));

    for (Content content : List.of(Content.EMPTY, text("x"))) {
      assertThatThrownBy(() -> store.putIfAbsent(root.child("directory"), content))
          .isInstanceOf(FileAlreadyExistsException.class);
    }
    assertThat(store.list(root.child("directory"))).isEmpty();
    assertThat(names(root)).containsExactly("directory");
  }

  /** The file in the way is not the target, which another exception would say. */
  @Test
  void putBelowAFileFailsAndChangesNothing() throws IOException {
    StorePath file = write("file", "x");

    for (Content content : List.of(Content.EMPTY, text("y"))) {
      assertThatThrownBy(() -> store.putIfAbsent(file.child("below"), content))
          .isInstanceOf(IOException.class)
          .isNotInstanceOf(FileAlreadyExistsException.class);
      assertThatThrownBy(() -> store.putIfAbsent(file.child("deep/below"), content))
          .isInstanceOf(IOException.class)
          .isNotInstanceOf(FileAlreadyExistsException.class);
    }
    assertThat(read(file)).isEqualTo("x");
    assertThat(names(root)).containsExactly("file");
  }

  @Test
  void aPutWhoseDirectoryIsDeletedMeanwhileMakesItAgain() throws IOException {
    StorePath file = root.child("run/tasks/file");
    boolean[] deleted = {false};

    store.putIfAbsent(
        file,
        out -> {
          if (!deleted[0]) {
            deleted[0] = true;
            store.deleteTree(root.child("run"));
          }
          out.write('x');
        });

    assertThat(read(file)).isEqualTo("x");
    assertThat(names(file.parent())).containsExactly("file");
  }

  @Test
  void sweepTakesWhatDeadPutsHaveLeftAndNothingElse() throws IOException {
    write("tmp-7", "half a rec");
    write("a file", "x");
    store.makeDirectories(root.child("tmp-directory"));
    write("tmp-directory/tmp-8", "not deep");

    store.sweep(root, Instant.now().minus(Duration.ofDays(1)));
    assertThat(names(root)).containsExactly("a file", "tmp-7", "tmp-directory");

    store.sweep(root, Instant.MAX);
    assertThat(names(root)).containsExactly("a file", "tmp-directory");
    assertThat(names(root.child("tmp-directory"))).containsExactly("tmp-8");
  }
}
