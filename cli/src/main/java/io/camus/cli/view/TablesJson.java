package io.camus.cli.view;

import io.camus.report.Json;
import io.camus.table.TableStatus;
import io.camus.table.TableStatus.Amount;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code camus tables --json}: field names as in {@link TableStatus}. */
public final class TablesJson {
  private TablesJson() {}

  /** The document. */
  public static Json document(List<TableStatus> tables) {
    return new Json()
        .put("exitCode", TablesPage.exitCode(tables).value())
        .put("tables", tables, TablesJson::of);
  }

  /** A table. */
  static Json of(TableStatus table) {
    Map<String, Long> offsets = new TreeMap<>();
    table.offsets().forEach((partition, end) -> offsets.put(Integer.toString(partition), end));
    return new Json()
        .put("table", table.table())
        .put("topic", table.topic())
        .put("state", table.state())
        .put("follows", table.follows())
        .put("newest", table.newest())
        .put("expected", amount(table.expected()))
        .put("present", amount(table.present()))
        .put("others", amount(table.others()))
        .put("surplus", table.surplus())
        .put("offsets", offsets)
        .put("problem", table.problem());
  }

  private static Json amount(Amount amount) {
    return new Json().put("files", amount.files()).put("records", amount.records());
  }
}
