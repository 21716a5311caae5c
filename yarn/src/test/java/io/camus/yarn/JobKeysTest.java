package io.camus.yarn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.Credentials;
import org.junit.jupiter.api.Test;

class JobKeysTest {
  private final Configuration job = new Configuration(false);
  private final Credentials credentials = new Credentials();

  /** The job as a task gets it: through a file of XML. */
  private static Configuration sent(Configuration job) throws Exception {
    ByteArrayOutputStream xml = new ByteArrayOutputStream();
    job.writeXml(xml);
    Configuration received = new Configuration(false);
    received.addResource(new ByteArrayInputStream(xml.toByteArray()));
    return received;
  }

  @Test
  void valuesArriveAsTheyAreWhateverCharactersTheyHold() throws Exception {
    Map<String, String> config = Map.of("delimiter", "\u0001 ${user.name} <&>", "text", "ä\n");
    JobKeys.putConfig(job, config);

    assertThat(JobKeys.config(sent(job), credentials)).isEqualTo(config);
  }

  @Test
  void secretsComeBackFromTheCredentialsAndAreInNoConfiguration() throws Exception {
    JobKeys.putConfig(job, Map.of("kafka.brokers", "localhost:9092"));
    JobKeys.putSecrets(credentials, Map.of("password", "hunter2 is it"));

    Configuration received = sent(job);
    Map<String, String> expected = new HashMap<>();
    expected.put("kafka.brokers", "localhost:9092");
    expected.put("password", "hunter2 is it");
    assertThat(JobKeys.config(received, credentials)).isEqualTo(expected);
    ByteArrayOutputStream xml = new ByteArrayOutputStream();
    received.writeXml(xml);
    assertThat(xml.toString(StandardCharsets.UTF_8)).doesNotContain("hunter2");
  }
}
