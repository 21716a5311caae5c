package io.camus.objectstore;

import io.camus.spi.Receipt;
import io.camus.spi.Staged;
import io.camus.spi.StorePath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A staged file; a part is sent when the next one begins. Not thread-safe. */
final class UploadedFile extends Staged {
  private final ObjectClient client;
  private final Upload upload;
  private final PartBuffer part;
  private final int partBytes;
  private final List<String> tags = new ArrayList<>();
  private boolean failed;
  private boolean ended;

  /**
   * @param part closed with this
   * @param partBytes the size of every part but the last
   */
  UploadedFile(ObjectClient client, Upload upload, PartBuffer part, int partBytes) {
    this.client = client;
    this.upload = upload;
    this.part = part;
    this.partBytes = partBytes;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    requireUsable();
    failed = true; // Nothing of a file that lacks bytes may be published.
    int written = 0;
    while (written < length) {
      if (part.length() == partBytes) {
        send();
      }
      int count = (int) Math.min(length - written, partBytes - part.length());
      part.write(bytes, offset + written, count);
      written += count;
    }
    failed = false;
  }

  private void send() throws IOException {
    tags.add(client.uploadPart(upload.key(), upload.id(), tags.size() + 1, part));
    part.clear();
  }

  private void requireUsable() throws IOException {
    if (ended || failed) {
      throw new IOException("the upload of " + upload.key() + " has ended or failed");
    }
  }

  @Override
  public Receipt finish(StorePath wished) throws IOException {
    requireUsable();
    failed = true;
    send();
    ended = true;
    part.close();
    return upload.finished(tags).receipt();
  }

  @Override
  public void close() throws IOException {
    if (!ended) {
      ended = true;
      try (part) {
        upload.discard(client);
      }
    }
  }
}
