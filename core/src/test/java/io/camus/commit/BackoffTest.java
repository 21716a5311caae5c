package io.camus.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InterruptedIOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BackoffTest {
  private static long millis(Backoff backoff, int retry) throws InterruptedIOException {
    long begin = System.nanoTime();
    backoff.await(retry);
    return Duration.ofNanos(System.nanoTime() - begin).toMillis();
  }

  @Test
  void eachWaitIsTwiceTheOneBeforeAndHalfOfItAtLeast() throws InterruptedIOException {
    Backoff backoff = Backoff.doubling(Duration.ofMillis(40));

    assertThat(millis(backoff, 1)).isGreaterThanOrEqualTo(20);
    assertThat(millis(backoff, 4)).isGreaterThanOrEqualTo(160);
  }

  @Test
  void anInterruptEndsTheWaitAndStays() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> Backoff.doubling(Duration.ofHours(1)).await(1))
        .isInstanceOf(InterruptedIOException.class);
    assertThat(Thread.interrupted()).isTrue();
  }
}
