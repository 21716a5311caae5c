package io.camus.it.registry;

import io.camus.it.fixture.SharedServer;
import java.io.IOException;
import java.nio.file.Path;

/** Gives tests the one {@link DevSchemaRepo} of all tests. */
final class SharedSchemaRepo extends SharedServer<DevSchemaRepo> {
  SharedSchemaRepo() {
    super(DevSchemaRepo.class);
  }

  @Override
  protected DevSchemaRepo start(Path folder) throws IOException {
    return DevSchemaRepo.start(folder, Path.of(System.getProperty("camus.schema-repo.lib")));
  }
}
