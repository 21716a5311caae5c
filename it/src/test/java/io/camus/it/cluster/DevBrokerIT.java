package io.camus.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class DevBrokerIT {
  @TempDir Path folder;

  @Test
  void keepsPortAndTopicsOverKillAndRestart() throws Exception {
    try (DevBroker broker = new DevBroker(folder)) {
      broker.start();
      String bootstrap = broker.bootstrap();
      try (Admin admin = admin(bootstrap)) {
        admin
            .createTopics(List.of(new NewTopic("a.b", 2, (short) 1)))
            .all()
            .get(20, TimeUnit.SECONDS);
      }
      broker.kill();
      broker.start();
      assertThat(broker.bootstrap()).isEqualTo(bootstrap);
      assertThat(topics(bootstrap)).contains("a.b");
    }
  }

  @Test
  void answersAgainAfterItWasFrozen() throws Exception {
    try (DevBroker broker = new DevBroker(folder)) {
      broker.start();
      broker.suspend();
      broker.resume();
      assertThat(topics(broker.bootstrap())).isEmpty();
    }
  }

  @Test
  void endsWithTheProcessThatStartedIt() throws Exception {
    Process parent =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                DevCluster.class.getName(),
                folder.toString())
            .redirectOutput(folder.resolve("out").toFile())
            .redirectErrorStream(true)
            .start();
    List<ProcessHandle> children = childrenOf(parent);
    parent.destroyForcibly();
    for (ProcessHandle child : children) {
      assertThat(DevBroker.awaitEnd(child, Duration.ofSeconds(30))).isTrue();
    }
  }

  @Test
  void runsInThisJvmWithoutLeavingThreads() throws Exception {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder, Map.of())) {
      assertThat(topics(broker.bootstrap())).isEmpty();
    }
    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(thread -> !before.contains(thread))
        .allMatch(Thread::isDaemon);
  }

  private static List<ProcessHandle> childrenOf(Process parent) {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (System.nanoTime() < deadline) {
      List<ProcessHandle> children = parent.children().toList();
      if (!children.isEmpty()) {
        return children;
      }
      Thread.onSpinWait();
    }
    throw new AssertionError("the process started no broker");
  }

  private static Set<String> topics(String bootstrap) throws Exception {
    try (Admin admin = admin(bootstrap)) {
      return admin.listTopics().names().get(30, TimeUnit.SECONDS);
    }
  }

  private static Admin admin(String bootstrap) {
    return Admin.create(Map.of("bootstrap.servers", bootstrap));
  }
}
