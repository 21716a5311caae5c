package io.camus.run;

import io.camus.spi.Table;
import io.camus.spi.Tables;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.Schema;

/**
 * A catalog whose next appends fail.
 *
 * @param left how many
 */
record FailingTables(Tables tables, AtomicInteger left) implements Tables {

  @Override
  public Optional<Table> load(String name) throws IOException {
    return tables.load(name).map(this::failing);
  }

  @Override
  public Table create(String name, Schema columns, Partitioning partitioning, Table.Position begin)
      throws IOException {
    return failing(tables.create(name, columns, partitioning, begin));
  }

  private Table failing(Table table) {
    return (Table)
        Proxy.newProxyInstance(
            Table.class.getClassLoader(),
            new Class<?>[] {Table.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("append") && left.getAndDecrement() > 0) {
                throw new IOException("connection reset");
              }
              try {
                return method.invoke(table, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @Override
  public void close() {
    tables.close();
  }
}
