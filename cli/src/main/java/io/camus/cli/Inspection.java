package io.camus.cli;

import io.camus.config.CamusConfig;
import io.camus.verify.Depth;
import io.camus.verify.VerifyReport;

/** What the verbs ask of storage alone: no broker, no registry, and nothing is written. */
public interface Inspection {

  /**
   * Holds everything that was published against the commit log.
   *
   * @throws io.camus.model.StorageException if the log or a directory cannot be read
   */
  VerifyReport verify(CamusConfig config, Depth depth);
}
