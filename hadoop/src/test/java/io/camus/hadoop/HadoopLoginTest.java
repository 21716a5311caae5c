package io.camus.hadoop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.config.KerberosLogin;
import io.camus.model.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.UserGroupInformation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HadoopLoginTest {
  @TempDir private Path folder;

  private final Configuration hadoop = new Configuration(false);

  @AfterEach
  void hadoopIsAsOpenAsBefore() {
    assertThat(UserGroupInformation.isSecurityEnabled()).isFalse();
  }

  @Test
  void hadoopWithoutKerberosNeedsNoLogin() {
    assertThatCode(() -> HadoopLogin.logIn(hadoop, Optional.empty(), Map.of()))
        .doesNotThrowAnyException();
    assertThatCode(() -> HadoopLogin.requireCredentials("hdfs://nn/x")).doesNotThrowAnyException();
  }

  @Test
  void keytabOfNoUseIsRefused() {
    assertThatThrownBy(() -> logIn("camus@EXAMPLE.COM", folder.resolve("keytab")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("hadoop.security.authentication is simple")
        .hasMessageContaining("HADOOP_CONF_DIR");
  }

  @Test
  void missingKeytabIsNamed() {
    secure();
    assertThatThrownBy(() -> logIn("camus@EXAMPLE.COM", folder.resolve("gone.keytab")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(folder.resolve("gone.keytab") + ": no such file (camus.kerberos.keytab)");
  }

  @Test
  void keytabWithoutTheKeyIsNamedAndSoIsItsOwner() throws IOException {
    secure();
    Path keytab = Files.write(folder.resolve("empty.keytab"), new byte[] {5, 2});
    assertThatThrownBy(() -> logIn("camus@EXAMPLE.COM", keytab))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(keytab.toString())
        .hasMessageContaining("no usable key for camus@EXAMPLE.COM");
  }

  @Test
  void tokensThatAreNotThereAreNoticed() throws IOException {
    secure();
    Path there = Files.createFile(folder.resolve("there"));
    Map<String, String> environment =
        Map.of("HADOOP_TOKEN_FILE_LOCATION", there + "," + folder.resolve("gone"));
    assertThatThrownBy(() -> HadoopLogin.logIn(hadoop, Optional.empty(), environment))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("HADOOP_TOKEN_FILE_LOCATION names " + folder.resolve("gone"));
  }

  private void secure() {
    hadoop.set("hadoop.security.authentication", "kerberos");
  }

  private void logIn(String principal, Path keytab) {
    HadoopLogin.logIn(hadoop, Optional.of(new KerberosLogin(principal, keytab)), Map.of());
  }
}
