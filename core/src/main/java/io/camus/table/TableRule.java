package io.camus.table;

import io.camus.spi.Tables.Partitioning;

/**
 * The settings of a topic's table.
 *
 * @param topic the topic
 * @param table its name in the catalog
 * @param create whether a missing table is created
 * @param evolve whether its columns follow the topic's schema
 * @param partitioning of a new table
 */
public record TableRule(
    String topic, String table, boolean create, boolean evolve, Partitioning partitioning) {}
