package io.camus.audit.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CountingInterceptorTest {
  private static final Map<String, Object> APPLICATION =
      Map.of(
          ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
          "127.0.0.1:1",
          ProducerConfig.CLIENT_ID_CONFIG,
          "shop",
          ProducerConfig.TRANSACTIONAL_ID_CONFIG,
          "orders",
          ProducerConfig.ACKS_CONFIG,
          "0",
          ProducerConfig.INTERCEPTOR_CLASSES_CONFIG,
          CountingInterceptor.class.getName(),
          "security.protocol",
          "SSL",
          "com.example.mine",
          "x");

  private static Map<String, Object> with(Object... more) {
    Map<String, Object> settings = new HashMap<>(APPLICATION);
    for (int i = 0; i < more.length; i += 2) {
      settings.put((String) more[i], more[i + 1]);
    }
    return settings;
  }

  @Test
  void countsAreSentWithTheApplicationsConnectionAndNothingElseOfIt() {
    InterceptorConfig config =
        new InterceptorConfig(
            with("camus.audit.tier", "producer", "camus.audit.producer.linger.ms", "7"));

    assertThat(config.producer())
        .containsEntry("bootstrap.servers", "127.0.0.1:1")
        .containsEntry("security.protocol", "SSL")
        .containsEntry("acks", "all")
        .containsEntry("client.id", "shop-audit")
        .containsEntry("linger.ms", "7")
        .doesNotContainKeys("transactional.id", "interceptor.classes", "com.example.mine");
    assertThat(config.service()).isEqualTo("shop");
    assertThat(config.server()).isNotEmpty();
  }

  @Test
  void aWrongSettingIsNamed() {
    assertThatThrownBy(() -> new InterceptorConfig(APPLICATION))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("camus.audit.tier");
    assertThatThrownBy(
            () -> new InterceptorConfig(with("camus.audit.tier", "p", "camus.audit.window.ms", 0)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("camus.audit.window.ms");
  }

  /** Wrong settings, or a class that is not there: records go on as if it was not there. */
  @Test
  void withWrongSettingsItDoesNothing() {
    for (Map<String, Object> settings :
        List.of(
            APPLICATION,
            with("camus.audit.tier", "p", "camus.audit.event.time.extractor", "no.such.Thing"),
            with(
                "camus.audit.tier",
                "p",
                "camus.audit.event.time.extractor",
                String.class.getName()))) {
      CountingInterceptor interceptor = new CountingInterceptor();
      interceptor.configure(settings);
      ProducerRecord<Object, Object> record = new ProducerRecord<>("views", "x");

      assertThat(interceptor.onSend(record)).isSameAs(record);
      interceptor.onAcknowledgement(
          new RecordMetadata(new TopicPartition("views", 0), 0, 0, 5, 0, 1),
          null,
          record.headers());
      interceptor.close();
    }
  }

  @Test
  void withoutABrokerItClosesInTime() {
    CountingInterceptor interceptor = new CountingInterceptor();
    interceptor.configure(
        with(
            "camus.audit.tier",
            "p",
            "security.protocol",
            "PLAINTEXT",
            "camus.audit.close.timeout.ms",
            "200",
            "camus.audit.producer.max.block.ms",
            "100"));
    interceptor.onAcknowledgement(
        new RecordMetadata(new TopicPartition("views", 0), 0, 0, 5, 0, 1), null, null);
    long begin = System.nanoTime();
    interceptor.close();

    assertThat(System.nanoTime() - begin).isLessThan(20_000_000_000L);
  }
}
