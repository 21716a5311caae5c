package io.camus.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.spi.Content;
import io.camus.spi.StorePath;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The steps of a put on a file system, and what is left when one of them fails. */
class PutByRenameTest {
  private static final StorePath DIRECTORY = new StorePath("/directory");
  private static final StorePath FILE = DIRECTORY.child("file");
  private static final StorePath TEMPORARY = DIRECTORY.child("tmp-1");
  private static final Instant NOW = Instant.parse("2026-11-22T14:05:59Z");
  private static final Content X = Content.of(new byte[] {'x'});

  private final MemoryStore memory = new MemoryStore(Clock.fixed(NOW, ZoneOffset.UTC));
  private final Steps steps = new Steps(memory);
  private final PutByRename puts = new PutByRename(steps);

  @BeforeEach
  void makeDirectory() throws IOException {
    memory.makeDirectories(DIRECTORY);
  }

  /**
   * Notes the calls that change something, and fails at one of them, before or after its effect.
   */
  private static final class Steps extends ForwardingStore {
    private final List<String> calls = new ArrayList<>();
    private String failsBefore = "";
    private String failsAfter = "";
    private IOException failure = new IOException("timed out");
    private int names;

    Steps(FileSystemStore store) {
      super(store);
    }

    @Override
    public String temporaryName() {
      return Integer.toString(++names);
    }

    private void before(String call) throws IOException {
      calls.add(call);
      if (call.equals(failsBefore)) {
        throw failure;
      }
    }

    private void after(String call) throws IOException {
      if (call.equals(failsAfter)) {
        throw failure;
      }
    }

    @Override
    public void makeDirectories(StorePath directory) throws IOException {
      before("make " + directory.name());
      super.makeDirectories(directory);
    }

    @Override
    public OutputStream create(StorePath file) throws IOException {
      before("create " + file.name());
      OutputStream created = super.create(file);
      after("create " + file.name());
      return new FilterOutputStream(created) {
        @Override
        public void close() throws IOException {
          before("close " + file.name());
          super.close();
          after("close " + file.name());
        }
      };
    }

    @Override
    public void rename(StorePath from, StorePath to) throws IOException {
      before("rename " + from.name());
      super.rename(from, to);
      after("rename " + from.name());
    }

    @Override
    public void delete(StorePath path) throws IOException {
      before("delete " + path.name());
      super.delete(path);
    }
  }

  private String content(StorePath file) {
    return new String(memory.files().get(file), StandardCharsets.UTF_8);
  }

  @Test
  void contentIsWrittenUnderAnotherNameAndRenamed() throws IOException {
    puts.put(FILE, X);
    assertThat(steps.calls).containsExactly("create tmp-1", "close tmp-1", "rename tmp-1");
    assertThat(content(FILE)).isEqualTo("x");
  }

  @Test
  void aMarkIsOneFileAndNeedsNoOtherName() throws IOException {
    puts.put(FILE, Content.EMPTY);
    assertThat(steps.calls).containsExactly("create file", "close file");
    assertThat(content(FILE)).isEmpty();
  }

  @Test
  void parentsAreMadeWhenTheyAreMissedAndNotBefore() throws IOException {
    puts.put(new StorePath("/a/b/file"), X);
    puts.put(new StorePath("/a/b/mark"), Content.EMPTY);
    assertThat(steps.calls)
        .containsExactly(
            "create tmp-1",
            "make b",
            "create tmp-1",
            "close tmp-1",
            "rename tmp-1",
            "create mark",
            "close mark");
  }

  @Test
  void aRenameWhoseAnswerIsLostIsToldAndLeavesOneName() {
    steps.failsAfter = "rename tmp-1";
    assertThatThrownBy(() -> puts.put(FILE, X)).isSameAs(steps.failure);
    assertThat(memory.files()).containsOnlyKeys(FILE);
  }

  /** So that it cannot take effect any more, if it is still on its way. */
  @Test
  void aRenameThatFailsLosesItsSource() {
    steps.failsBefore = "rename tmp-1";
    assertThatThrownBy(() -> puts.put(FILE, X)).isSameAs(steps.failure);
    assertThat(memory.files()).isEmpty();
  }

  @Test
  void whateverFailsBeforeTheRenameIsToldAndLeavesNothing() {
    for (String step : List.of("create", "close")) {
      steps.failsBefore = step + " tmp-" + (steps.names + 1);
      assertThatThrownBy(() -> puts.put(FILE, X)).as(step).isSameAs(steps.failure);
      steps.failsBefore = "";
      steps.failsAfter = step + " tmp-" + (steps.names + 1);
      assertThatThrownBy(() -> puts.put(FILE, X)).as(step).isSameAs(steps.failure);
      steps.failsAfter = "";
    }
    assertThat(memory.files()).isEmpty();
    assertThat(steps.calls).doesNotContain("rename tmp-1", "rename tmp-2");
  }

  @Test
  void aDirectoryThatMayNotBeWrittenToIsNotTriedAgain() {
    steps.failure = new AccessDeniedException(TEMPORARY.value());
    steps.failsBefore = "create tmp-1";
    assertThatThrownBy(() -> puts.put(FILE, X)).isSameAs(steps.failure);
    assertThat(steps.calls).containsExactly("create tmp-1", "delete tmp-1");
  }

  @Test
  void aTemporaryFileThatCannotBeDeletedIsNamedBesideTheFailure() {
    steps.failsBefore = "delete tmp-1";
    steps.failure = new IOException("no answer");
    IOException torn = new IOException("torn");
    Content content =
        out -> {
          throw torn;
        };
    assertThatThrownBy(() -> puts.put(FILE, content))
        .isSameAs(torn)
        .satisfies(e -> assertThat(e.getSuppressed()).containsExactly(steps.failure));
    assertThat(memory.files()).containsOnlyKeys(TEMPORARY);
  }

  @Test
  void aTakenNameOfATemporaryFileIsNotTakenForTheTarget() throws IOException {
    memory.create(TEMPORARY).close();
    assertThatThrownBy(() -> puts.put(FILE, X))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(FileAlreadyExistsException.class)
        .hasMessageContaining(TEMPORARY.value())
        .hasMessageContaining("already exists");
    assertThat(memory.files()).containsOnlyKeys(TEMPORARY);
  }

  @Test
  void contentIsWrittenAgainIfItsFileIsDeletedBeforeTheRename() throws IOException {
    Content content =
        out -> {
          out.write('x');
          out.close();
          if (steps.names < 10) {
            puts.sweep(DIRECTORY, Instant.MAX);
          }
        };
    puts.put(FILE, content);
    assertThat(content(FILE)).isEqualTo("x");
    assertThat(steps.calls)
        .endsWith("rename tmp-9", "create tmp-10", "close tmp-10", "close tmp-10", "rename tmp-10");
  }

  @Test
  void aFileThatIsAlwaysDeletedIsGivenUpInTheEnd() {
    Content content =
        out -> {
          puts.sweep(DIRECTORY, Instant.MAX);
          out.write('x');
        };
    assertThatThrownBy(() -> puts.put(FILE, content))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "cannot write /directory/file: its temporary file was deleted 10 times while it was written");
    assertThat(memory.files()).isEmpty();
  }

  @Test
  void aSweepSparesWhatWasModifiedAtTheTimeOrLater() throws IOException {
    memory.create(TEMPORARY).close();
    puts.sweep(DIRECTORY, NOW);
    assertThat(memory.files()).containsOnlyKeys(TEMPORARY);
    puts.sweep(DIRECTORY, NOW.plusNanos(1));
    assertThat(memory.files()).isEmpty();
  }
}
