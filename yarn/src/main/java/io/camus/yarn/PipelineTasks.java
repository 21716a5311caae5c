package io.camus.yarn;

import io.camus.hadoop.Stores;
import io.camus.config.CamusConfig;
import io.camus.engine.TaskAttempts;
import io.camus.wiring.Wiring;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/** The work of a task as the configuration says: what runs in the task's JVM. */
public final class PipelineTasks implements TaskAttemptsFactory {

  @Override
  public TaskAttempts create(Map<String, String> camusConfig, Configuration hadoop) {
    return new Wiring(CamusConfig.parseComplete(camusConfig), path -> Stores.open(path, hadoop))
        .attempts();
  }
}
