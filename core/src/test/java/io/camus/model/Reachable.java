package io.camus.model;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The objects that an object keeps in memory, as far as they are in collections or are ours. */
public final class Reachable {
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Deque<Object> next = new ArrayDeque<>();

  private Reachable() {}

  /** How many objects of a type an object leads to, through fields of any depth. */
  public static long count(Object root, Class<?> type) throws IllegalAccessException {
    Reachable reachable = new Reachable();
    reachable.see(root);
    while (!reachable.next.isEmpty()) {
      reachable.follow(reachable.next.pop());
    }
    return reachable.seen.stream().filter(type::isInstance).count();
  }

  private void see(Object object) {
    if (object != null && seen.add(object)) {
      next.push(object);
    }
  }

  private void follow(Object object) throws IllegalAccessException {
    if (object instanceof Map<?, ?> map) {
      map.keySet().forEach(this::see);
      map.values().forEach(this::see);
    } else if (object instanceof Collection<?> elements) {
      elements.forEach(this::see);
    } else if (object instanceof Optional<?> value) {
      value.ifPresent(this::see);
    } else if (object instanceof Object[] elements) {
      List.of(elements).forEach(this::see);
    } else if (object.getClass().getName().startsWith("io.camus.")) {
      for (Class<?> type = object.getClass(); type != Object.class; type = type.getSuperclass()) {
        fields(type, object);
      }
    }
  }

  private void fields(Class<?> type, Object object) throws IllegalAccessException {
    for (Field field : type.getDeclaredFields()) {
      if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
        if (type.getName().startsWith("io.camus.")) {
          field.setAccessible(true);
          see(field.get(object));
        }
      }
    }
  }
}
