package io.camus.it.soak;

import io.camus.it.objectstore.S3Proxy;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** An object store on the local disk; tasks are threads of the driver. */
final class S3Place implements Place {
  private static final String BUCKET = "camus-soak";

  private final Path folder;
  private final Path libraries;
  private S3Proxy server;

  /**
   * @param folder where its server keeps the objects
   * @param libraries the jars of the server
   */
  S3Place(Path folder, Path libraries) {
    this.folder = folder;
    this.libraries = libraries;
  }

  /** Starts the server. */
  @Override
  public synchronized Map<String, String> settings() {
    server = S3Proxy.start(libraries, folder);
    server.bucket(BUCKET);
    Map<String, String> settings = new HashMap<>(server.settings());
    settings.put("etl.destination.path", "s3://" + BUCKET + "/dest");
    settings.put("etl.execution.base.path", "s3://" + BUCKET + "/base");
    settings.put("etl.execution.history.path", "s3://" + BUCKET + "/history");
    return settings;
  }

  @Override
  public Map<String, String> environment() {
    return Map.of();
  }

  @Override
  public boolean hasTaskProcesses() {
    return false;
  }

  @Override
  public Optional<ProcessHandle> task() {
    return Optional.empty();
  }

  /** Objects are files in the server's folder. */
  @Override
  public Path local() {
    return S3Proxy.objects(folder, BUCKET);
  }

  @Override
  public synchronized void close() {
    if (server != null) {
      server.close();
    }
  }
}
