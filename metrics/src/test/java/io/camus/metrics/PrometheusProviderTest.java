package io.camus.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.config.CamusConfig;
import io.camus.config.Provider;
import io.camus.config.Providers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrometheusProviderTest {
  private static final Map<String, String> LEAST =
      Map.of(
          "kafka.brokers", "localhost:9092",
          "etl.destination.path", "/data",
          "etl.execution.base.path", "/camus",
          "etl.execution.history.path", "/camus/history");

  private static Map<String, String> settings(String... keysAndValues) {
    Map<String, String> settings = new HashMap<>(LEAST);
    for (int i = 0; i < keysAndValues.length; i += 2) {
      settings.put("camus.metrics." + keysAndValues[i], keysAndValues[i + 1]);
    }
    return settings;
  }

  private static MetricsSettings of(String... keysAndValues) {
    return MetricsSettings.of(CamusConfig.parse(settings(keysAndValues)));
  }

  @Test
  void itIsInstalledAndReportsOnlyIfAKeyAsksForIt() {
    assertThat(Providers.INSTALLED.all(Provider.Kind.REPORTER))
        .hasAtLeastOneElementOfType(PrometheusProvider.class);
    PrometheusProvider provider = new PrometheusProvider();

    assertThat(provider.reporter(CamusConfig.parse(settings()))).isEmpty();
    assertThat(provider.reporter(CamusConfig.parse(settings("file", "/var/camus.prom"))))
        .isPresent();
    assertThat(provider.reporter(CamusConfig.parse(settings("pushgateway.url", "http://g:9091"))))
        .isPresent();
  }

  @Test
  void settingsAreRead() {
    MetricsSettings settings =
        of(
            "pushgateway.url", "https://g:9091/push",
            "pushgateway.user", "me",
            "pushgateway.password", "pass",
            "file", "/var/camus.prom",
            "job", "hourly",
            "labels", "env=test, team = a=b");

    assertThat(settings.gateway()).hasToString("Optional[https://g:9091/push]");
    assertThat(settings.login().orElseThrow().user()).contains("me");
    assertThat(settings.file()).isEqualTo(Optional.of(Path.of("/var/camus.prom")));
    assertThat(settings.labels()).isEqualTo(Map.of("env", "test", "team", "a=b"));
    assertThat(settings.maxTopics()).isEqualTo(1_000);
    assertThat(settings.toString()).doesNotContain("pass");
  }

  @ParameterizedTest
  @CsvSource({
    "pushgateway.url, gateway:9091, must begin with http",
    "pushgateway.url, http://me:pass@g:9091, must not contain a user",
    "pushgateway.url, http://g/?a=b, must end with its path",
    "file, camus.prom, must be an absolute local path",
    "file, /var/camus.txt, must end with .prom",
    "labels, env, each must be name=value",
    "labels, a-b=c, the name of a label",
    "labels, topic=c, has another meaning",
    "labels, 'a=b,a=c', is given twice",
    "max.topics, 0, must be from 1",
    "pushgateway.user, me, the password is missing"
  })
  void wrongSettingsAreRefusedWithTheRuleThatTheyBreak(String key, String value, String rule) {
    assertThatThrownBy(() -> of(key, value)).hasMessageContaining(rule);
  }

  @Test
  void credentialsThatCannotBeUsedAreRefused() {
    assertThatThrownBy(() -> of("pushgateway.token", "t"))
        .hasMessageContaining("without camus.metrics.pushgateway.url");
    assertThatThrownBy(
            () ->
                of(
                    "pushgateway.url", "http://g",
                    "pushgateway.token", "t",
                    "pushgateway.user", "me",
                    "pushgateway.password", "p"))
        .hasMessageContaining("cannot both be set");
  }

  /** Loads this module's classes itself, and refuses Prometheus' library. */
  private static final class WithoutLibrary extends ClassLoader {
    private final Set<String> refused = new HashSet<>();

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith("io.prometheus.")) {
        refused.add(name);
        throw new ClassNotFoundException(name);
      }
      if (!name.startsWith("io.camus.metrics.")) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> known = findLoadedClass(name);
        return known != null ? known : define(name);
      }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      try (InputStream in =
          PrometheusProvider.class.getResourceAsStream("/" + name.replace('.', '/') + ".class")) {
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }

  @Test
  void aRunWithoutTheseKeysLoadsNothingOfPrometheus() throws ReflectiveOperationException {
    WithoutLibrary loader = new WithoutLibrary();
    Object provider =
        loader.loadClass(PrometheusProvider.class.getName()).getConstructor().newInstance();

    assertThat(((Provider) provider).keys().keys()).isNotEmpty();
    assertThat(
            provider
                .getClass()
                .getMethod("reporter", CamusConfig.class)
                .invoke(provider, CamusConfig.parse(settings())))
        .isEqualTo(Optional.empty());
    assertThat(loader.refused).isEmpty();
  }

  /** So the test above can fail. */
  @Test
  void aRunWithThemNeedsPrometheus() throws ReflectiveOperationException {
    WithoutLibrary loader = new WithoutLibrary();
    Class<?> metrics = loader.loadClass(RunMetrics.class.getName());

    assertThatThrownBy(metrics::getDeclaredMethods).isInstanceOf(NoClassDefFoundError.class);
    assertThat(loader.refused).isNotEmpty();
  }
}
