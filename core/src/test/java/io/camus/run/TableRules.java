package io.camus.run;

import static io.camus.run.Rule.edit;

import java.util.List;

/** Tables: the rules, each with the code that keeps it taken away. */
final class TableRules {
  private TableRules() {}

  static List<Rule> all() {
    return List.of(
        Rule.of(
            "a table that has failed gets no later record",
            "I9: all files",
            DirectedHistory.A_TABLE_FAILS_AT_ONE_RECORD,
            edit("table/TableAppender", "&& !failed.containsKey(name)", "")),
        Rule.of(
            "a table that has failed is not complete",
            "I9: all files",
            DirectedHistory.A_TABLE_FAILS_AT_ONE_RECORD,
            edit(
                "table/TableAppender",
                ".filter(it -> !failed.containsKey(it))",
                ".filter(it -> it != null)")),
        Rule.of(
            "files are in their place before a table has them",
            "I9: files",
            DirectedHistory.A_FILE_OF_A_TABLE_IS_NOT_PUBLISHED,
            edit(
                "table/TableAppender",
                "log.unpublished().stream().findFirst().map(it -> it - 1).orElse(number())",
                "number()")),
        Rule.of(
            "a table follows the log before its topic is pulled",
            "I9: all files",
            DirectedHistory.A_TABLE_IS_THERE_BEFORE_ITS_TOPIC,
            edit(
                "table/TablePreparation",
                "if (table.follows(begin.log()).isEmpty()) {",
                "if (begin.record() < 0) {")));
  }
}
