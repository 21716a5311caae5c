package io.camus.it.objectstore;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/** One S3Proxy for the tests of this JVM. */
final class SharedS3Proxy {
  private static final S3Proxy SERVER = start();

  private SharedS3Proxy() {}

  static S3Proxy get() {
    return SERVER;
  }

  private static S3Proxy start() {
    try {
      return S3Proxy.start(S3Proxy.libraries(), Files.createTempDirectory("camus-s3proxy"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
