package io.camus.cli.view;

import static io.camus.cli.page.Figures.count;

import io.camus.cli.page.Columns;
import io.camus.cli.page.Page;
import io.camus.cli.page.Tone;
import io.camus.offsets.ReplayOrder;
import io.camus.offsets.ReplayOrder.Part;

/**
 * {@code camus offsets --replay} for people: what was requested, what was pulled, and how to verify
 * it.
 */
public final class ReplayPage {
  private ReplayPage() {}

  /**
   * The page.
   *
   * @param proof a call that verifies the destination
   */
  public static Page of(ReplayOutcome outcome, String proof) {
    ReplayOrder order = outcome.order();
    Page page =
        new Page()
            .add(
                Columns.of(order.parts())
                    .left("partition", part -> order.topic() + "-" + part.partition())
                    .right("from", part -> "" + part.from())
                    .right("to", part -> "" + part.to())
                    .count("offsets", ReplayPage::offsets)
                    .table())
            .gap()
            .line(
                0,
                count(order.offsets(), "offset")
                    + " of "
                    + order.topic()
                    + ", from "
                    + order.from()
                    + " to "
                    + order.to()
                    + " (Kafka's time)");
    outcome
        .summary()
        .ifPresentOrElse(
            summary -> page.add(SummaryPage.of(outcome.config(), summary)),
            () -> page.gap().verdict(Tone.STRONG, "DRY RUN", "nothing was pulled"));
    page.problems(outcome.problems());
    if (outcome.summary().isPresent()) {
      page.gap()
          .line(
              0,
              outcome.missing() == 0
                  ? "The range is complete. To verify it:"
                  : "Not complete yet. The same command continues. To verify what is there:")
          .line(2, proof);
    }
    return page;
  }

  private static long offsets(Part part) {
    return part.to() - part.from();
  }
}
