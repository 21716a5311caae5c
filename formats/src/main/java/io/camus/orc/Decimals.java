package io.camus.orc;

import io.camus.model.ConfigurationException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Locale;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.orc.storage.common.type.HiveDecimal;
import org.apache.orc.storage.ql.exec.vector.DecimalColumnVector;

/** Avro's decimals: the unscaled number in two's complement. */
final class Decimals {
  /** The largest precision that ORC has. */
  static final int MOST = HiveDecimal.MAX_PRECISION;

  private Decimals() {}

  /**
   * Puts a decimal into a column.
   *
   * @throws ConfigurationException if it has more digits than its schema says, which ORC would make
   *     null
   */
  static void put(DecimalColumnVector column, int row, byte[] bytes, LogicalTypes.Decimal type) {
    BigInteger unscaled = bytes.length == 0 ? BigInteger.ZERO : new BigInteger(bytes);
    HiveDecimal decimal = HiveDecimal.create(unscaled, type.getScale());
    if (decimal == null || unscaled.abs().toString().length() > type.getPrecision()) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "a decimal has more than the %d digits of its schema, and ORC cannot store it; use"
                  + " camus.output.format = parquet or avro",
              type.getPrecision()));
    }
    column.set(row, decimal);
  }

  /** The fewest bytes, or those of the fixed type. */
  static byte[] get(DecimalColumnVector column, int row, Schema schema) {
    LogicalTypes.Decimal type = (LogicalTypes.Decimal) schema.getLogicalType();
    byte[] bytes =
        column
            .vector[row]
            .getHiveDecimal()
            .bigDecimalValue()
            .setScale(type.getScale())
            .unscaledValue()
            .toByteArray();
    if (schema.getType() != Schema.Type.FIXED || bytes.length == schema.getFixedSize()) {
      return bytes;
    }
    byte[] fixed = new byte[schema.getFixedSize()];
    Arrays.fill(fixed, (byte) (bytes[0] < 0 ? -1 : 0));
    System.arraycopy(bytes, 0, fixed, fixed.length - bytes.length, bytes.length);
    return fixed;
  }
}
