package io.camus.run;

import static io.camus.run.Rule.edit;

import java.util.List;

/** Tables: the rules, each with the code that keeps it taken away. */
final class TableRules {
  private TableRules() {}

  static List<Rule> all() {
    return List.of(
        Rule.inTables(
            "a table that has failed gets no later record",
            "I9",
            0,
            edit("table/TableAppender", "&& !failed.containsKey(name)", "")),
        Rule.inTables(
            "a table that has failed is not complete",
            "I9",
            0,
            edit(
                "table/TableAppender",
                ".filter(it -> !failed.containsKey(it))",
                ".filter(it -> it != null)")),
        Rule.inTables(
            "files are in their place before a table has them",
            "I9",
            0,
            edit(
                "table/TableAppender",
                "log.unpublished().stream().findFirst().map(it -> it - 1).orElse(number())",
                "number()")),
        Rule.inTables(
            "a table follows the log before its topic is pulled",
            "I9",
            0,
            edit(
                "table/TablePreparation",
                "if (table.follows(begin.log()).isEmpty()) {",
                "if (false) {")));
  }
}
