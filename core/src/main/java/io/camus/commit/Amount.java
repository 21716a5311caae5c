package io.camus.commit;

import io.camus.model.PulledRange;
import java.util.Collection;

/**
 * How much a number of pulled ranges is.
 *
 * @param ranges number of ranges
 * @param offsets offsets that they cover
 * @param records records in data files
 * @param rejected records in dead letters
 * @param files data files and dead letters
 */
public record Amount(long ranges, long offsets, long records, long rejected, long files) {

  /** The sum of some ranges. */
  public static Amount of(Collection<PulledRange> ranges) {
    return new Amount(
        ranges.size(),
        ranges.stream().mapToLong(pulled -> pulled.range().length()).sum(),
        ranges.stream().mapToLong(PulledRange::written).sum(),
        ranges.stream().mapToLong(PulledRange::rejectedRecords).sum(),
        ranges.stream().mapToLong(pulled -> pulled.files().size()).sum());
  }
}
