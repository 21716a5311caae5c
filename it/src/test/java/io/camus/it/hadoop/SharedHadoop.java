package io.camus.it.hadoop;

import io.camus.it.fixture.SharedServer;
import java.io.IOException;
import java.nio.file.Path;

/** Gives tests the one {@link HadoopCluster} of all tests. Who harms it heals it. */
final class SharedHadoop extends SharedServer<HadoopCluster> {
  SharedHadoop() {
    super(HadoopCluster.class);
  }

  @Override
  protected HadoopCluster start(Path folder) throws IOException {
    return HadoopCluster.start(folder);
  }
}
