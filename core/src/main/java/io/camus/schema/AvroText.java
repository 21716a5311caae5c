package io.camus.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.camus.failure.RootCause;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;

/**
 * Parses external schemas leniently: old ones have unusual names and defaults. Any exception of
 * Avro's parser is a fault of the text.
 */
final class AvroText {
  private static final String PARSING = "org.apache.avro.";

  /** Avro's message for an undefined type name. */
  private static final String UNRESOLVED = "UnresolvedSchema";

  private static final int LONGEST_REASON = 120;

  private AvroText() {}

  /** Accepts all names and defaults. */
  static Schema.Parser parser() {
    return new Schema.Parser(NameValidator.NO_VALIDATION).setValidateDefaults(false);
  }

  /**
   * The schema of a text.
   *
   * @throws UnusableSchemaException if it is not one
   */
  static Schema parse(String text) throws UnusableSchemaException {
    return parse(parser(), text);
  }

  /**
   * The schema of a text.
   *
   * @param parser has the types that the text refers to
   * @throws UnusableSchemaException if it is not one
   */
  static Schema parse(Schema.Parser parser, String text) throws UnusableSchemaException {
    Schema schema;
    try {
      schema = parser.parse(text);
    } catch (RuntimeException | StackOverflowError e) {
      throw new UnusableSchemaException("Avro cannot parse it: " + reason(e));
    }
    return writable(schema);
  }

  /**
   * The schema, if a data file can contain it: its own text must be parseable again.
   *
   * @throws UnusableSchemaException if it does not
   */
  static Schema writable(Schema schema) throws UnusableSchemaException {
    try {
      parser().parse(schema.toString());
      return schema;
    } catch (RuntimeException | StackOverflowError e) {
      throw new UnusableSchemaException("no data file can contain it: " + reason(e));
    }
  }

  /** Why Avro failed to parse a schema, wherever it was called; empty for other failures. */
  static Optional<String> faultOfText(Throwable thrown) {
    return RootCause.chain(thrown)
        .filter(e -> e instanceof AvroRuntimeException || isThrownByParser(e))
        .findFirst()
        .map(e -> "Avro cannot parse it: " + reason(e));
  }

  private static boolean isThrownByParser(Throwable e) {
    return Arrays.stream(e.getStackTrace())
        .anyMatch(
            frame ->
                frame.getClassName().startsWith(PARSING)
                    && frame.getMethodName().toLowerCase(Locale.ROOT).startsWith("parse"));
  }

  private static String reason(Throwable e) {
    Throwable root = e.getCause() instanceof JsonProcessingException ? e.getCause() : e;
    if (root instanceof StackOverflowError || root instanceof StreamConstraintsException) {
      return "it is nested too deeply";
    }
    if (String.valueOf(root.getMessage()).contains(UNRESOLVED)) {
      return "it names a type instead of defining one";
    }
    if (root instanceof NullPointerException) {
      return "it has a null where Avro requires a value";
    }
    if (root instanceof JsonProcessingException json) {
      return json.getLocation() == null
          ? "it is not JSON"
          : String.format(
              Locale.ROOT,
              "it is not JSON, see line %d, column %d",
              json.getLocation().getLineNr(),
              json.getLocation().getColumnNr());
    }
    return shortened(root.getMessage());
  }

  private static String shortened(String message) {
    String line = String.valueOf(message).strip().replaceAll("[\\p{Cntrl}\\s]+", " ");
    return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON) + "...";
  }
}
