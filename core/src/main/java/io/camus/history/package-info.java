/**
 * Past runs: from their summaries in the history, and from the commit log if a summary is missing.
 * Read {@link io.camus.history.RunHistory} first.
 */
package io.camus.history;
