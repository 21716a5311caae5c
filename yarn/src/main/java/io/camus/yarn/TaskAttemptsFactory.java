package io.camus.yarn;

import io.camus.engine.TaskAttempts;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/**
 * Makes the work of a task in the task's JVM. Implementations are public and have a public
 * constructor without parameters; the job configuration carries their name.
 */
public interface TaskAttemptsFactory {

  /**
   * The work of one task.
   *
   * @param camusConfig the run's configuration with its secrets
   * @param hadoop the task's Hadoop configuration
   * @throws io.camus.model.ConfigurationException if the configuration cannot be used
   */
  TaskAttempts create(Map<String, String> camusConfig, Configuration hadoop);
}
