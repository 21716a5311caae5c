package io.camus.decode;

import io.camus.spi.Decoded;
import io.camus.spi.SourceRecord;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;

/** Guesses the format of a rejected record from its first bytes, and suggests a setting. */
public final class DecoderHint {
  private static final int BYTES_TO_LOOK_AT = 256;
  private static final int WIRE_HEAD = 5;

  private DecoderHint() {}

  /** A guessed format, and the decoder for it. */
  public record Likeness(String words, String decoder) {}

  /**
   * The hint.
   *
   * @param own the name of the decoder that rejected the record
   * @return empty if its bytes give no hint
   */
  public static Optional<String> of(String own, SourceRecord record, Decoded.Rejected rejected) {
    return switch (rejected.cause()) {
      case NULL_VALUE ->
          Optional.of("camus.message.null.value." + record.topic() + "=skip drops null values");
      case SCHEMA_NOT_FOUND ->
          Optional.of(
              "register the schema, or set etl.schema.registry.url to the registry of the producers");
      case MALFORMED ->
          likeness(record.value())
              .filter(it -> !it.decoder().equals(own))
              .map(
                  it ->
                      String.format(
                          Locale.ROOT,
                          "%s: set camus.message.decoder.class.%s=%s",
                          it.words(),
                          record.topic(),
                          it.decoder()));
      default -> Optional.empty();
    };
  }

  /** What a value looks like; empty if its bytes do not tell. */
  public static Optional<Likeness> likeness(ByteBuffer value) {
    if (value == null || !value.hasRemaining()) {
      return Optional.empty();
    }
    byte[] head = new byte[Math.min(BYTES_TO_LOOK_AT, value.remaining())];
    value.duplicate().get(head);
    return wireFormat(head, value.remaining())
        .or(() -> magic(head))
        .or(() -> text(head, value.remaining() > head.length));
  }

  private static Optional<Likeness> wireFormat(byte[] head, int length) {
    if (head[0] != 0 || length <= WIRE_HEAD) {
      return Optional.empty();
    }
    int id = ByteBuffer.wrap(head, 1, Integer.BYTES).getInt();
    return id <= 0
        ? Optional.empty()
        : Optional.of(
            new Likeness(
                String.format(Locale.ROOT, "looks like Confluent's wire format, schema id %d", id),
                "avro"));
  }

  private static Optional<Likeness> magic(byte[] head) {
    if (begins(head, 0x1F, 0x8B)) {
      return bytes("starts with a gzip header: compressed by the producer");
    } else if (begins(head, 0x28, 0xB5, 0x2F, 0xFD)) {
      return bytes("starts with a Zstandard header: compressed by the producer");
    } else if (begins(head, 'O', 'b', 'j', 1)) {
      return bytes("looks like a whole Avro file");
    } else if (begins(head, 0xAC, 0xED, 0, 5)) {
      return bytes("looks like a serialized Java object");
    } else if (begins(head, 0xFF, 0xFE) || begins(head, 0xFE, 0xFF)) {
      return bytes("looks like text in UTF-16");
    }
    return Optional.empty();
  }

  private static Optional<Likeness> bytes(String words) {
    return Optional.of(new Likeness(words, "bytes"));
  }

  private static boolean begins(byte[] head, int... magic) {
    if (head.length < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if (head[i] != (byte) magic[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * @param cut whether there are more bytes, so the last character may be incomplete
   */
  private static Optional<Likeness> text(byte[] head, boolean cut) {
    int fault = Utf8.firstFault(head, 0, head.length);
    if (fault < head.length && !(cut && fault > head.length - 4)) {
      return Optional.empty();
    }
    int first = -1;
    for (byte b : head) {
      if (b >= 0 && b < ' ' && b != '\t' && b != '\n' && b != '\r') {
        return Optional.empty();
      }
      if (first == -1 && (b < 0 || b > ' ')) {
        first = b;
      }
    }
    return Optional.of(
        first == '{'
            ? new Likeness("starts with 0x7b, looks like JSON", "json")
            : new Likeness("looks like text", "text"));
  }
}
