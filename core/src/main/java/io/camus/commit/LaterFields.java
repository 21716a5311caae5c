package io.camus.commit;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.TreeNode;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camus.model.DataFile;
import io.camus.model.PulledRange;
import java.io.IOException;
import java.util.Map;

/**
 * The fields that manifests and records have got since version 1 was first written: where one is
 * missing it is empty. Every other missing field is an error.
 */
final class LaterFields extends BeanDeserializerModifier {
  private static final long serialVersionUID = 1;

  private static final Map<Class<?>, String> FIELDS =
      Map.of(DataFile.class, "contentDigest", PulledRange.class, "sourceDigest");

  @Override
  public JsonDeserializer<?> modifyDeserializer(
      DeserializationConfig config, BeanDescription type, JsonDeserializer<?> deserializer) {
    String field = FIELDS.get(type.getBeanClass());
    return field == null ? deserializer : new Completing(deserializer, field);
  }

  /** Puts null for a field that is missing, which an optional one reads as empty. */
  private static final class Completing extends DelegatingDeserializer {
    private static final long serialVersionUID = 1;

    private final String field;

    Completing(JsonDeserializer<?> delegate, String field) {
      super(delegate);
      this.field = field;
    }

    @Override
    protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> delegate) {
      return new Completing(delegate, field);
    }

    @Override
    public Object deserialize(JsonParser in, DeserializationContext context) throws IOException {
      TreeNode tree = context.readTree(in);
      if (tree instanceof ObjectNode object && !object.has(field)) {
        object.putNull(field);
      }
      try (JsonParser completed = tree.traverse(in.getCodec())) {
        completed.nextToken();
        return super.deserialize(completed, context);
      }
    }
  }
}
