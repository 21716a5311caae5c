package io.camus.reading;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.Schema;

/** The type that reads values of two numeric types, by Avro's promotion rules. */
final class Widening {
  /** Each reads those before it. */
  private static final List<Schema.Type> NUMBERS =
      List.of(Schema.Type.INT, Schema.Type.LONG, Schema.Type.FLOAT, Schema.Type.DOUBLE);

  private static final Set<Schema.Type> BYTES = Set.of(Schema.Type.STRING, Schema.Type.BYTES);

  private Widening() {}

  /** The type; empty if there is none. Each of two equal ones is that type. */
  static Optional<Schema.Type> of(Schema.Type one, Schema.Type other) {
    if (one == other) {
      return Optional.of(one);
    }
    if (NUMBERS.contains(one) && NUMBERS.contains(other)) {
      return Optional.of(NUMBERS.get(Math.max(NUMBERS.indexOf(one), NUMBERS.indexOf(other))));
    }
    return BYTES.contains(one) && BYTES.contains(other)
        ? Optional.of(Schema.Type.BYTES)
        : Optional.empty();
  }
}
