package io.camus.yarn;

import io.camus.config.CamusConfig;
import io.camus.config.SchemaSource;
import io.camus.failure.RootCause;
import io.camus.model.StorageException;
import io.camus.spi.StorePath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How a run becomes a job on YARN.
 *
 * @param jobName what people see of it ({@code camus.job.name})
 * @param stores paths that the tasks read and write, for which a secure cluster wants tokens
 * @param libraries jars, and directories of classes, that tasks need beside Hadoop's own
 */
public record EngineSettings(String jobName, List<StorePath> stores, List<Path> libraries) {
  public EngineSettings {
    stores = List.copyOf(stores);
    libraries = List.copyOf(libraries);
  }

  /**
   * Those of a configuration.
   *
   * @param code loads what tasks need
   * @throws StorageException if its jars cannot be collected
   */
  public static EngineSettings of(CamusConfig config, ClassLoader code) {
    List<StorePath> stores = new ArrayList<>();
    stores.add(config.output().destination());
    stores.add(config.history().executionHistory());
    config.output().errorsPath().ifPresent(stores::add);
    stores.add(config.run().executionBase());
    config
        .schemas()
        .schemaRegistry()
        .filter(SchemaSource.Directory.class::isInstance)
        .map(SchemaSource.Directory.class::cast)
        .ifPresent(schemas -> stores.add(schemas.path()));
    try {
      return new EngineSettings(config.run().jobName(), stores, JobLibraries.of(code));
    } catch (IOException e) {
      throw new StorageException(
          "cannot collect the jars that tasks need: " + RootCause.line(e), e);
    }
  }
}
