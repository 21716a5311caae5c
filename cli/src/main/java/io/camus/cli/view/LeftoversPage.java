package io.camus.cli.view;

import static io.camus.cli.page.Figures.count;

import io.camus.cli.page.Page;
import io.camus.verify.Leftover;
import io.camus.verify.Leftover.Kind;
import io.camus.verify.VerifyReport.Leftovers;
import java.util.List;
import java.util.Locale;

/** Staged files that are left over, for people: what happens to them, and where they are. */
final class LeftoversPage {
  /** Enough to recognise what they are; JSON lists more. */
  private static final int MOST = 10;

  private LeftoversPage() {}

  static Page of(Leftovers leftovers) {
    Page page = new Page();
    for (Kind kind : Kind.values()) {
      long found = leftovers.found().getOrDefault(kind, 0L);
      if (found > 0) {
        page.notice(count(found, "incomplete upload") + meaning(kind, found == 1));
        List<Leftover> listed =
            leftovers.listed().stream().filter(it -> it.kind() == kind).limit(MOST).toList();
        for (Leftover it : listed) {
          page.line(4, it.destination().value());
          page.line(6, String.format(Locale.ROOT, "upload %s, created %s", it.id(), it.since()));
        }
        if (found > listed.size()) {
          page.more(count(found - listed.size()));
        }
      }
    }
    return page;
  }

  private static String meaning(Kind kind, boolean one) {
    return switch (kind) {
      case COMMITTED ->
          (one ? " is a committed file that is" : " are committed files that are")
              + " not published yet. The next run publishes "
              + (one ? "it." : "them.");
      case ABANDONED -> " of runs that have ended. The next run aborts " + (one ? "it." : "them.");
      case UNKNOWN ->
          " that no run of this pipeline will complete or abort. If no other pipeline or program"
              + " writes there, abort "
              + (one ? "it" : "them")
              + " with the tools of the store, or let a lifecycle rule do it.";
    };
  }
}
