package io.camus.commit;

import static io.camus.commit.Workplace.RUN;
import static org.assertj.core.api.Assertions.assertThat;

import io.camus.commit.ScriptedStore.Call;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PulseTest {
  private final Workplace place = new Workplace();

  @Test
  void itBeatsWhileTheDriverIsBusyAlsoAfterAFailure() throws Exception {
    place.opened();
    place.write(place.layout.plan(RUN), "{}");
    CountDownLatch third = new CountDownLatch(1);
    place.store.before(Call.CREATE, "heartbeat-1", ScriptedStore.fail());
    place.store.after(Call.CREATE, "heartbeat-3", third::countDown);
    Heartbeat heartbeat = new Heartbeat(place.store, place.layout, RUN);
    try (Pulse pulse = new Pulse(heartbeat, Duration.ofMillis(1))) {
      assertThat(third.await(1, TimeUnit.MINUTES)).as("%s beats", pulse).isTrue();
    }
    assertThat(Heartbeat.last(place.memory, place.layout, RUN)).isPresent();
  }

  @Test
  void itEndsWhenItIsClosed() throws IOException, InterruptedException {
    place.opened();
    place.write(place.layout.plan(RUN), "{}");
    new Pulse(new Heartbeat(place.store, place.layout, RUN), Duration.ofDays(1)).close();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals("camus-heartbeat")) {
        thread.join(60_000);
        assertThat(thread.isAlive()).isFalse();
      }
    }
    assertThat(Heartbeat.last(place.memory, place.layout, RUN)).isEmpty();
  }
}
