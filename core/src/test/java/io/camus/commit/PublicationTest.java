package io.camus.commit;

import static io.camus.commit.Workplace.RUN;
import static io.camus.commit.Workplace.append;
import static io.camus.commit.Workplace.range;
import static io.camus.commit.Workplace.sets;
import static org.assertj.core.api.Assertions.assertThat;

import io.camus.commit.ScriptedStore.Call;
import io.camus.model.CommitRecord;
import io.camus.model.Problem;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import io.camus.store.FileSystemStore;
import io.camus.store.ForwardingStore;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PublicationTest {
  private static final int FILES = 40;

  private final Workplace place = new Workplace();

  /** A record of many files, one a topic. */
  private CommitRecord record() throws IOException {
    CommitLog log = place.opened();
    for (int i = 0; i < FILES; i++) {
      append(log, sets(topic(i), 0, 0));
      place.finishTask(RUN, i, place.pulled(RUN, "attempt-" + i, range(topic(i), 0, 10)));
    }
    return place.runCommit(log).close().orElseThrow();
  }

  private static String topic(int number) {
    return String.format(Locale.ROOT, "topic%02d", number);
  }

  private List<Problem> publish(Store store, StoreCalls calls, Backoff backoff, CommitRecord record)
      throws IOException {
    return new Publication(store, calls, backoff).publish(record, () -> false, (files, of) -> {});
  }

  private long published() {
    return place.memory.files().keySet().stream()
        .filter(path -> path.value().startsWith("/data/"))
        .count();
  }

  /** A store that renames nothing before so many renames wait at the same time. */
  private static final class Meeting extends ForwardingStore {
    private final CountDownLatch expected;
    private final AtomicInteger now = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    private Meeting(FileSystemStore store, int renames) {
      super(store);
      expected = new CountDownLatch(renames);
    }

    @Override
    public void rename(StorePath from, StorePath to) throws IOException {
      most.accumulateAndGet(now.incrementAndGet(), Math::max);
      expected.countDown();
      try {
        if (!expected.await(1, TimeUnit.MINUTES)) {
          throw new IOException("no other rename came at the same time");
        }
        super.rename(from, to);
      } catch (InterruptedException e) {
        throw new InterruptedIOException();
      } finally {
        now.decrementAndGet();
      }
    }
  }

  @Test
  void filesAreRenamedAtOnceAsManyAsAllowed() throws IOException {
    CommitRecord record = record();
    Meeting store = new Meeting(place.memory, 8);
    assertThat(publish(store, new StoreCalls(8), OneByOne.NO_WAIT, record)).isEmpty();
    assertThat(published()).isEqualTo(FILES);
    assertThat(store.most.get()).isEqualTo(8);
  }

  @Test
  void progressCountsTheFiles() throws IOException {
    CommitRecord record = record();
    List<Integer> seen = new ArrayList<>();
    new Publication(place.memory, new StoreCalls(4), OneByOne.NO_WAIT)
        .publish(
            record,
            () -> false,
            (files, of) -> {
              assertThat(of).isEqualTo(FILES);
              seen.add(files);
            });
    assertThat(seen).hasSize(FILES).isSorted().endsWith(FILES);
  }

  @Test
  void aStoreThatFailsIsAskedAgainAfterAWhile() throws IOException {
    CommitRecord record = record();
    for (int i = 0; i < 3; i++) {
      place.store.before(Call.RENAME, "topic07+0+10.g0", ScriptedStore.fail());
    }
    List<Integer> waits = new ArrayList<>();
    assertThat(publish(place.store, OneByOne.CALLS, waits::add, record)).isEmpty();
    assertThat(waits).containsExactly(1, 2, 3);
    assertThat(published()).isEqualTo(FILES);
  }

  @Test
  void aStoreThatIsDownIsNotAskedSixTimesForEveryFile() throws IOException {
    CommitRecord record = record();
    AtomicInteger renames = new AtomicInteger();
    Store down =
        new ForwardingStore(place.memory) {
          @Override
          public void rename(StorePath from, StorePath to) throws IOException {
            renames.incrementAndGet();
            throw new IOException("no route to host");
          }
        };
    assertThat(publish(down, OneByOne.CALLS, OneByOne.NO_WAIT, record))
        .hasSize(FILES)
        .allSatisfy(
            problem ->
                assertThat(problem.message())
                    .isEqualTo("cannot be published now: no route to host"));
    assertThat(renames).hasValue(6 + FILES - 1);
  }

  @Test
  void anInterruptEndsIt() throws IOException {
    CommitRecord record = record();
    Store interrupted =
        new ForwardingStore(place.memory) {
          @Override
          public void rename(StorePath from, StorePath to) throws IOException {
            if (published() == 3) {
              Thread.currentThread().interrupt();
              throw new InterruptedIOException("interrupted");
            }
            super.rename(from, to);
          }
        };
    CommitLog log = place.log();
    List<Problem> problems =
        new Publisher(
                log,
                new Publication(interrupted, OneByOne.CALLS, OneByOne.NO_WAIT),
                (files, of) -> {})
            .publishAll();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(problems)
        .singleElement()
        .extracting(Problem::where)
        .isEqualTo("commit record " + record.number());
    assertThat(published()).isEqualTo(3);
    assertThat(log.unpublished()).containsExactly(record.number());
  }

  @Test
  void aFailureInAThreadIsThatOfTheCall() {
    StoreCalls calls = new StoreCalls(3);
    List<Integer> items = List.of(1, 2, 3, 4, 5);
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () ->
                calls.map(
                    items,
                    item -> {
                      if (item == 2) {
                        throw new IOException("of 2");
                      }
                      return item;
                    },
                    done -> {}))
        .isInstanceOf(IOException.class)
        .hasMessage("of 2");
  }
}
