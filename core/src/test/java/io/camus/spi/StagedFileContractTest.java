package io.camus.spi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link Store} must do with files that are staged and published. */
public abstract class StagedFileContractTest extends StoreContract {
  private StorePath attempt(int number) {
    return root.child("run/attempts/" + number);
  }

  private StorePath scratch(int attempt) {
    return attempt(attempt).child("data/000001.avro");
  }

  /** Where a store that can choose publishes, and where the other ones do. */
  private StorePath wished() {
    return root.child("out/topic/hour/clicks+3+100+250+140.avro");
  }

  private StorePath early() {
    return root.child("out/topic/hour/clicks+3+100+run+1+1.avro");
  }

  private Receipt staged(int attempt, String content) throws IOException {
    try (Staged file = store.stage(early(), scratch(attempt))) {
      file.write(content.getBytes(UTF_8));
      return file.finish(wished());
    }
  }

  protected final long waiting(Receipt receipt) throws IOException {
    return store.look(receipt).orElseThrow().length();
  }

  private void requireGone(Receipt receipt) throws IOException {
    assertThat(store.look(receipt)).isEmpty();
    assertThatThrownBy(() -> store.publish(receipt)).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void aPublishedFileIsReadBackByteForByte() throws IOException {
    byte[] content = new byte[3_000_001];
    new Random(7).nextBytes(content);
    Receipt receipt;
    try (Staged file = store.stage(early(), scratch(1))) {
      file.write(content[0]);
      file.write(content, 1, 100);
      file.flush();
      file.write(content, 101, content.length - 101);
      receipt = file.finish(wished());
    }

    store.publish(receipt);

    assertThat(receipt.destination()).isIn(early(), wished());
    try (InputStream in = store.open(receipt.destination())) {
      assertThat(in.readAllBytes()).isEqualTo(content);
    }
    assertThat(store.stat(receipt.destination()).orElseThrow().length()).isEqualTo(content.length);
    assertThat(paths(root)).containsExactly(receipt.destination());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 63, 64, 65, 128, 1_000})
  void filesOfEverySizeArePublished(int bytes) throws IOException {
    Receipt receipt = staged(1, "x".repeat(bytes));
    assertThat(waiting(receipt)).isEqualTo(bytes);

    store.publish(receipt);

    assertThat(read(receipt.destination())).isEqualTo("x".repeat(bytes));
  }

  @Test
  void aStagedFileIsNotSeenWhereItWillBe() throws IOException {
    try (Staged file = store.stage(early(), scratch(1))) {
      requireUnseen();
      file.write(new byte[1_000]);
      file.flush();
      requireUnseen();
      file.finish(wished());
      requireUnseen();
    }
    requireUnseen();
  }

  private void requireUnseen() throws IOException {
    for (StorePath path : List.of(early(), wished())) {
      assertThat(store.stat(path)).isEmpty();
      assertThat(all(path)).isEmpty();
      assertThatThrownBy(() -> store.open(path)).isInstanceOf(NoSuchFileException.class);
    }
    assertThat(names(wished().parent())).isEmpty();
    assertThat(all(root.child("out"))).isEmpty();
  }

  @Test
  void aFileWaitsUntilItIsPublished() throws IOException {
    Receipt receipt = staged(1, "hello");

    Store.Waiting waiting = store.look(receipt).orElseThrow();
    assertThat(waiting.length()).isEqualTo(5);
    if (waiting.path().isPresent()) {
      assertThat(read(waiting.path().get())).isEqualTo("hello");
    }

    store.publish(receipt);
    assertThat(store.look(receipt)).isEmpty();
  }

  @Test
  void aReceiptIsAllThatPublishingNeeds() throws IOException {
    Receipt receipt = staged(1, "hello");

    store.publish(new Receipt(receipt.destination(), new String(receipt.token().toCharArray())));

    assertThat(read(receipt.destination())).isEqualTo("hello");
  }

  @Test
  void publishingAgainChangesNothing() throws IOException {
    Receipt receipt = staged(1, "hello");
    store.publish(receipt);

    publishes(receipt);
    publishes(receipt);

    assertThat(read(receipt.destination())).isEqualTo("hello");
    assertThat(paths(root)).containsExactly(receipt.destination());
  }

  /** Whether it did; the two exceptions that a publisher may get who comes late mean no. */
  protected final boolean publishes(Receipt receipt) throws IOException {
    try {
      store.publish(receipt);
      return true;
    } catch (FileAlreadyExistsException | NoSuchFileException e) {
      return false;
    }
  }

  @Test
  void manyMayPublishOneFileAtOnce() throws Exception {
    for (int round = 0; round < 5; round++) {
      StorePath name = root.child("out/" + round + "/file");
      Receipt receipt = staged(name, round, "content of " + round);

      List<Boolean> published = race(number -> publishes(receipt));

      assertThat(published).contains(true);
      assertThat(read(name)).isEqualTo("content of " + round);
      assertThat(paths(name.parent())).containsExactly(name);
      assertThat(store.look(receipt)).isEmpty();
    }
  }

  protected final Receipt staged(StorePath name, int attempt, String content) throws IOException {
    try (Staged file = store.stage(name, scratch(attempt))) {
      file.write(content.getBytes(UTF_8));
      return file.finish(name);
    }
  }

  @Test
  void publishingRefusesAStrangerUntilItIsMovedAway() throws IOException {
    Receipt receipt = staged(1, "ours");
    store.putIfAbsent(receipt.destination(), text("a stranger"));

    for (int tries = 0; tries < 2; tries++) {
      assertThatThrownBy(() -> store.publish(receipt))
          .isInstanceOf(FileAlreadyExistsException.class);
    }
    assertThat(read(receipt.destination())).isEqualTo("a stranger");
    assertThat(waiting(receipt)).isEqualTo(4);

    store.delete(receipt.destination());
    store.publish(receipt);
    assertThat(read(receipt.destination())).isEqualTo("ours");
  }

  @Test
  void aPublishedFileThatIsGoneIsNotPublishedAgain() throws IOException {
    Receipt receipt = staged(1, "hello");
    store.publish(receipt);
    store.delete(receipt.destination());

    requireGone(receipt);
    assertThat(all(root)).isEmpty();
  }

  @Test
  void aDiscardedFileIsGone() throws IOException {
    Receipt receipt = staged(1, "hello");

    store.discard(receipt);
    store.discard(receipt);

    requireGone(receipt);
    assertThat(all(root)).isEmpty();
  }

  @Test
  void discardingLeavesWhatIsPublished() throws IOException {
    Receipt receipt = staged(1, "hello");
    store.publish(receipt);

    store.discard(receipt);

    assertThat(read(receipt.destination())).isEqualTo("hello");
  }

  @Test
  void aFileThatIsClosedBeforeItIsFinishedIsGivenUp() throws IOException {
    Staged file = store.stage(early(), scratch(1));
    file.write(new byte[1_000]);
    file.close();
    file.close();

    assertThat(all(root)).isEmpty();
    Receipt receipt = staged(1, "the next one");
    store.publish(receipt);
    assertThat(read(receipt.destination())).isEqualTo("the next one");
  }

  @Test
  void deletingTheDirectoryOfAnAttemptDiscardsWhatIsNotPublished() throws IOException {
    StorePath other = root.child("out/other");
    Receipt published = staged(other, 1, "published");
    store.publish(published);
    Receipt waits;
    try (Staged file = store.stage(early(), attempt(1).child("data/000002.avro"))) {
      file.write(new byte[1_000]);
      waits = file.finish(wished());
    }

    store.deleteAll(attempt(1).child("data"));

    requireGone(waits);
    assertThat(read(other)).isEqualTo("published");
    assertThat(paths(root)).containsExactly(other);
  }

  /** Attempts of one task start files of one name. */
  @Test
  void deletingTheDirectoryOfAnAttemptLeavesWhatOthersHaveStaged() throws IOException {
    Receipt lost = staged(1, "lost");
    Staged written = store.stage(early(), scratch(12));
    written.write(new byte[100]);
    Receipt stands = staged(11, "stands");

    store.deleteAll(attempt(1));

    requireGone(lost);
    assertThat(waiting(stands)).isEqualTo(6);
    written.write(new byte[100]);
    assertThat(waiting(written.finish(wished()))).isEqualTo(200);
    store.publish(stands);
    assertThat(read(stands.destination())).isEqualTo("stands");
  }

  /** The bytes fill a block of HDFS, so that the name node is asked in the middle of the file. */
  @ParameterizedTest
  @ValueSource(ints = {0, 10, 2_500_000})
  void aFileThatIsDeletedWhileItIsWrittenIsNotPublished(int bytes) throws IOException {
    Staged file = store.stage(early(), scratch(1));
    file.write('x');
    store.deleteAll(root.child("run"));

    Optional<Receipt> receipt = finishes(file, bytes);

    if (receipt.isPresent()) {
      requireGone(receipt.get());
    }
    assertThat(store.stat(early())).isEmpty();
    assertThat(store.stat(wished())).isEmpty();
    assertThat(all(root)).isEmpty();
  }

  private Optional<Receipt> finishes(Staged file, int bytes) {
    try {
      file.write(new byte[bytes]);
      return Optional.of(file.finish(wished()));
    } catch (IOException e) {
      assertThat(String.valueOf(e.getMessage())).hasLineCount(1);
      return Optional.empty();
    }
  }

  /** As an attempt writes its small files. */
  @Test
  void aFileMayBeStagedWhereItIsPublished() throws IOException {
    StorePath path = attempt(1).child("counts-00003.json");
    Receipt receipt;
    try (Staged file = store.stage(path, path)) {
      file.write("counts".getBytes(UTF_8));
      receipt = file.finish(path);
    }

    store.publish(receipt);

    assertThat(read(path)).isEqualTo("counts");
    assertThat(names(attempt(1))).containsExactly("counts-00003.json");
    store.deleteAll(attempt(1));
    assertThat(all(root)).isEmpty();
  }

  @Test
  void manyMayStageAtOnce() throws Exception {
    race(
        number -> {
          StorePath name = root.child("out/" + number);
          store.publish(staged(name, number, "content of " + number));
          return true;
        });

    List<String> contents = new ArrayList<>();
    for (StorePath path : paths(root.child("out"))) {
      contents.add(read(path));
    }
    assertThat(contents)
        .hasSize(RACERS)
        .doesNotHaveDuplicates()
        .allMatch(it -> it.startsWith("content of "));
    assertThat(all(root)).hasSize(RACERS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"with space", "a,b", "dt=2026-11-22", "per%20cent", "héllo", "hash#mark"})
  void namesOfStagedFilesAreTakenLiterally(String name) throws IOException {
    StorePath path = root.child("out").child(name).child(name);
    Receipt receipt;
    try (Staged file = store.stage(path, root.child(name).child(name))) {
      file.write('x');
      receipt = file.finish(path);
    }
    Receipt discarded;
    try (Staged file = store.stage(root.child("other"), root.child(name).child("2"))) {
      file.write('x');
      discarded = file.finish(root.child("other"));
    }

    store.publish(receipt);
    store.deleteAll(root.child(name));

    requireGone(discarded);
    assertThat(paths(root)).containsExactly(path);
    assertThat(read(path)).isEqualTo("x");
  }
}
