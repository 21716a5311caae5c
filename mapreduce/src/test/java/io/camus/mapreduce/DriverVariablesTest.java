package io.camus.mapreduce;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.config.CamusConfig;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DriverVariablesTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of("REGISTRY_PASSWORD", "s3cret", "HOME", "/root");

  @Test
  void onlyWhatTheConfigurationNamesTravelsAndComesBack() {
    DriverVariables variables = DriverVariables.of(config("REGISTRY_PASSWORD"), ENVIRONMENT);

    Map<String, String> told = new HashMap<>(variables.with(Map.of("ssl.password", "x")));
    told.put("kafka.brokers", "b:1");

    assertThat(variables.values()).containsOnlyKeys("REGISTRY_PASSWORD");
    assertThat(DriverVariables.among(told)).isEqualTo(variables);
    assertThat(DriverVariables.among(told).value("REGISTRY_PASSWORD")).contains("s3cret");
    assertThat(DriverVariables.removedFrom(told))
        .isEqualTo(Map.of("ssl.password", "x", "kafka.brokers", "b:1"));
  }

  @Test
  void variableThatIsNotSetIsLeftOut() {
    DriverVariables variables = DriverVariables.of(config("NOBODY_SET_IT"), ENVIRONMENT);

    assertThat(variables.values()).isEmpty();
    assertThat(variables.value("NOBODY_SET_IT")).isEmpty();
  }

  @Test
  void valuesAreNotPrinted() {
    assertThat(DriverVariables.of(config("REGISTRY_PASSWORD"), ENVIRONMENT))
        .hasToString("DriverVariables[REGISTRY_PASSWORD]");
  }

  private static CamusConfig config(String variable) {
    return CamusConfig.parse(
        Map.of(
            "kafka.brokers", "broker:9092",
            "etl.destination.path", "/data",
            "etl.execution.base.path", "/base",
            "etl.execution.history.path", "/history",
            "etl.schema.registry.url", "http://registry:8081",
            "camus.schema.registry.basic.auth.user", "camus",
            "camus.schema.registry.basic.auth.password.env", variable));
  }
}
