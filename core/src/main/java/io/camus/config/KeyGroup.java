package io.camus.config;

import java.util.List;

/**
 * The keys of one area, in the order of the documentation.
 *
 * @param title the area's name
 * @param introduction one sentence for the documentation
 * @param keys its keys
 */
record KeyGroup(String title, String introduction, List<Key<?>> keys) {
  KeyGroup {
    keys = List.copyOf(keys);
  }
}
