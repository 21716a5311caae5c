/**
 * Tables of Apache Iceberg. Read {@link io.camus.iceberg.IcebergTable} first. A table is a
 * projection of a commit log: it holds the number of the log's last record whose files it has.
 */
package io.camus.iceberg;
