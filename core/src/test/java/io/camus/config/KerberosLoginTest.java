package io.camus.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KerberosLoginTest {
  private static final String PRINCIPAL = "camus.kerberos.principal";
  private static final String KEYTAB = "camus.kerberos.keytab";
  private static final KerberosLogin LOGIN =
      new KerberosLogin("camus/_HOST@EXAMPLE.COM", Path.of("/etc/camus.keytab"));

  @Test
  void principalAndKeytabMakeALoginAndByDefaultThereIsNone() {
    assertThat(CamusConfig.parse(CamusConfigTest.with()).kerberosLogin()).isEmpty();
    assertThat(
            CamusConfig.parse(
                    CamusConfigTest.with(
                        PRINCIPAL, " camus/_HOST@EXAMPLE.COM", KEYTAB, "/etc/camus.keytab "))
                .kerberosLogin())
        .contains(LOGIN);
  }

  @Test
  void oneWithoutTheOtherIsAProblem() {
    assertThat(problems(PRINCIPAL, "camus@EXAMPLE.COM"))
        .singleElement()
        .asString()
        .contains(PRINCIPAL, KEYTAB, "the keytab is missing");
    assertThat(problems(KEYTAB, "/etc/camus.keytab"))
        .singleElement()
        .asString()
        .contains("the principal is missing");
  }

  @Test
  void keytabsAreLocalFiles() {
    assertThat(problems(PRINCIPAL, "camus@EXAMPLE.COM", KEYTAB, "hdfs://nn/camus.keytab"))
        .singleElement()
        .asString()
        .contains("must be a local path");
  }

  @Test
  void loginIsFoundAmongSettingsThatAreNotAllThere() {
    assertThat(
            early(
                Map.of(
                    "hadoop-conf." + PRINCIPAL,
                    "camus/_HOST@EXAMPLE.COM",
                    KEYTAB,
                    "/etc/camus.keytab",
                    "unknown",
                    "x")))
        .contains(LOGIN);
    assertThat(early(Map.of(PRINCIPAL, "camus@EXAMPLE.COM"))).isEmpty();
    assertThat(early(Map.of(PRINCIPAL, " ", KEYTAB, "/x"))).isEmpty();
  }

  private static Optional<KerberosLogin> early(Map<String, String> settings) {
    return EarlySettings.of(settings).kerberosLogin();
  }

  private static List<String> problems(String... keysAndValues) {
    return CamusConfig.check(CamusConfigTest.with(keysAndValues));
  }
}
