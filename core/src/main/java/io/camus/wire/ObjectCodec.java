package io.camus.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * A codec of objects that declares each field once, for writing and reading:
 *
 * <pre>
 * var part = ObjectCodec.&lt;Part&gt;strict();
 * var from = part.required("from", Codecs.LONG, Part::from);
 * var to = part.required("to", Codecs.LONG, Part::to);
 * Codec&lt;Part&gt; codec = part.of(fields -&gt; new Part(fields.get(from), fields.get(to)));
 * </pre>
 *
 * <p>Fields are written in declaration order, and read in any order.
 *
 * @param <T> the type of the objects
 */
public final class ObjectCodec<T> {
  private final List<Field<T, ?>> fields = new ArrayList<>();
  private final Unknown unknown;

  private enum Unknown {
    REFUSED,
    IGNORED
  }

  private enum Absence {
    REFUSED,
    WRITTEN_AS_NULL,
    LEFT_OUT
  }

  private ObjectCodec(Unknown unknown) {
    this.unknown = unknown;
  }

  /** For objects whose unknown fields are refused. */
  public static <T> ObjectCodec<T> strict() {
    return new ObjectCodec<>(Unknown.REFUSED);
  }

  /** For objects whose unknown fields are ignored. */
  public static <T> ObjectCodec<T> tolerant() {
    return new ObjectCodec<>(Unknown.IGNORED);
  }

  /** The slot of a field's value. */
  public static final class Slot<F> {
    private final int index;

    private Slot(int index) {
      this.index = index;
    }

    @SuppressWarnings("unchecked") // a slot has the type of its field
    private F in(Object[] values) {
      return (F) values[index];
    }
  }

  private record Field<T, F>(
      String name, Codec<F> codec, Function<T, Optional<F>> get, Absence absence) {

    void write(JsonGenerator out, T object) throws IOException {
      Optional<F> value = get.apply(object);
      if (value.isPresent()) {
        out.writeFieldName(name);
        codec.write(out, value.get());
      } else if (absence == Absence.WRITTEN_AS_NULL) {
        out.writeNullField(name);
      }
    }
  }

  private <F> int add(String name, Codec<F> codec, Function<T, Optional<F>> get, Absence absence) {
    fields.add(new Field<>(name, codec, get, absence));
    return fields.size() - 1;
  }

  /** A required field. */
  public <F> Slot<F> required(String name, Codec<F> codec, Function<T, F> get) {
    return new Slot<>(add(name, codec, get.andThen(Optional::of), Absence.REFUSED));
  }

  /** An optional field that is written as {@code null} if it is empty. */
  public <F> Slot<Optional<F>> nullable(String name, Codec<F> codec, Function<T, Optional<F>> get) {
    return new Slot<>(add(name, codec, get, Absence.WRITTEN_AS_NULL));
  }

  /** An optional field that is omitted if it is empty. */
  public <F> Slot<Optional<F>> optional(String name, Codec<F> codec, Function<T, Optional<F>> get) {
    return new Slot<>(add(name, codec, get, Absence.LEFT_OUT));
  }

  /** The values of an object's fields. */
  public static final class Values {
    private final Object[] values;

    private Values(int count) {
      this.values = new Object[count];
    }

    /** The value of a field; empty if it is optional and missing. */
    public <F> F get(Slot<F> slot) {
      return slot.in(values);
    }
  }

  /**
   * The codec.
   *
   * @param make creates an object from its values; exceptions mean that they are inconsistent
   */
  public Codec<T> of(Function<Values, T> make) {
    return new Built<>(List.copyOf(fields), unknown, make);
  }

  private record Built<T>(List<Field<T, ?>> fields, Unknown unknown, Function<Values, T> make)
      implements Codec<T> {

    @Override
    public void write(JsonGenerator out, T object) throws IOException {
      out.writeStartObject();
      for (Field<T, ?> field : fields) {
        field.write(out, object);
      }
      out.writeEndObject();
    }

    @Override
    public T read(JsonParser in) throws IOException {
      Codecs.expect(in, JsonToken.START_OBJECT, "an object");
      Values read = new Values(fields.size());
      int expected = 0;
      for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
        int index = index(name, expected);
        in.nextToken();
        if (index >= 0) {
          read(in, index, read);
          expected = index + 1;
        } else if (unknown == Unknown.IGNORED) {
          in.skipChildren();
        } else {
          throw new InvalidValueException(
              name, "is unknown; a newer version of Camus may have written it");
        }
      }
      return make(complete(read));
    }

    /** The index of a field, fast if it is the expected next one; -1 if it is unknown. */
    private int index(String name, int expected) {
      if (expected < fields.size() && fields.get(expected).name().equals(name)) {
        return expected;
      }
      for (int index = 0; index < fields.size(); index++) {
        if (fields.get(index).name().equals(name)) {
          return index;
        }
      }
      return -1;
    }

    private void read(JsonParser in, int index, Values read) throws IOException {
      Field<T, ?> field = fields.get(index);
      if (read.values[index] != null) {
        throw new InvalidValueException(field.name(), "is duplicated");
      }
      try {
        if (field.absence() == Absence.REFUSED) {
          read.values[index] = field.codec().read(in);
        } else if (in.currentToken() == JsonToken.VALUE_NULL) {
          read.values[index] = Optional.empty();
        } else {
          read.values[index] = Optional.of(field.codec().read(in));
        }
      } catch (InvalidValueException e) {
        throw e.within(field.name());
      }
    }

    private Values complete(Values read) throws InvalidValueException {
      for (int index = 0; index < fields.size(); index++) {
        if (read.values[index] == null) {
          if (fields.get(index).absence() == Absence.REFUSED) {
            throw new InvalidValueException(fields.get(index).name(), "is missing");
          }
          read.values[index] = Optional.empty();
        }
      }
      return read;
    }

    private T make(Values read) throws InvalidValueException {
      try {
        return make.apply(read);
      } catch (IllegalArgumentException e) {
        throw new InvalidValueException(
            String.format(Locale.ROOT, "is not valid: %s", e.getMessage()));
      }
    }
  }
}
