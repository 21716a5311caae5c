package io.camus.spi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.store.FileOperations;
import io.camus.store.FileSystemStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a {@link FileSystemStore} must do beside the rest: create, rename, directories. */
public abstract class FileSystemContractTest extends StoreContractTest {
  /** The store under test. */
  private FileSystemStore files;

  @Override
  protected abstract FileSystemStore store() throws IOException;

  @BeforeEach
  void makeRoot() throws IOException {
    files = (FileSystemStore) store;
    files.makeDirectories(root);
  }

  @Test
  void createdFileIsReadBackOnceClosed() throws IOException {
    StorePath file = write("file", "hello");

    assertThat(read(file)).isEqualTo("hello");
    assertThat(files.find(file))
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

    assertThat(files.find(file)).hasValueSatisfying(entry -> assertThat(entry.length()).isZero());
    assertThat(read(file)).isEmpty();
  }

  @Test
  void fileLargerThanEveryBufferIsKeptByteForByte() throws IOException {
    byte[] content = new byte[3_000_001];
    new Random(7).nextBytes(content);
    StorePath file = root.child("large");
    try (OutputStream out = files.create(file)) {
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
    try (OutputStream out = files.create(root.child("growing"))) {
      assertThat(names(root)).containsExactly("growing");
      out.write(1);
    }
    assertThat(files.find(root.child("growing")).orElseThrow().length()).isEqualTo(1);
  }

  @Test
  void closingTwiceIsFine() throws IOException {
    OutputStream out = files.create(root.child("file"));
    out.write('x');
    out.close();
    out.close();

    assertThat(read(root.child("file"))).isEqualTo("x");
  }

  @Test
  void createRefusesAnExistingFileAndLeavesIt() throws IOException {
    StorePath file = write("file", "first");

    assertThatThrownBy(() -> files.create(file)).isInstanceOf(FileAlreadyExistsException.class);
    assertThat(read(file)).isEqualTo("first");
  }

  @Test
  void createRefusesAFileThatIsBeingWritten() throws IOException {
    StorePath file = root.child("file");
    try (OutputStream out = files.create(file)) {
      assertThatThrownBy(() -> files.create(file)).isInstanceOf(FileAlreadyExistsException.class);
      out.write('x');
    }
    assertThat(read(file)).isEqualTo("x");
  }

  @Test
  void createRefusesADirectory() throws IOException {
    files.makeDirectories(root.child("directory"));

    assertThatThrownBy(() -> files.create(root.child("directory")))
        .isInstanceOf(FileAlreadyExistsException.class);
  }

  @Test
  void createDoesNotMakeDirectories() throws IOException {
    assertThatThrownBy(() -> files.create(root.child("missing/file")))
        .isInstanceOf(NoSuchFileException.class);
    assertThat(files.find(root.child("missing"))).isEmpty();
  }

  @Test
  void directoriesAreMadeWithTheirParentsAndMayExist() throws IOException {
    StorePath deep = root.child("a/b/c");
    files.makeDirectories(deep);
    files.makeDirectories(deep);
    files.makeDirectories(root.child("a/b"));

    assertThat(files.find(deep))
        .hasValueSatisfying(
            entry -> {
              assertThat(entry.directory()).isTrue();
              assertThat(entry.length()).isZero();
            });
  }

  @Test
  void directoryIsNotMadeOverOrBelowAFile() throws IOException {
    StorePath file = write("file", "x");

    assertThatThrownBy(() -> files.makeDirectories(file)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> files.makeDirectories(file.child("below")))
        .isInstanceOf(IOException.class);
    assertThat(read(file)).isEqualTo("x");
  }

  @Test
  void directoriesCanBeMadeByManyAtOnce() throws Exception {
    race(
        number -> {
          files.makeDirectories(root.child("p/q/r"));
          return true;
        });

    assertThat(names(root.child("p/q"))).containsExactly("r");
  }

  @Test
  void childrenAreNotDeep() throws IOException {
    write("b", "12");
    write("a", "1");
    write("B", "");
    files.makeDirectories(root.child("dir/deeper"));
    write("dir/file", "");

    List<FileOperations.Child> entries = files.children(root);

    assertThat(entries)
        .extracting(FileOperations.Child::path)
        .containsExactlyInAnyOrder(
            root.child("B"), root.child("a"), root.child("b"), root.child("dir"));
    assertThat(entries)
        .filteredOn(FileOperations.Child::directory)
        .containsExactly(files.find(root.child("dir")).orElseThrow());
    assertThat(entries)
        .extracting(FileOperations.Child::length)
        .containsExactlyInAnyOrder(0L, 1L, 2L, 0L);
  }

  @Test
  void listingOfADirectoryLeavesOutItsNeighboursOfSimilarName() throws IOException {
    files.makeDirectories(root.child("a"));
    write("a b", "");
    write("a+", "");
    write("a.b", "");
    write("a0", "");
    write("a/inside", "");

    assertThat(names(root.child("a"))).containsExactly("inside");
  }

  @Test
  void listingOfAMissingOrEmptyDirectoryIsEmpty() throws IOException {
    files.makeDirectories(root.child("empty"));

    assertThat(files.children(root.child("missing"))).isEmpty();
    assertThat(files.children(root.child("empty"))).isEmpty();
  }

  @Test
  void listingOfAFileFails() throws IOException {
    StorePath file = write("file", "x");

    assertThatThrownBy(() -> files.children(file)).isInstanceOf(NotDirectoryException.class);
    assertThatThrownBy(() -> store.names(file)).isInstanceOf(NotDirectoryException.class);
  }

  @Test
  void listingShowsARenamedFileUnderItsNewNameOnly() throws IOException {
    StorePath from = write("from", "x");
    files.makeDirectories(root.child("dir"));

    files.rename(from, root.child("dir/to"));

    assertThat(names(root)).containsExactly("dir");
    assertThat(names(root.child("dir"))).containsExactly("to");
    assertThat(read(root.child("dir/to"))).isEqualTo("x");
  }

  @Test
  void renameRefusesToOverwriteAFile() throws IOException {
    StorePath from = write("from", "new");
    StorePath to = write("to", "old");

    assertThatThrownBy(() -> files.rename(from, to)).isInstanceOf(FileAlreadyExistsException.class);
    assertThat(read(from)).isEqualTo("new");
    assertThat(read(to)).isEqualTo("old");
  }

  @Test
  void renameRefusesADirectoryAsTargetAndDoesNotNest() throws IOException {
    StorePath from = write("from", "x");
    StorePath to = root.child("dir");
    files.makeDirectories(to);

    assertThatThrownBy(() -> files.rename(from, to)).isInstanceOf(FileAlreadyExistsException.class);
    assertThat(read(from)).isEqualTo("x");
    assertThat(files.children(to)).isEmpty();
  }

  @Test
  void renameToItselfIsRefusedAndKeepsTheFile() throws IOException {
    StorePath file = write("file", "x");

    assertThatThrownBy(() -> files.rename(file, file))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(read(file)).isEqualTo("x");
  }

  @Test
  void renameOfAMissingFileFails() {
    assertThatThrownBy(() -> files.rename(root.child("missing"), root.child("to")))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void renameDoesNotMakeDirectories() throws IOException {
    StorePath from = write("from", "x");

    assertThatThrownBy(() -> files.rename(from, root.child("missing/to")))
        .isInstanceOf(NoSuchFileException.class);
    assertThat(read(from)).isEqualTo("x");
    assertThat(files.find(root.child("missing"))).isEmpty();
  }

  @Test
  void renameBelowAFileFailsAndChangesNothing() throws IOException {
    StorePath from = write("from", "x");
    StorePath file = write("file", "y");

    assertThatThrownBy(() -> files.rename(from, file.child("to"))).isInstanceOf(IOException.class);
    assertThat(read(from)).isEqualTo("x");
    assertThat(read(file)).isEqualTo("y");
  }

  @Test
  void nameIsFreeAgainAfterARename() throws IOException {
    StorePath from = write("from", "1");
    files.rename(from, root.child("to"));
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
        race(number -> wins(() -> files.rename(root.child("from-" + number), root.child("to"))));

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
    files.makeDirectories(root.child("dir"));

    store.delete(file);
    store.delete(root.child("dir"));
    store.delete(root.child("missing"));
    store.delete(root.child("missing/deeper"));

    assertThat(files.children(root)).isEmpty();
  }

  /** The bytes fill a block of HDFS, so that the name node is asked in the middle of the file. */
  @ParameterizedTest
  @ValueSource(ints = {0, 10, 2_500_000})
  void aFileThatIsDeletedWhileItIsWrittenIsGoneWhateverItsWriterIsTold(int bytes)
      throws IOException {
    StorePath file = root.child("file");
    OutputStream out = files.create(file);
    store.delete(file);

    try (out) {
      out.write(new byte[bytes]);
    } catch (IOException e) {
      assertThat(String.valueOf(e.getMessage())).hasLineCount(1);
    }

    assertThat(files.find(file)).isEmpty();
    assertThatThrownBy(() -> files.rename(file, root.child("renamed")))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void deleteRefusesADirectoryThatHoldsSomething() throws IOException {
    files.makeDirectories(root.child("dir"));
    StorePath file = write("dir/file", "x");

    assertThatThrownBy(() -> store.delete(root.child("dir"))).isInstanceOf(IOException.class);
    assertThat(read(file)).isEqualTo("x");
  }

  @Test
  void deleteTreeTakesAllBelowAndNothingBeside() throws IOException {
    files.makeDirectories(root.child("tree/a/b"));
    write("tree/a/b/file", "x");
    write("tree/file", "x");
    StorePath beside = write("tree+beside", "kept");

    store.deleteAll(root.child("tree"));
    store.deleteAll(root.child("tree"));

    assertThat(names(root)).containsExactly("tree+beside");
    assertThat(read(beside)).isEqualTo("kept");
  }

  @Test
  void deleteTreeCanBeDoneByManyAtOnce() throws Exception {
    for (int dir = 0; dir < 5; dir++) {
      files.makeDirectories(root.child("tree/" + dir));
      for (int file = 0; file < 5; file++) {
        write("tree/" + dir + "/" + file, "");
      }
    }

    race(
        number -> {
          store.deleteAll(root.child("tree"));
          return true;
        });

    assertThat(files.children(root)).isEmpty();
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
    files.makeDirectories(directory);
    StorePath temporary = write("temporary", "x");

    files.rename(temporary, directory.child(name));

    assertThat(names(root)).containsExactly(name);
    assertThat(files.children(directory))
        .extracting(FileOperations.Child::path)
        .containsExactly(directory.child(name));
    assertThat(read(directory.child(name))).isEqualTo("x");
    store.delete(directory.child(name));
    store.delete(directory);
    assertThat(files.children(root)).isEmpty();
  }

  /** Creates a text file below the root. */
  protected final StorePath write(String name, String content) throws IOException {
    StorePath file = root.child(name);
    try (OutputStream out = files.create(file)) {
      out.write(content.getBytes(UTF_8));
    }
    return file;
  }

  @Test
  void putRefusesADirectory() throws IOException {
    files.makeDirectories(root.child("directory"));

    for (Content content : List.of(Content.EMPTY, text("x"))) {
      assertThatThrownBy(() -> store.putIfAbsent(root.child("directory"), content))
          .isInstanceOf(FileAlreadyExistsException.class);
    }
    assertThat(files.children(root.child("directory"))).isEmpty();
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
            store.deleteAll(root.child("run"));
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
    files.makeDirectories(root.child("tmp-directory"));
    write("tmp-directory/tmp-8", "not deep");

    store.sweep(root, Instant.now().minus(Duration.ofDays(1)));
    assertThat(names(root)).containsExactly("a file", "tmp-7", "tmp-directory");

    store.sweep(root, Instant.MAX);
    assertThat(names(root)).containsExactly("a file", "tmp-directory");
    assertThat(names(root.child("tmp-directory"))).containsExactly("tmp-8");
  }

  @Test
  void aStagedFileIsAtItsScratchPath() throws IOException {
    StorePath scratch = root.child("attempt/data/1");
    Receipt receipt;
    try (Staged file = store.stage(root.child("early"), scratch)) {
      file.write('x');
      receipt = file.finish(root.child("wished"));
    }

    assertThat(receipt).isEqualTo(new Receipt(root.child("wished"), scratch.value()));
    assertThat(store.look(receipt)).contains(new Store.Waiting(1, Optional.of(scratch)));
    assertThat(read(scratch)).isEqualTo("x");
  }

  /** The file in the way is not the destination. */
  @Test
  void publishingBelowAFileFailsAndChangesNothing() throws IOException {
    StorePath file = write("file", "x");
    StorePath scratch = write("scratch", "y");
    for (String name : List.of("below", "deep/below")) {
      Receipt receipt = new Receipt(file.child(name), scratch.value());

      assertThatThrownBy(() -> store.publish(receipt))
          .isInstanceOf(IOException.class)
          .isNotInstanceOf(FileAlreadyExistsException.class);
      assertThat(store.look(receipt)).isPresent();
    }
    assertThat(read(file)).isEqualTo("x");
    assertThat(read(scratch)).isEqualTo("y");
  }

  @Test
  void namesAreThoseOfEmptyDirectoriesToo() throws IOException {
    files.makeDirectories(root.child("empty"));
    write("file", "x");

    assertThat(names(root)).containsExactly("empty", "file");
    assertThat(all(root)).extracting(Store.Entry::path).containsExactly(root.child("file"));
    store.delete(root.child("empty"));
    assertThat(names(root)).containsExactly("file");
  }

  @Test
  void oneOfTwoFilesIsPublishedAndTheOtherOneWaits() throws Exception {
    for (int round = 0; round < 5; round++) {
      StorePath name = root.child("out/" + round + "/file");
      List<Receipt> files =
          List.of(staged(name, 2 * round, "even"), staged(name, 2 * round + 1, "seven"));

      List<Boolean> published = race(number -> publishes(files.get(number % 2)));

      int winner = published.indexOf(true) % 2;
      for (int number = 1 - winner; number < RACERS; number += 2) {
        assertThat(published.get(number)).as("publisher %s of the other file", number).isFalse();
      }
      assertThat(read(name)).isEqualTo(List.of("even", "seven").get(winner));
      assertThat(store.look(files.get(winner))).isEmpty();
      assertThat(waiting(files.get(1 - winner))).isEqualTo(List.of(4L, 5L).get(1 - winner));
    }
  }

  @Test
  void aPutAndAPublishingOfOneNameHaveOneWinner() throws Exception {
    for (int round = 0; round < 5; round++) {
      StorePath name = root.child("out/" + round + "/file");
      Receipt receipt = staged(name, round, "staged");

      List<Boolean> won =
          race(
              number ->
                  number % 2 == 0
                      ? publishes(receipt)
                      : wins(() -> store.putIfAbsent(name, text("put by " + number))));

      String content = read(name);
      if (content.equals("staged")) {
        assertThat(store.look(receipt)).isEmpty();
      } else {
        assertThat(won).containsOnlyOnce(true);
        assertThat(content).isEqualTo("put by " + won.indexOf(true));
        assertThat(waiting(receipt)).isEqualTo(6);
      }
    }
  }
}
