package io.camus.commit;

import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import io.camus.model.DataFile;
import io.camus.model.PartitionPosition;
import io.camus.model.PulledRange;
import java.lang.reflect.RecordComponent;
import java.util.Map;
import java.util.Set;

/**
 * Which fields must be there: every component of a record, but for those that manifests and commit
 * records have got since version 1 was first written. Where one of these is missing it is empty.
 */
final class LaterFields extends NopAnnotationIntrospector {
  private static final long serialVersionUID = 1;

  private static final Map<Class<?>, Set<String>> LATER =
      Map.of(
          DataFile.class, Set.of("contentDigest"),
          PulledRange.class, Set.of("sourceDigest", "leaderEpoch", "bytes"),
          PartitionPosition.class, Set.of("leaderEpoch", "bytesPerOffset"));

  @Override
  public Boolean hasRequiredMarker(AnnotatedMember member) {
    if (!(member instanceof AnnotatedParameter parameter)) {
      return null; // Nothing is said of it here.
    }
    Class<?> type = parameter.getDeclaringClass();
    RecordComponent[] components = type.getRecordComponents();
    return components == null
        || !LATER.getOrDefault(type, Set.of()).contains(components[parameter.getIndex()].getName());
  }
}
