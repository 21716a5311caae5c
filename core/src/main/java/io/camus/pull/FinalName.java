package io.camus.pull;

import io.camus.model.OffsetRange;

/**
 * Names of published files, unique by construction: {@code clicks+3+100+250+140.avro} holds 140
 * records of clicks-3, the first at offset 100, the last at 249; {@code .g2} before the ending
 * tells the generation if it is not 0. {@code +} is legal in no topic name.
 */
final class FinalName {
  private FinalName() {}

  static String data(OffsetRange range, long records, String extension) {
    return "%s+%d+%d+%d+%d%s%s"
        .formatted(
            range.partition().topic(),
            range.partition().partition(),
            range.from(),
            range.to(),
            records,
            range.generation() == 0 ? "" : ".g" + range.generation(),
            extension);
  }

  static String deadLetters(OffsetRange range, long records) {
    return "errors+" + data(range, records, ".avro");
  }
}
