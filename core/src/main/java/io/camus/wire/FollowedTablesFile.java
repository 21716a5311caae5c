package io.camus.wire;

import io.camus.model.FollowedTable;
import io.camus.model.FollowedTable.Columns;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * The file format of what a run knows of tables: one JSON line per table.
 *
 * <pre>
 * {"table":"db.clicks","topic":"clicks","appended":41,"through":44,"columns":{"wanted":"...","withIds":"..."}}
 * </pre>
 */
public final class FollowedTablesFile {
  private static final Codec<Columns> COLUMNS = columns();
  private static final Codec<FollowedTable> LINE = line();

  private FollowedTablesFile() {}

  private static Codec<Columns> columns() {
    var object = ObjectCodec.<Columns>tolerant();
    var wanted = object.required("wanted", Codecs.TEXT, Columns::wanted);
    var withIds = object.required("withIds", Codecs.TEXT, Columns::withIds);
    return object.of(fields -> new Columns(fields.get(wanted), fields.get(withIds)));
  }

  private static Codec<FollowedTable> line() {
    var object = ObjectCodec.<FollowedTable>tolerant();
    var table = object.required("table", Codecs.TEXT, FollowedTable::name);
    var topic = object.required("topic", Codecs.TEXT, FollowedTable::topic);
    var appended = object.required("appended", Codecs.LONG, FollowedTable::appended);
    var through = object.required("through", Codecs.LONG, FollowedTable::through);
    var columns = object.optional("columns", COLUMNS, FollowedTable::columns);
    return object.of(
        fields ->
            new FollowedTable(
                fields.get(table),
                fields.get(topic),
                fields.get(appended),
                fields.get(through),
                fields.get(columns)));
  }

  /**
   * Writes a file.
   *
   * @param target stays open
   */
  public static void write(OutputStream target, Collection<FollowedTable> tables)
      throws IOException {
    OutputStream out = new BufferedOutputStream(target, 1 << 16);
    for (FollowedTable table : tables) {
      out.write(LINE.toBytes(table));
      out.write('\n');
    }
    out.flush();
  }

  /**
   * Reads a file.
   *
   * @param source closed afterwards
   * @param path where it is, for messages
   * @throws UnreadableFileException if a line is not one of this format
   */
  public static List<FollowedTable> read(InputStream source, String path) throws IOException {
    List<FollowedTable> tables = new ArrayList<>();
    try (LineReader lines = new LineReader(source)) {
      while (!lines.isAtEnd()) {
        tables.add(LINE.fromBytes(lines.next()));
      }
    } catch (InvalidValueException e) {
      throw new UnreadableFileException(
          String.format(
              Locale.ROOT,
              "%s cannot be read: line %d: %s",
              path,
              tables.size() + 1,
              e.getMessage()));
    }
    return tables;
  }
}
