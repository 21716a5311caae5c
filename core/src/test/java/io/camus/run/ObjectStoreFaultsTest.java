package io.camus.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.objectstore.MemoryObjects;
import io.camus.objectstore.MemoryPart;
import io.camus.objectstore.ObjectClient;
import io.camus.objectstore.ObjectStore;
import io.camus.run.FaultyStore.CrashError;
import io.camus.run.FaultyStore.Fault;
import io.camus.run.FaultyStore.Schedule;
import io.camus.spi.Content;
import io.camus.spi.Receipt;
import io.camus.spi.Staged;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What is in an object store when a process fails or dies at a call, or another one comes between.
 */
class ObjectStoreFaultsTest {
  private static final StorePath NAME = new StorePath("mem://bucket/out/hour/file");
  private static final StorePath ATTEMPT = new StorePath("mem://bucket/base/attempt");
  private static final StorePath SCRATCH = ATTEMPT.child("data/1");
  private static final String CONTENT = "content".repeat(100);
  private static final Schedule NEVER = Schedule.once(-1, Fault.FAILS);

  private final AtomicInteger marks = new AtomicInteger();
  private MemoryObjects objects = new MemoryObjects(InstantSource.fixed(Instant.EPOCH));
  private Optional<Receipt> receipt = Optional.empty();

  private Store store(ObjectClient calls) {
    return new ObjectStore(calls, 64, MemoryPart::new, () -> "m" + marks.incrementAndGet());
  }

  /** The store as another process has it. */
  private Store other() {
    return store(objects);
  }

  private Receipt stage(Store store, StorePath scratch) throws IOException {
    try (Staged file = store.stage(NAME, scratch)) {
      file.write(CONTENT.getBytes(UTF_8));
      return file.finish(NAME);
    }
  }

  private void stageAndPublish(Store store) throws IOException {
    receipt = Optional.of(stage(store, SCRATCH));
    store.publish(receipt.get());
  }

  private String read() throws IOException {
    try (InputStream in = other().open(NAME)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  private void requireNothingIsLeft() {
    assertThat(objects.uploads()).isEmpty();
    assertThat(objects.objects().keySet()).allMatch(NAME::equals);
  }

  /** The file is published, or waits, or is not there and leaves nothing; a repeat heals. */
  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"CRASH_BEFORE", "CRASH_AFTER", "AMBIGUOUS", "FAILS", "HALF_A_RENAME"})
  void aFaultAtAnyCallLeavesAFileThatIsWholeOrNotThere(Fault fault) throws IOException {
    FaultyObjects counting = new FaultyObjects(objects, NEVER, () -> {});
    stageAndPublish(store(counting));
    // Start, pointer, eleven parts, end, pointer.
    assertThat(counting.calls()).isEqualTo(15);

    for (int call = 0; call < counting.calls(); call++) {
      objects = new MemoryObjects(InstantSource.fixed(Instant.EPOCH));
      receipt = Optional.empty();
      int at = call;
      Store faulty = store(new FaultyObjects(objects, Schedule.once(at, fault), () -> {}));
      try {
        stageAndPublish(faulty);
        assertThat(read()).as("call %s", call).isEqualTo(CONTENT);
      } catch (CrashError | IOException e) {
        // What is left is checked below.
      }

      if (receipt.isPresent()) {
        other().publish(receipt.get());
        assertThat(read()).as("call %s", call).isEqualTo(CONTENT);
      } else {
        assertThat(other().stat(NAME)).as("call %s", call).isEmpty();
      }
      other().deleteAll(ATTEMPT);
      requireNothingIsLeft();
    }
  }

  /** What of a clean-up fails is done by the next one. */
  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"CRASH_BEFORE", "CRASH_AFTER", "AMBIGUOUS", "FAILS"})
  void aCleanUpThatFailsAtAnyCallCanBeRepeated(Fault fault) throws IOException {
    for (int call = 0; call < 4; call++) {
      stage(other(), SCRATCH);
      stage(other(), ATTEMPT.child("data/2"));
      int at = call;
      Store faulty = store(new FaultyObjects(objects, Schedule.once(at, fault), () -> {}));
      assertThatThrownBy(() -> faulty.deleteAll(ATTEMPT))
          .as("call %s", call)
          .isInstanceOfAny(CrashError.class, IOException.class);

      other().deleteAll(ATTEMPT);

      assertThat(objects.uploads()).as("call %s", call).isEmpty();
      assertThat(objects.objects()).isEmpty();
    }
  }

  /** As a zombie meets it: what it stages later waits for the next clean-up. */
  @Test
  void aCleanUpThatComesBetweenAnyTwoCallsLeavesNothingForTheNextOne() throws IOException {
    for (int call = 0; call < 13; call++) {
      objects = new MemoryObjects(InstantSource.fixed(Instant.EPOCH));
      receipt = Optional.empty();
      Store faulty =
          store(
              new FaultyObjects(
                  objects,
                  Schedule.once(call, Fault.MEANWHILE),
                  () -> unchecked(() -> other().deleteAll(ATTEMPT))));
      try {
        receipt = Optional.of(stage(faulty, SCRATCH));
      } catch (NoSuchFileException e) {
        assertThat(objects.uploads()).as("call %s", call).isEmpty();
      }

      other().deleteAll(ATTEMPT);

      requireNothingIsLeft();
      if (receipt.isPresent()) {
        assertThatThrownBy(() -> other().publish(receipt.get()))
            .as("call %s", call)
            .isInstanceOf(NoSuchFileException.class);
      }
    }
  }

  @Test
  void aFileThatHasLostAPartIsNotFinished() throws IOException {
    Store faulty = store(new FaultyObjects(objects, Schedule.once(3, Fault.FAILS), () -> {}));
    try (Staged file = faulty.stage(NAME, SCRATCH)) {
      file.write(new byte[100]);
      assertThatThrownBy(() -> file.write(new byte[100])).hasMessage("did not take effect");

      assertThatThrownBy(() -> file.write(new byte[100])).isInstanceOf(IOException.class);
      assertThatThrownBy(() -> file.finish(NAME)).isInstanceOf(IOException.class);
    }
    requireNothingIsLeft();
  }

  /** The first call of publishing that changes something ends the upload. */
  private Store publisherWhoIsOvertaken(Faults.Action meanwhile) {
    return store(
        new FaultyObjects(objects, Schedule.once(0, Fault.MEANWHILE), () -> unchecked(meanwhile)));
  }

  private static void unchecked(Faults.Action action) {
    try {
      action.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aPublisherWhoIsOvertakenByAnotherOneIsDone() throws IOException {
    Receipt waits = stage(other(), SCRATCH);

    publisherWhoIsOvertaken(() -> other().publish(waits)).publish(waits);

    assertThat(read()).isEqualTo(CONTENT);
    requireNothingIsLeft();
  }

  /** The store may answer with any error while another completion is under way. */
  @Test
  void aPublisherWhoseCompletionIsRefusedBecauseOfAnotherOneIsDone() throws IOException {
    Receipt waits = stage(other(), SCRATCH);
    Schedule refused =
        (change, path) -> {
          if (change != 0) {
            return Optional.empty();
          }
          unchecked(() -> other().publish(waits));
          return Optional.of(Fault.FAILS);
        };

    store(new FaultyObjects(objects, refused, () -> {})).publish(waits);

    assertThat(read()).isEqualTo(CONTENT);
    requireNothingIsLeft();
  }

  @Test
  void aStrangerWhoIsThereIsNotReplaced() throws IOException {
    Receipt waits = stage(other(), SCRATCH);
    other().putIfAbsent(NAME, Content.of("a stranger".getBytes(UTF_8)));

    assertThatThrownBy(() -> other().publish(waits)).isInstanceOf(FileAlreadyExistsException.class);

    assertThat(read()).isEqualTo("a stranger");
    assertThat(other().look(waits)).contains(new Store.Waiting(CONTENT.length(), Optional.empty()));
  }

  @Test
  void theFileOfAnotherAttemptIsNotReplaced() throws IOException {
    Receipt waits = stage(other(), SCRATCH);
    Receipt faster = stage(other(), ATTEMPT.child("data/2"));
    other().publish(faster);

    assertThatThrownBy(() -> other().publish(waits)).isInstanceOf(FileAlreadyExistsException.class);

    assertThat(other().look(faster)).isEmpty();
    assertThat(other().look(waits)).isPresent();
  }

  @Test
  void aFileThatIsDiscardedAfterTheLookIsNotPublished() throws IOException {
    Receipt waits = stage(other(), SCRATCH);

    assertThatThrownBy(() -> publisherWhoIsOvertaken(() -> other().discard(waits)).publish(waits))
        .isInstanceOf(NoSuchFileException.class);

    assertThat(objects.objects()).isEmpty();
  }

  @Test
  void aDeadProcessDoesNothing() {
    FaultyObjects dead = new FaultyObjects(objects, Schedule.once(0, Fault.CRASH_BEFORE), () -> {});
    assertThatThrownBy(() -> store(dead).putIfAbsent(NAME, Content.EMPTY))
        .isInstanceOf(CrashError.class);

    assertThatThrownBy(() -> store(dead).putIfAbsent(NAME, Content.EMPTY))
        .isInstanceOf(CrashError.class);
    assertThatThrownBy(() -> store(dead).stat(NAME)).isInstanceOf(CrashError.class);
    assertThat(objects.objects()).isEmpty();
  }
}
