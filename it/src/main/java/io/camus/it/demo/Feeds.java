package io.camus.it.demo;

import java.util.List;

/** All that the demo's shop sends. */
final class Feeds {
  /** The demo's feeds; their percentages add up to 100. */
  static final List<Feed> ALL =
      List.of(new PageViews(), new AppLogs(), new AdClicks(), new DeviceMetrics(), new Payments());

  private Feeds() {}
}
