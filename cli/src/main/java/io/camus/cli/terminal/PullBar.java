package io.camus.cli.terminal;

import io.camus.cli.page.Figures;
import io.camus.engine.Engine.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The line that shows how far a pull is: {@code [====> ] 45 % 37,500/s ETA 15 s 550,000 left}. */
record PullBar(PullShare share, Pace pace) {

  /**
   * The line.
   *
   * @param room in characters
   */
  String line(int room) {
    return new Bar(share.percent()).line(room, details());
  }

  private List<String> details() {
    Progress progress = share.progress();
    List<String> parts = new ArrayList<>();
    if (progress.records().isPresent()) {
      pace.perSecond().ifPresent(rate -> parts.add(Figures.count(Math.round(rate)) + "/s"));
      if (share.offsets() > 0) {
        pace.timeFor(share.left()).ifPresent(left -> parts.add("ETA " + Figures.duration(left)));
        parts.add(Figures.count(share.left()) + " left");
      }
    }
    parts.add(String.format(Locale.ROOT, "%d of %d tasks", progress.tasksDone(), progress.tasks()));
    progress.bytes().ifPresent(bytes -> parts.add(Figures.bytes(bytes)));
    return parts;
  }
}
