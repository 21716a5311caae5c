package io.camus.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.camus.time.LogicalTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A walk through Jackson's tokens of one JSON object, which is what {@link JsonScanner} is held
 * against: it finds out whether the bytes are exactly that, and captures the wanted fields.
 */
final class JsonWalker {
  /** A longer number is no time stamp. */
  private static final int LONGEST_NUMBER = 40;

  private static final String OBJECT = "an object";
  private static final String ARRAY = "an array";
  private static final String BOOLEAN = "true or false";
  private static final String LONG_NUMBER = "a number of too many digits";

  private final JsonFactory factory =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CHARSET_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(JsonTokens.DEEPEST)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxDocumentLength(-1)
                  .build())
          .build();

  private final FieldTree wanted;
  private final Captures captures;
  private final Deque<FieldTree> outer = new ArrayDeque<>();

  JsonWalker(FieldTree wanted, Captures captures) {
    this.wanted = wanted;
    this.captures = captures;
  }

  /**
   * Walks through UTF-8 bytes, which must be one JSON object and white space. The captures are
   * cleared first; after a false answer they are of no use.
   *
   * @return false if it is not
   */
  boolean walk(byte[] bytes, int offset, int length) {
    captures.clear(bytes);
    outer.clear();
    try (JsonParser parser = factory.createParser(bytes, offset, length)) {
      return walk(parser);
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory cannot fail", e);
    }
  }

  private boolean walk(JsonParser parser) throws IOException {
    try {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      object(parser);
      return parser.nextToken() == null;
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  /** Reads an object up to its end, and what is wanted of it; the rest is only checked. */
  private void object(JsonParser parser) throws IOException {
    FieldTree here = wanted;
    while (true) {
      if (parser.nextToken() == JsonToken.END_OBJECT) {
        if (outer.isEmpty()) {
          return;
        }
        here = outer.pop();
        continue;
      }
      FieldTree field = here.child(parser.currentName());
      JsonToken token = parser.nextToken();
      if (field == null) {
        parser.skipChildren();
        continue;
      }
      field.clear(captures);
      if (field.slot() != FieldTree.NO_SLOT) {
        capture(parser, token, field.slot());
      }
      if (token == JsonToken.START_OBJECT && field.hasChildren()) {
        outer.push(here);
        here = field;
      } else if (token.isStructStart()) {
        parser.skipChildren();
      }
    }
  }

  private void capture(JsonParser parser, JsonToken token, int slot) throws IOException {
    switch (token) {
      case VALUE_STRING -> captures.text(slot, parser.getText());
      case VALUE_NUMBER_INT -> {
        if (parser.getTextLength() <= LONGEST_NUMBER
            && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
          captures.whole(slot, parser.getLongValue(), LogicalTime.PLAIN);
        } else {
          captures.other(slot, LONG_NUMBER);
        }
      }
      case VALUE_NUMBER_FLOAT -> {
        if (parser.getTextLength() <= LONGEST_NUMBER) {
          captures.fraction(slot, parser.getDoubleValue());
        } else {
          captures.other(slot, LONG_NUMBER);
        }
      }
      case VALUE_TRUE, VALUE_FALSE -> captures.other(slot, BOOLEAN);
      case START_OBJECT -> captures.other(slot, OBJECT);
      case START_ARRAY -> captures.other(slot, ARRAY);
      default -> {}
    }
  }
}
