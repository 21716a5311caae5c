package io.camus.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.model.SourceException;
import io.camus.setup.TopicList;
import io.camus.setup.TopicList.Topic;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

class RegisteredTopicsTest {
  private static final Uuid ID = Uuid.randomUuid();

  private final List<Topic> served = new ArrayList<>();
  private final Map<String, TopicRegistration> present = new TreeMap<>();
  private final Set<String> going = new TreeSet<>();
  private final Deque<Runnable> changes = new ArrayDeque<>();

  private final RegisteredTopics topics =
      new RegisteredTopics(
          new Brokers(),
          () -> {
            Registrations.Topics now =
                new Registrations.Topics(new TreeMap<>(present), Set.copyOf(going));
            if (!changes.isEmpty()) {
              changes.remove().run();
            }
            return now;
          },
          Settings.of("z:2181/k"));

  private void served(String name, Uuid id, Integer... partitions) {
    served.add(new Topic(name, id, List.of(partitions)));
  }

  private void registered(String name, Optional<Uuid> id, Integer... partitions) {
    present.put(name, new TopicRegistration(Set.of(partitions), id));
  }

  private List<String> names() {
    return topics.topics().stream().map(Topic::name).toList();
  }

  @Test
  void whatBothKnowIsThereAsTheBrokersTellIt() {
    served("new", ID, 0, 1);
    served("old", Uuid.ZERO_UUID, 0);
    registered("new", Optional.of(ID), 0, 1);
    registered("old", Optional.empty(), 0);

    assertThat(topics.topics()).isEqualTo(served);
  }

  @Test
  void aTopicOrAPartitionThatNoBrokerServesYetIsLeftForTheNextRun() {
    served("grows", ID, 0);
    registered("grows", Optional.of(ID), 0, 1);
    registered("is-being-made", Optional.of(Uuid.randomUuid()), 0);

    assertThat(topics.topics()).containsExactly(new Topic("grows", ID, List.of(0)));
  }

  @Test
  void aTopicThatIsBeingDeletedIsGone() {
    served("going", ID, 0);
    served("stays", ID, 0);
    registered("stays", Optional.of(ID), 0);
    going.add("going");

    assertThat(names()).containsExactly("stays");
  }

  @Test
  void aTopicThatWasMadeAgainBetweenTwoQuestionsIsAskedForOnceMore() {
    served("again", ID, 0);
    Uuid second = Uuid.randomUuid();
    registered("again", Optional.of(second), 0);
    changes.add(
        () -> {
          served.clear();
          served("again", second, 0);
        });

    assertThat(topics.topics()).containsExactly(new Topic("again", second, List.of(0)));
  }

  @Test
  void topicsThatZooKeeperDoesNotKnowAreNotLeftOutWithoutAWord() {
    served("here", ID, 0);
    served("there", ID, 0);
    registered("here", Optional.of(ID), 0);

    assertThatThrownBy(topics::topics)
        .isInstanceOf(SourceException.class)
        .hasMessageContaining(
            "1 topic of the brokers differ from /brokers/topics of ZooKeeper" + " at z:2181/k")
        .hasMessageContaining("such as there;");
  }

  @Test
  void theBrokersTellWhatMayNotBeSeen() {
    assertThat(topics.hidden(List.of("payroll", "gone"))).containsExactly("payroll");
  }

  /** The topics of a cluster whose brokers serve what the test says. */
  private final class Brokers implements TopicList {
    @Override
    public List<Topic> topics() {
      return List.copyOf(served);
    }

    @Override
    public Set<String> hidden(Collection<String> names) {
      return names.contains("payroll") ? Set.of("payroll") : Set.of();
    }
  }
}
