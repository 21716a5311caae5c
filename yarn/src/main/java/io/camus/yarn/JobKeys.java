package io.camus.yarn;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camus.model.RunId;
import io.camus.spi.StorePath;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.security.Credentials;

/**
 * Settings that the driver passes to its tasks in the job configuration and, for secrets, in the
 * job's credentials, which appear in no job.xml and on no web page.
 */
final class JobKeys {
  private static final String RUN = "camus.internal.run";
  private static final String CONFIG = "camus.internal.config";
  private static final String PLAN = "camus.internal.plan";
  private static final String SECRET_PREFIX = "camus.secret.";

  private static final ObjectMapper JSON = new ObjectMapper();

  private JobKeys() {}

  static void putRun(Configuration job, RunId run) {
    job.set(RUN, run.value());
  }

  static RunId run(Configuration job) {
    return new RunId(job.get(RUN));
  }

  /**
   * One JSON object: values may contain characters that XML does not allow, and {@code ${x}} is not
   * replaced.
   */
  static void putConfig(Configuration job, Map<String, String> camusConfig) {
    try {
      job.set(CONFIG, JSON.writeValueAsString(camusConfig));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  static void putSecrets(Credentials credentials, Map<String, String> secrets) {
    secrets.forEach(
        (key, value) ->
            credentials.addSecretKey(
                new Text(SECRET_PREFIX + key), value.getBytes(StandardCharsets.UTF_8)));
  }

  /** The configuration with its secrets. */
  static Map<String, String> config(Configuration job, Credentials credentials) {
    Map<String, String> config;
    try {
      config = JSON.readerForMapOf(String.class).readValue(job.getRaw(CONFIG));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
    for (Text alias : credentials.getAllSecretKeys()) {
      if (alias.toString().startsWith(SECRET_PREFIX)) {
        config.put(
            alias.toString().substring(SECRET_PREFIX.length()),
            new String(credentials.getSecretKey(alias), StandardCharsets.UTF_8));
      }
    }
    return config;
  }

  static void putPlan(Configuration job, StorePath file) {
    job.set(PLAN, file.value());
  }

  /** The file with the plan of the run. */
  static StorePath plan(Configuration job) {
    return new StorePath(job.getRaw(PLAN));
  }
}
