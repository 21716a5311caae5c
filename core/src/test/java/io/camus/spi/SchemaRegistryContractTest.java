package io.camus.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.spi.SchemaRegistry.Ids;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every {@link SchemaRegistry} must do. Subclasses name the registry, and how producers put
 * schemas into it.
 */
@Timeout(60)
public abstract class SchemaRegistryContractTest {
  private static final int THREADS = 8;
  private static final int NOBODYS_ID = 1_999_999_999;

  /** The first version of a topic's records. */
  protected static final Schema FIRST =
      SchemaBuilder.record("Click")
          .namespace("contract")
          .doc("\u00fcml\u00e4ut")
          .fields()
          .requiredLong("time")
          .endRecord();

  /** The second version. */
  protected static final Schema SECOND =
      SchemaBuilder.record("Click")
          .namespace("contract")
          .doc("\u00fcml\u00e4ut")
          .fields()
          .requiredLong("time")
          .name("page")
          .type()
          .stringType()
          .stringDefault("/")
          .endRecord();

  private SchemaRegistry registry;

  /** The registry under test, as a process has it that begins now. */
  protected abstract SchemaRegistry registry() throws Exception;

  /** Makes a schema known for a topic's values as a producer does, if it is not yet; its id. */
  protected abstract int produce(String topic, Schema schema) throws Exception;

  /** A topic that the registry does not know, and no other test uses. */
  private static String newTopic() {
    return "contract-" + UUID.randomUUID();
  }

  @BeforeEach
  void open() throws Exception {
    registry = registry();
  }

  @Test
  void schemaIsFoundUnderItsId() throws Exception {
    String topic = newTopic();
    int id = produce(topic, FIRST);

    assertThat(registry.schema(topic, id)).contains(FIRST);
    assertThat(registry.schema(topic, id).orElseThrow().toString()).isEqualTo(FIRST.toString());
  }

  @Test
  void olderVersionsStayWhenASchemaEvolves() throws Exception {
    String topic = newTopic();
    int first = produce(topic, FIRST);
    assertThat(registry.schema(topic, first)).contains(FIRST);
    int second = produce(topic, SECOND);

    assertThat(second).isNotEqualTo(first);
    assertThat(registry.schema(topic, second)).contains(SECOND);
    assertThat(registry.schema(topic, first)).contains(FIRST);
    assertThat(registry().schema(topic, first)).contains(FIRST);
  }

  @Test
  void unknownIdIsEmptyAndHasAReason() throws Exception {
    String topic = newTopic();
    produce(topic, FIRST);

    for (int id : new int[] {NOBODYS_ID, -1, Integer.MIN_VALUE}) {
      assertThat(registry.schema(topic, id)).isEmpty();
      assertThat(registry.whyMissing(topic, id)).contains(Integer.toString(id));
    }
  }

  @Test
  void topicThatNobodyKnowsHasNoSchema() throws Exception {
    assertThat(registry.schema(newTopic(), NOBODYS_ID)).isEmpty();
  }

  @Test
  void sharedIdsMeanTheSameForEveryTopic() throws Exception {
    String topic = newTopic();
    int id = produce(topic, FIRST);

    if (registry.ids() == Ids.SHARED) {
      assertThat(registry.schema(newTopic(), id)).contains(FIRST);
    } else {
      String other = newTopic();
      int second = produce(other, SECOND);
      assertThat(registry.schema(other, second)).contains(SECOND);
      assertThat(registry.schema(topic, id)).contains(FIRST);
    }
  }

  @Test
  void idThatIsGivenOutIsTheOneThatProducersGet() throws Exception {
    String topic = newTopic();
    Optional<Integer> given = registry.register(topic, FIRST);

    if (given.isPresent()) {
      assertThat(registry.register(topic, FIRST)).isEqualTo(given);
      assertThat(registry().schema(topic, given.get())).contains(FIRST);
      assertThat(produce(topic, FIRST)).isEqualTo(given.get());
    }
  }

  @Test
  void manyThreadsGetTheSameAnswers() throws Exception {
    String topic = newTopic();
    int first = produce(topic, FIRST);
    int second = produce(topic, SECOND);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<Optional<Schema>>> firsts = new ArrayList<>();
      List<Future<Optional<Schema>>> seconds = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        firsts.add(threads.submit(() -> registry.schema(topic, first)));
        seconds.add(threads.submit(() -> registry.schema(topic, second)));
      }
      for (int i = 0; i < THREADS; i++) {
        assertThat(firsts.get(i).get()).contains(FIRST);
        assertThat(seconds.get(i).get()).contains(SECOND);
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
