/**
 * Tables as projections of the commit log (docs/protocol.md, "Tables"): {@link
 * io.camus.table.TablePreparation} before the pull, {@link io.camus.table.TableAppender} after
 * publishing.
 */
package io.camus.table;
