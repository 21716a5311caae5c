package io.camus.commit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.camus.model.EventTimes;
import io.camus.model.PulledRange;
import io.camus.model.Rewritten;
import io.camus.model.RunId;
import io.camus.spi.StorePath;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/**
 * How values look as JSON: records as objects, topic-partitions as {@code "clicks-3"}, times and
 * durations as ISO-8601. A field that is not known is an error, so that an older version never
 * misreads a newer file; so is a missing one, unless it is optional: then it is empty.
 */
public final class Json {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(new JavaTimeModule())
          .addModule(names())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .annotationIntrospector(new RequiredFields())
          .addMixIn(PulledRange.class, NewFieldsOfRange.class)
          .build();

  private Json() {}

  /** The one mapper; do not configure it. */
  public static ObjectMapper mapper() {
    return MAPPER;
  }

  /** All fields but the optional ones. */
  private static final class RequiredFields extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1;

    @Override
    public Boolean hasRequiredMarker(AnnotatedMember field) {
      Class<?> type = field.getRawType();
      return type != Optional.class && type != OptionalInt.class;
    }
  }

  /** Fields that are not written if they are empty, so that older versions can read the rest. */
  interface NewFieldsOfRange {
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    Optional<EventTimes> eventTimes();

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    Optional<Rewritten> rewritten();
  }

  private static SimpleModule names() {
    SimpleModule module = new SimpleModule("camus");
    addText(module, RunId.class, RunId::value, RunId::new);
    addText(module, Uuid.class, Uuid::toString, Uuid::fromString);
    addText(module, TopicPartition.class, TopicPartition::toString, Json::topicPartition);
    addText(module, StorePath.class, StorePath::value, StorePath::new);
    return module;
  }

  private static TopicPartition topicPartition(String text) {
    int dash = text.lastIndexOf('-');
    return new TopicPartition(text.substring(0, dash), Integer.parseInt(text.substring(dash + 1)));
  }

  private static <T> void addText(
      SimpleModule module, Class<T> type, Function<T, String> print, Function<String, T> parse) {
    module.addSerializer(
        type,
        new JsonSerializer<T>() {
          @Override
          public void serialize(T value, JsonGenerator out, SerializerProvider provider)
              throws IOException {
            out.writeString(print.apply(value));
          }
        });
    module.addDeserializer(
        type,
        new JsonDeserializer<T>() {
          @Override
          public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
            String text = in.getValueAsString();
            try {
              return parse.apply(text);
            } catch (RuntimeException e) {
              throw context.weirdStringException(text, type, e.getMessage());
            }
          }
        });
  }
}
