package io.camus.commit;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.SettableBeanProperty;
import com.fasterxml.jackson.databind.deser.ValueInstantiator;
import com.fasterxml.jackson.databind.deser.impl.PropertyValueBuffer;
import com.fasterxml.jackson.databind.module.SimpleValueInstantiators;
import io.camus.model.DataFile;
import io.camus.model.PartitionPosition;
import io.camus.model.PulledRange;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Fields that files of the first version may lack, and what they are taken for. Every other field
 * has to be there.
 */
final class Additions extends SimpleValueInstantiators {
  private static final long serialVersionUID = 1;

  private static final Set<Class<?>> ADDED_TO =
      Set.of(PulledRange.class, DataFile.class, PartitionPosition.class);
  private static final Map<String, Object> ADDED =
      Map.of(
          "leaderEpoch", OptionalInt.empty(),
          "sourceDigest", Optional.empty(),
          "contentDigest", Optional.empty());

  @Override
  public ValueInstantiator findValueInstantiator(
      DeserializationConfig config, BeanDescription type, ValueInstantiator usual) {
    return ADDED_TO.contains(type.getBeanClass()) ? new Completing(usual) : usual;
  }

  private static final class Completing extends ValueInstantiator.Delegating {
    private static final long serialVersionUID = 1;

    Completing(ValueInstantiator usual) {
      super(usual);
    }

    @Override
    public Object createFromObjectWith(
        DeserializationContext context, SettableBeanProperty[] fields, PropertyValueBuffer given)
        throws IOException {
      for (SettableBeanProperty field : fields) {
        if (ADDED.containsKey(field.getName()) && !given.hasParameter(field)) {
          given.assignParameter(field, ADDED.get(field.getName()));
        }
      }
      return delegate().createFromObjectWith(context, fields, given);
    }
  }
}
