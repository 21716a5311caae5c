package io.camus.s3;

import java.io.IOException;
import java.io.InputStream;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * The content of an object. If the connection fails, reading continues at the same byte of the same
 * object. Not thread-safe.
 */
final class ObjectInput extends InputStream {
  private static final int TRIES = 5;

  private final S3Client client;
  private final S3Path path;
  private final String words;
  private final String tag;
  private final long length;
  private ResponseInputStream<GetObjectResponse> in;
  private long position;

  private ObjectInput(
      S3Client client, S3Path path, String words, ResponseInputStream<GetObjectResponse> in) {
    this.client = client;
    this.path = path;
    this.words = words;
    this.tag = in.response().eTag();
    this.length = in.response().contentLength();
    this.in = in;
  }

  /**
   * Opens an object.
   *
   * @param words the path, for messages
   * @throws java.nio.file.NoSuchFileException if there is none
   */
  static InputStream open(S3Client client, S3Path path, String words) throws IOException {
    return new ObjectInput(
        client,
        path,
        words,
        S3Errors.call(
            words, () -> client.getObject(it -> it.bucket(path.bucket()).key(path.key()))));
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int wanted) throws IOException {
    if (position == length) {
      return -1;
    }
    for (int tries = 1; ; tries++) {
      try {
        int count = in.read(target, offset, wanted);
        if (count >= 0) {
          position += count;
          return count;
        }
        throw new IOException(words + " ends before its last byte");
      } catch (IOException e) {
        if (tries == TRIES || Thread.currentThread().isInterrupted()) {
          throw e;
        }
        in.abort();
        in = reopen();
      }
    }
  }

  private ResponseInputStream<GetObjectResponse> reopen() throws IOException {
    return S3Errors.call(
        words,
        () ->
            client.getObject(
                it ->
                    it.bucket(path.bucket())
                        .key(path.key())
                        .ifMatch(tag)
                        .range("bytes=" + position + "-")));
  }

  /** Discards the rest without reading it, unlike the client's stream. */
  @Override
  public void close() throws IOException {
    if (position < length) {
      in.abort();
    }
    in.close();
  }
}
