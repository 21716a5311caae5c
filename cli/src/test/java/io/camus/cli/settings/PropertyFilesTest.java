package io.camus.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.config.CamusConfig;
import io.camus.model.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PropertyFilesTest {
  @TempDir private Path directory;

  private Path file(String content) throws IOException {
    return Files.writeString(directory.resolve("a.properties"), content);
  }

  @Test
  void filesAreJavaPropertiesInUtf8WithoutVariables() throws IOException {
    Path file = file("# comment\na.b = ${c}é\nlong = one \\\n  two\n");

    assertThat(PropertyFiles.file(file.toString()))
        .isEqualTo(Map.of("a.b", "${c}é", "long", "one two"));
  }

  @Test
  void urlsAreReadThroughHadoop() throws IOException {
    assertThat(PropertyFiles.file(file("a=b").toUri().toString())).isEqualTo(Map.of("a", "b"));
  }

  @Test
  void resourcesAreReadFromTheClassPath() {
    assertThat(PropertyFiles.resource("sample.properties")).containsEntry("a", "b");
  }

  @Test
  void whatCannotBeReadIsNamed() throws IOException {
    String missing = directory.resolve("no.properties").toString();

    assertThatThrownBy(() -> PropertyFiles.file(missing))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(missing + ": no such file");
    assertThatThrownBy(() -> PropertyFiles.file("file:" + missing))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("no such file");
    assertThatThrownBy(() -> PropertyFiles.file("unheard:/x"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("unheard");
    assertThatThrownBy(() -> PropertyFiles.file("hdfs:relative"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("hdfs:relative");
    assertThatThrownBy(() -> PropertyFiles.file(directory.toString()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(directory + ": this is a directory");
    assertThatThrownBy(() -> PropertyFiles.file(directory.toUri().toString()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(": this is a directory");
    assertThatThrownBy(() -> PropertyFiles.resource("no.properties"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("not on the class path");
    assertThatThrownBy(() -> PropertyFiles.file(file("a=\\uZZZZ").toString()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("a.properties:1: \\u needs four");
  }

  @Test
  void theExampleOfTheDistributionIsAValidConfiguration() {
    assertThat(CamusConfig.check(PropertyFiles.file("src/main/dist/conf/camus.properties.example")))
        .isEmpty();
  }
}
