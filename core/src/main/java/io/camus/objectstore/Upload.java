package io.camus.objectstore;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.camus.spi.Receipt;
import io.camus.spi.StorePath;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The upload of a staged file, as its receipt and its pointer describe it.
 *
 * @param key of the future object
 * @param id given by the store
 * @param mark unique, in the metadata of the future object
 * @param tags of its parts; empty until the file is finished
 * @param scratch the path beside which its pointer is
 */
record Upload(String key, String id, String mark, List<String> tags, String scratch) {
  private static final String MARK = "camus-mark";
  private static final String POINTER = ".upload";
  private static final String POINTS = "camus-upload";

  Upload {
    tags = List.copyOf(tags);
  }

  static Map<String, String> metadata(String mark) {
    return Map.of(MARK, mark);
  }

  /** Whether an object was made by this upload. */
  boolean made(Optional<ObjectClient.Head> object) {
    return object.filter(it -> mark.equals(it.metadata().get(MARK))).isPresent();
  }

  /** Aborts it. The pointer is deleted last, so that a failure can be repeated. */
  void discard(ObjectClient client) throws IOException {
    client.abort(key, id);
    client.delete(pointer());
  }

  Upload finished(List<String> partTags) {
    return new Upload(key, id, mark, partTags, scratch);
  }

  Receipt receipt() {
    return new Receipt(
        new StorePath(key), String.join(" ", id, mark, String.join(",", tags), scratch));
  }

  static Upload of(Receipt receipt) {
    String[] words = receipt.token().split(" ", 4);
    if (words.length < 4) {
      throw new IllegalArgumentException("not a receipt of an upload: " + receipt);
    }
    return new Upload(
        receipt.destination().value(), words[0], words[1], List.of(words[2].split(",")), words[3]);
  }

  /** The key of its pointer. */
  String pointer() {
    return scratch + POINTER;
  }

  byte[] pointerContent() {
    return String.join(" ", POINTS, id, mark, key).getBytes(UTF_8);
  }

  static boolean canBePointer(String key) {
    return key.endsWith(POINTER);
  }

  /**
   * The upload that an object points to, without its tags; empty if the object is not a pointer.
   */
  static Optional<Upload> ofPointer(String pointer, byte[] content) {
    String[] words = new String(content, UTF_8).split(" ", 4);
    if (words.length < 4 || !words[0].equals(POINTS)) {
      return Optional.empty();
    }
    String scratch = pointer.substring(0, pointer.length() - POINTER.length());
    return Optional.of(new Upload(words[3], words[1], words[2], List.of(), scratch));
  }
}
