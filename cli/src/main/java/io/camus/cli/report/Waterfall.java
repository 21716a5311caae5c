package io.camus.cli.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Numbers of messages from tier to tier.
 *
 * @param tiers those before ours, by name
 * @param held what the brokers held, as far as it was pulled: written and left out
 * @param leftOut rejected or skipped records
 * @param written records in data files
 * @param late written records that arrived after a run had pulled everything
 */
public record Waterfall(List<TierSum> tiers, long held, long leftOut, long written, long late) {
  /** No messages. */
  public static final Waterfall NONE = new Waterfall(List.of(), 0, 0, 0, 0);

  /**
   * What a tier counted.
   *
   * @param tier its name
   * @param counted messages that it counted
   * @param held messages that the brokers held in the windows that it counted; compare only with
   *     this, since a tier may count only some topics
   */
  public record TierSum(String tier, long counted, long held) {}

  public Waterfall {
    tiers = List.copyOf(tiers);
    if (held != leftOut + written) {
      throw new IllegalArgumentException(
          held + " held are not " + leftOut + " left out and " + written + " written");
    }
  }

  /** The sum of both. */
  public Waterfall plus(Waterfall other) {
    List<TierSum> sums = new ArrayList<>(tiers);
    for (TierSum more : other.tiers) {
      int at = 0;
      while (at < sums.size() && sums.get(at).tier().compareTo(more.tier()) < 0) {
        at++;
      }
      if (at < sums.size() && sums.get(at).tier().equals(more.tier())) {
        TierSum one = sums.get(at);
        sums.set(
            at, new TierSum(one.tier(), one.counted() + more.counted(), one.held() + more.held()));
      } else {
        sums.add(at, more);
      }
    }
    return new Waterfall(
        sums,
        held + other.held,
        leftOut + other.leftOut,
        written + other.written,
        late + other.late);
  }
}
