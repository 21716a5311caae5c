package io.camus.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.format.CsvProvider;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyCatalogTest {
  private static final List<Class<?>> AREAS =
      List.of(
          KafkaSettings.class,
          KafkaClientSettings.class,
          PullSettings.class,
          DecodingSettings.class,
          SchemaSettings.class,
          HttpRegistry.class,
          ZooKeeperSettings.class,
          OutputSettings.class,
          RunSettings.class,
          HistorySettings.class,
          KerberosLogin.class,
          AuditSettings.class,
          CompletionSettings.class,
          TableSettings.class,
          PlugInSettings.class,
          CsvProvider.class);

  @Test
  void everyDeclaredKeyIsInTheListOfItsArea() throws IllegalAccessException {
    List<Object> declared = new ArrayList<>();
    for (Class<?> area : AREAS) {
      for (Field field : area.getDeclaredFields()) {
        if (field.getType() == Key.class) {
          field.setAccessible(true);
          declared.add(field.get(null));
        }
      }
    }

    assertThat(KeyCatalog.INSTALLED.all().map(Object.class::cast))
        .containsExactlyInAnyOrderElementsOf(declared);
  }

  @Test
  void editDistanceCountsInsertionsDeletionsAndReplacements() {
    assertThat(NearestName.distance("", "abc")).isEqualTo(3);
    assertThat(NearestName.distance("kitten", "sitting")).isEqualTo(3);
    assertThat(NearestName.of("naem", List.of("name", "other"))).contains("name");
  }
}
