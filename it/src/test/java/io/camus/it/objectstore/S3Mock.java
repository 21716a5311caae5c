package io.camus.it.objectstore;

import io.camus.it.process.ForeignServer;
import java.nio.file.Path;
import java.util.List;

/** S3Mock, a server with the API of S3 in a child process. Several conditional puts can win. */
final class S3Mock {
  private S3Mock() {}

  /**
   * Starts it.
   *
   * @param folder its working folder
   * @param bucket that it has
   */
  static ForeignServer start(Path folder, String bucket) {
    return ForeignServer.start(
        folder,
        new ForeignServer.Recipe(
            "S3Mock",
            System.getProperty("camus.s3mock.lib") + "/*",
            "com.adobe.testing.s3mock.S3MockApplication",
            port -> List.of("-Xmx128m"),
            port ->
                List.of(
                    "--http.port=" + port,
                    "--server.port=0",
                    "--server.address=127.0.0.1",
                    "--com.adobe.testing.s3mock.store.initial-buckets=" + bucket),
            "/"));
  }
}
