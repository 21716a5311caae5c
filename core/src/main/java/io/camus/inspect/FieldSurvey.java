package io.camus.inspect;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.camus.time.LogicalTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.avro.Schema;

/**
 * Collects the fields with numbers or texts that a setting can name: their dotted paths and their
 * units in the schema.
 */
final class FieldSurvey {
  private static final int DEEPEST = 6;
  private static final int MOST = 150;
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .build())
          .build();

  /** Path to the schema's word for its unit; no word for a plain field. */
  private final Map<String, String> fields = new LinkedHashMap<>();

  private FieldSurvey() {}

  /** Those of records that are JSON objects. */
  static Map<String, String> ofJson(List<SampledRecord> records) {
    FieldSurvey survey = new FieldSurvey();
    for (SampledRecord record : records) {
      survey.json(record.value().orElseThrow());
    }
    return Collections.unmodifiableMap(survey.fields);
  }

  /** Those of records in Avro. */
  static Map<String, String> ofAvro(Collection<Schema> schemas) {
    FieldSurvey survey = new FieldSurvey();
    schemas.forEach(schema -> survey.avro("", schema, 0));
    return Collections.unmodifiableMap(survey.fields);
  }

  private void note(String path, String unit) {
    if (fields.size() < MOST) {
      fields.putIfAbsent(path, unit);
    }
  }

  private void json(ByteBuffer value) {
    Deque<String> open = new ArrayDeque<>();
    int inArrays = 0;
    try (JsonParser parser =
        JSON.createParser(
            value.array(), value.arrayOffset() + value.position(), value.remaining())) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        switch (token) {
          case START_ARRAY -> inArrays++;
          case END_ARRAY -> inArrays--;
          case START_OBJECT -> open.addLast("");
          case END_OBJECT -> open.removeLast();
          case FIELD_NAME -> {
            open.removeLast();
            open.addLast(parser.currentName());
          }
          case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
            if (inArrays == 0 && open.stream().allMatch(FieldSurvey::canBeNamed)) {
              note(open.stream().collect(Collectors.joining(".")), "");
            }
          }
          default -> {}
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("what JsonScanner takes can be read", e);
    }
  }

  /** Whether a setting can name it; dots and commas are separators there. */
  private static boolean canBeNamed(String name) {
    return !name.isBlank()
        && name.equals(name.strip())
        && name.chars().noneMatch(it -> it == '.' || it == ',' || Character.isISOControl(it));
  }

  private void avro(String path, Schema schema, int depth) {
    switch (schema.getType()) {
      case UNION -> schema.getTypes().forEach(branch -> avro(path, branch, depth));
      case RECORD -> {
        if (depth < DEEPEST) {
          for (Schema.Field field : schema.getFields()) {
            String name = path.isEmpty() ? field.name() : path + "." + field.name();
            avro(name, field.schema(), depth + 1);
          }
        }
      }
      case INT, LONG -> {
        Optional<LogicalTime> meaning = LogicalTime.of(schema);
        if (meaning.isPresent()) {
          boolean plain = meaning.get() == LogicalTime.PLAIN;
          note(path, plain ? "" : schema.getLogicalType().getName());
        }
      }
      case STRING, DOUBLE, FLOAT -> note(path, "");
      default -> {}
    }
  }
}
