package io.camus.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {

  @Test
  void thePageInTheRepositoryIsTheGeneratedOne() throws IOException {
    // Surefire runs in the module's directory.
    Path page = Path.of("..", "docs", "configuration.md");

    assertThat(Files.readString(page))
        .as("out of date; run: ./camus config --markdown > docs/configuration.md")
        .isEqualTo(ConfigurationPage.markdown());
  }

  @Test
  void everyKeyAndRefusedKeyIsOnThePage() {
    String page = ConfigurationPage.markdown();
    List<KeyGroup> ofProviders = Providers.INSTALLED.keys();

    assertThat(KeyCatalog.INSTALLED.groups().filter(group -> !ofProviders.contains(group)))
        .flatMap(KeyGroup::keys)
        .isNotEmpty()
        .allSatisfy(key -> assertThat(page).contains("| `" + key.name() + "`"));
    assertThat(RefusedKey.ALL)
        .allSatisfy(key -> assertThat(page).contains("| `" + key.name() + "` |"));
  }
}
