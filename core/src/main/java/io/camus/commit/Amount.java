package io.camus.commit;

import io.camus.model.PulledGroup;
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

  /** The sum of some groups of ranges. */
  public static Amount of(Collection<PulledGroup> groups) {
    return new Amount(
        groups.stream().mapToLong(group -> group.ranges().size()).sum(),
        groups.stream().mapToLong(PulledGroup::offsets).sum(),
        groups.stream().mapToLong(PulledGroup::written).sum(),
        groups.stream().mapToLong(PulledGroup::rejectedRecords).sum(),
        groups.stream().mapToLong(group -> group.files().size()).sum());
  }
}
