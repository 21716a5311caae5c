package io.camus.hadoop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.config.SecretReference;
import io.camus.config.SecretReference.Kind;
import io.camus.model.ConfigurationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.alias.CredentialProvider;
import org.apache.hadoop.security.alias.CredentialProviderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriverSecretsTest {
  @TempDir private Path folder;
  private final Configuration hadoop = new Configuration(false);

  private String read(Kind kind, Object place, String name) {
    return new DriverSecrets(Map.of("PW", "from the environment", "NOTHING", ""), hadoop)
        .read(new SecretReference(kind, place.toString(), name));
  }

  private void assertMissing(Kind kind, Object place, String name, String... why) {
    assertThatThrownBy(() -> read(kind, place, name))
        .isInstanceOf(ConfigurationException.class)
        .message()
        .contains(why)
        .doesNotContain("hush");
  }

  @Test
  void variablesAreThoseOfTheDriver() {
    assertThat(read(Kind.ENV, "", "PW")).isEqualTo("from the environment");
    assertMissing(Kind.ENV, "", "OTHER", "the environment variable OTHER is not set");
    assertMissing(Kind.ENV, "", "NOTHING", "NOTHING is not set, or empty");
  }

  @Test
  void aPropertiesFileHoldsManySecrets() throws Exception {
    Path file = folder.resolve("secrets.properties");
    Files.writeString(file, "a.b = hush-1\nempty=\n");
    assertThat(read(Kind.FILE, file, "a.b")).isEqualTo("hush-1");
    assertMissing(Kind.FILE, file, "c", file + " has no key c");
    assertMissing(Kind.FILE, file, "empty", "or it is empty");
    assertMissing(Kind.FILE, folder.resolve("none"), "a", "no such file");
    Files.writeString(file, "\ufeffa.b = hush-2\n");
    assertThat(read(Kind.FILE, file, "a.b")).isEqualTo("hush-2");
    Files.writeString(file, "a=hush\\u00zz");
    assertMissing(Kind.FILE, file, "a", "is not a properties file");
  }

  @Test
  void aFileOfADirectoryIsOneSecretWithoutItsLastLineBreak() throws Exception {
    Files.writeString(folder.resolve("pw"), " hush\n\r\n");
    assertThat(read(Kind.DIRECTORY, folder, "pw")).isEqualTo(" hush\n");
    Files.writeString(folder.resolve("marked"), "\ufeffhush");
    assertThat(read(Kind.DIRECTORY, folder, "marked")).isEqualTo("hush");
    assertMissing(Kind.DIRECTORY, folder, "none", "no such file");
    assertMissing(Kind.DIRECTORY, folder.resolve("a"), "../pw", "only files directly in");
    Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe});
    assertMissing(Kind.DIRECTORY, folder, "binary", "not UTF-8 text");
  }

  @Test
  void anAliasIsLookedUpInHadoopsProviders() throws Exception {
    assertMissing(Kind.CREDENTIAL, "", "pw", "set hadoop.security.credential.provider.path");
    String path = "localjceks://file" + folder.resolve("a.jceks");
    hadoop.set(CredentialProviderFactory.CREDENTIAL_PROVIDER_PATH, path);
    CredentialProvider provider = CredentialProviderFactory.getProviders(hadoop).get(0);
    provider.createCredentialEntry("kafka.pw", "hush-2".toCharArray());
    provider.flush();

    assertThat(read(Kind.CREDENTIAL, "", "kafka.pw")).isEqualTo("hush-2");
    assertMissing(Kind.CREDENTIAL, "", "other", path, "has no credential with this alias");
    Files.writeString(folder.resolve("a.jceks"), "broken");
    assertMissing(Kind.CREDENTIAL, "", "kafka.pw", path, "cannot be read");
  }
}
