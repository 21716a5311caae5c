package io.camus.cli.view;

import static io.camus.cli.page.Figures.count;

import io.camus.cli.page.Columns;
import io.camus.cli.page.Page;
import io.camus.cli.page.Tone;
import io.camus.model.ExitCode;
import io.camus.table.TableStatus;
import io.camus.table.TableStatus.State;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** {@code camus tables} for people: one line per table, then what to do about some. */
public final class TablesPage {
  private TablesPage() {}

  /** 0 if all tables agree with the log, 3 if one could not be read, 4 if one differs. */
  public static ExitCode exitCode(List<TableStatus> tables) {
    if (tables.stream().anyMatch(it -> it.state().isWrong())) {
      return ExitCode.DATA;
    }
    return tables.stream().anyMatch(it -> it.state() == State.UNKNOWN)
        ? ExitCode.OUTSIDE
        : ExitCode.OK;
  }

  /** The page. */
  public static Page of(List<TableStatus> tables) {
    Page page = new Page();
    if (tables.isEmpty()) {
      return page.line(0, "No topic of the commit log has a table.");
    }
    page.add(
            Columns.of(tables)
                .left("table", TableStatus::table)
                .left("topic", TableStatus::topic)
                .left("record", it -> record(it.follows()))
                .count("files", it -> it.present().files() + it.others().files())
                .count("records", it -> it.present().records() + it.others().records())
                .left("state", it -> it.state().name().toLowerCase(Locale.ROOT))
                .tone(it -> tone(it.state()))
                .table())
        .gap();
    tables.forEach(it -> advice(page, it));
    long wrong = tables.stream().filter(it -> it.state().isWrong()).count();
    switch (exitCode(tables)) {
      case OK ->
          page.verdict(
              Tone.GOOD, "OK", count(tables.size(), "table") + " compared with the commit log");
      case DATA -> page.verdict(Tone.BAD, "DIFFERENT", count(wrong, "table"));
      default -> page.verdict(Tone.BAD, "NOT READ", "the catalog could not be read");
    }
    return page;
  }

  private static String record(OptionalLong record) {
    return record.isPresent() ? Long.toString(record.getAsLong()) : "-";
  }

  private static Tone tone(State state) {
    return switch (state) {
      case COMPLETE, REWRITTEN -> Tone.GOOD;
      case BEHIND, MISSING -> Tone.WARNING;
      case DIFFERENT, UNKNOWN -> Tone.BAD;
    };
  }

  private static void advice(Page page, TableStatus table) {
    switch (table.state()) {
      case COMPLETE -> {
        // Nothing to say.
      }
      case REWRITTEN ->
          page.notice(
              table.table()
                  + ": "
                  + count(table.others().files(), "file")
                  + " of other programs hold the records of "
                  + count(table.rewritten().size(), "file")
                  + " of the commit log");
      case BEHIND ->
          page.notice(
              table.table()
                  + ": record "
                  + table.newest()
                  + " is not in it yet; the next run appends its files");
      case MISSING ->
          page.notice(
              table.table()
                  + ": the catalog does not have it, or it does not follow this commit log; the next"
                  + " run begins with it, and camus tables rebuild or adopt adds earlier files");
      case DIFFERENT ->
          page.notice(
              table.table()
                  + ": it has "
                  + count(Math.abs(table.surplus()), "record")
                  + (table.surplus() < 0 ? " fewer" : " more")
                  + " than the commit log; look for deletes, rollbacks and other writers in its"
                  + " history");
      case UNKNOWN -> page.notice(table.table() + ": " + table.problem().orElse(""));
    }
  }
}
