package io.camus.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.config.CamusConfig;
import io.camus.config.Provider;
import io.camus.config.TopicConfig;
import java.lang.reflect.Modifier;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every {@link Provider} must do. The suites for the kinds extend it; a plug-in's tests extend
 * the suite of its kind.
 */
@Timeout(120)
public abstract class ProviderContractTest<P extends Provider> {
  /** The topic of all tests. */
  protected static final String TOPIC = "clicks";

  /** The provider under test. */
  protected abstract P provider();

  /** The settings that the provider needs; none by default. */
  protected Map<String, String> settings() {
    return Map.of();
  }

  /** The configuration with those settings, and without a broker that answers. */
  final CamusConfig config() {
    Map<String, String> all = new TreeMap<>();
    all.put("kafka.brokers", "localhost:1");
    all.put("etl.destination.path", "/data");
    all.put("etl.execution.base.path", "/exec");
    all.put("etl.execution.history.path", "/history");
    all.putAll(settings());
    return CamusConfig.parse(all);
  }

  final TopicConfig topic() {
    return config().topic(TOPIC);
  }

  @Test
  void namesCanBeSettings() {
    assertThat(provider().name()).isNotBlank();
    for (String name : provider().otherNames()) {
      assertThat(name).isNotBlank();
    }
    assertThat(provider().name())
        .isEqualTo(provider().name().strip().toLowerCase(Locale.ROOT))
        .doesNotContain(",");
  }

  @Test
  void everyProcessCanCreateIt() throws ReflectiveOperationException {
    Class<?> type = provider().getClass();

    assertThat(Modifier.isPublic(type.getModifiers())).as("is public").isTrue();
    assertThat(type.getConstructor().newInstance())
        .isInstanceOfSatisfying(
            Provider.class,
            created -> {
              assertThat(created.name()).isEqualTo(provider().name());
              assertThat(created.kind()).isEqualTo(provider().kind());
            });
  }

  @Test
  void keysAreTheSameForEveryInstance() throws ReflectiveOperationException {
    Provider other = (Provider) provider().getClass().getConstructor().newInstance();

    assertThat(other.keys().keys()).isEqualTo(provider().keys().keys());
    assertThat(provider().keys().keys())
        .allSatisfy(key -> assertThat(key.meaning()).as(key.name()).isNotBlank());
  }
}
