/** Runs whose files are appended to tables. */
package io.camus.it.table;
