package io.camus.decode;

import io.camus.model.Origin;

/**
 * A small cache of origins by the UTF-8 bytes of server and service, for the few that a topic
 * repeats: one look-up instead of one for each name. An origin has four possible slots; a new one
 * evicts the oldest of them, so the table never grows.
 */
final class OriginPool {
  private static final int WAYS = 4;
  private static final int PLACE_BITS = 10;
  private static final int LONGEST_BYTES = 256;

  private final Entry[] entries = new Entry[1 << PLACE_BITS];
  private final TextPool texts;

  /** An origin, and its names as bytes: those of the server, then those of the service. */
  private static final class Entry {
    private final byte[] names;
    private final int serverLength;
    private final Origin origin;

    Entry(byte[] names, int serverLength, Origin origin) {
      this.names = names;
      this.serverLength = serverLength;
      this.origin = origin;
    }

    boolean holds(byte[] bytes, int server, int serverBytes, int service, int serviceBytes) {
      return serverLength == serverBytes
          && names.length == serverBytes + serviceBytes
          && EightBytes.same(names, 0, bytes, server, serverBytes)
          && EightBytes.same(names, serverBytes, bytes, service, serviceBytes);
    }
  }

  /**
   * @param texts makes the names of origins that are not in the cache
   */
  OriginPool(TextPool texts) {
    this.texts = texts;
  }

  /**
   * The origin with the names in two slices of an array; an empty one is a name that is unknown.
   */
  Origin origin(byte[] bytes, int server, int serverBytes, int service, int serviceBytes) {
    long hash =
        Long.rotateLeft(TextPool.hash(bytes, server, serverBytes), 1)
            + TextPool.hash(bytes, service, serviceBytes);
    int first = (int) (hash >>> (Long.SIZE - PLACE_BITS)) & -WAYS;
    for (int place = first; place < first + WAYS; place++) {
      Entry entry = entries[place];
      if (entry == null) {
        break;
      }
      if (entry.holds(bytes, server, serverBytes, service, serviceBytes)) {
        return entry.origin;
      }
    }
    Origin origin =
        new Origin(
            serverBytes == 0 ? AuditFields.UNKNOWN_SERVER : texts.text(bytes, server, serverBytes),
            serviceBytes == 0
                ? AuditFields.UNKNOWN_SERVICE
                : texts.text(bytes, service, serviceBytes));
    if (serverBytes + serviceBytes <= LONGEST_BYTES) {
      byte[] names = new byte[serverBytes + serviceBytes];
      System.arraycopy(bytes, server, names, 0, serverBytes);
      System.arraycopy(bytes, service, names, serverBytes, serviceBytes);
      System.arraycopy(entries, first, entries, first + 1, WAYS - 1);
      entries[first] = new Entry(names, serverBytes, origin);
    }
    return origin;
  }
}
