package io.camus.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class StoreCallsTest {
  private final List<Integer> done = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 16})
  void answersComeInTheOrderOfTheItems(int atOnce) throws IOException {
    List<Integer> items = IntStream.range(0, 40).boxed().toList();

    List<String> answers = new StoreCalls(atOnce).map(items, String::valueOf, done::add);

    assertThat(answers).isEqualTo(items.stream().map(String::valueOf).toList());
    assertThat(done).isEqualTo(IntStream.rangeClosed(1, 40).boxed().toList());
  }

  @Test
  void oneAfterTheOtherIsTheCallersOwnThread() throws IOException {
    List<Thread> threads =
        new StoreCalls(1).map(List.of(1, 2), item -> Thread.currentThread(), count -> {});
    List<Thread> alone =
        new StoreCalls(9).map(List.of(1), item -> Thread.currentThread(), count -> {});

    assertThat(threads).containsOnly(Thread.currentThread());
    assertThat(alone).containsExactly(Thread.currentThread());
  }

  @Test
  void soManyAreMadeAtOnceByThreadsThatHoldNoProcessBack() throws IOException {
    CyclicBarrier together = new CyclicBarrier(2);
    Set<Thread> threads = ConcurrentHashMap.newKeySet();

    new StoreCalls(2)
        .map(
            List.of(1, 2),
            item -> {
              threads.add(Thread.currentThread());
              try {
                return together.await(30, TimeUnit.SECONDS);
              } catch (Exception e) {
                throw new IOException("the other call does not come", e);
              }
            },
            count -> {});

    assertThat(threads).hasSize(2).allMatch(Thread::isDaemon);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void theFirstFailureIsTheCallersAndKeepsItsKind(int atOnce) {
    StoreCalls calls = new StoreCalls(atOnce);

    assertThatThrownBy(() -> calls.map(List.of(1, 2, 3), StoreCallsTest::full, done::add))
        .isInstanceOf(IOException.class)
        .hasMessage("2 is full");
    assertThat(done).containsExactly(1);
    assertThatThrownBy(() -> calls.map(List.of(1, 2), item -> 1 / (item - 2), count -> {}))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(
            () ->
                calls.map(
                    List.of(1, 2),
                    item -> {
                      throw new StackOverflowError();
                    },
                    count -> {}))
        .isInstanceOf(StackOverflowError.class);
  }

  private static int full(int item) throws IOException {
    if (item == 2) {
      throw new IOException("2 is full");
    }
    return item;
  }

  @Test
  void anInterruptEndsTheWaitAndStays() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(
            () ->
                new StoreCalls(2)
                    .map(
                        List.of(1, 2),
                        item -> {
                          try {
                            Thread.sleep(30_000);
                          } catch (InterruptedException e) {
                            throw new IOException(e);
                          }
                          return item;
                        },
                        count -> {}))
        .isInstanceOf(InterruptedIOException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void noCallsAreRefused() {
    assertThatThrownBy(() -> new StoreCalls(0)).isInstanceOf(IllegalArgumentException.class);
  }
}
