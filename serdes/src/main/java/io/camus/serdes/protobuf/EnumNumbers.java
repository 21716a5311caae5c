package io.camus.serdes.protobuf;

import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/**
 * The numbers of an enum, and the symbols of its Avro enum. Of two names for a number, the first.
 */
final class EnumNumbers {
  private final List<String> symbols = new ArrayList<>();
  private final int[] numbers;
  private final int[] places;
  private final int first;

  EnumNumbers(EnumDescriptor type) {
    TreeMap<Integer, Integer> placeOf = new TreeMap<>();
    for (EnumValueDescriptor value : type.getValues()) {
      if (placeOf.putIfAbsent(value.getNumber(), symbols.size()) == null) {
        symbols.add(value.getName());
      }
    }
    numbers = placeOf.keySet().stream().mapToInt(it -> it).toArray();
    places = placeOf.values().stream().mapToInt(it -> it).toArray();
    first = type.getValues().get(0).getNumber();
  }

  /** In the order of their declaration. */
  List<String> symbols() {
    return List.copyOf(symbols);
  }

  /** The default. */
  int first() {
    return first;
  }

  /** The place of a number's symbol; negative if there is none. */
  int place(int number) {
    if (number >= 0 && number < numbers.length && numbers[number] == number) {
      return places[number];
    }
    int low = Arrays.binarySearch(numbers, number);
    return low < 0 ? -1 : places[low];
  }
}
