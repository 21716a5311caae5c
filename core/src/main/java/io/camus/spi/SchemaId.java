package io.camus.spi;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/**
 * How a record names the schema that it was written with.
 *
 * @param kind what the text means
 * @param text a number in decimal digits; a UUID; or a fingerprint of 16 hexadecimal digits
 */
public record SchemaId(Kind kind, String text) {

  /** What names a schema. */
  public enum Kind {
    /** An id of the registry. */
    ID,
    /** Apicurio's global id, of a version of an artifact. */
    GLOBAL_ID,
    /** Apicurio's content id, of a text. */
    CONTENT_ID,
    /** Confluent's GUID. */
    GUID,
    /** The CRC-64-AVRO fingerprint of Avro's single-object encoding. */
    FINGERPRINT;

    /** For people: {@code global id}. */
    public String words() {
      return switch (this) {
        case ID -> "schema id";
        case GUID -> "schema GUID";
        default -> "schema " + name().toLowerCase(Locale.ROOT).replace('_', ' ');
      };
    }
  }

  public SchemaId {
    requireNonNull(kind, "kind");
    requireNonNull(text, "text");
  }

  /** An id of the registry. */
  public static SchemaId of(int id) {
    return new SchemaId(Kind.ID, Integer.toString(id));
  }

  /** An id of the registry, as a number. */
  public int number() {
    return Integer.parseInt(text);
  }

  /** As files name it: {@code 17}, {@code global-id-17}. */
  public String label() {
    return kind == Kind.ID
        ? text
        : kind.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-" + text;
  }

  /** For people: {@code schema id 17}. */
  @Override
  public String toString() {
    return kind.words() + " " + text;
  }
}
