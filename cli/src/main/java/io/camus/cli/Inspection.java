package io.camus.cli;

import io.camus.commit.FileSelection;
import io.camus.commit.LiveFiles;
import io.camus.config.CamusConfig;
import io.camus.repull.KafkaReport;
import io.camus.repull.RepullProgress;
import io.camus.verify.Depth;
import io.camus.verify.VerifyReport;

/** How the verbs look at what was moved: nothing is written. */
public interface Inspection {

  /**
   * Holds everything that was published against the commit log: no broker is asked.
   *
   * @throws io.camus.model.StorageException if the log or a directory cannot be read
   */
  VerifyReport verify(CamusConfig config, Depth depth);

  /**
   * The chosen files that the commit log holds.
   *
   * @throws io.camus.model.ConfigurationException if the log knows no such topic
   * @throws io.camus.model.StorageException if the log cannot be read
   */
  LiveFiles files(CamusConfig config, FileSelection selection);

  /**
   * Pulls again what Kafka still holds of what was committed, and holds it against the commit log.
   *
   * @throws io.camus.model.SourceException if Kafka does not answer
   * @throws io.camus.model.StorageException if the log cannot be read
   */
  KafkaReport compareWithKafka(CamusConfig config, RepullProgress progress);
}
