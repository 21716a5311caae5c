/**
 * What earlier runs did, for people: from the summaries that they left in the history, and from the
 * commit log where one is missing. Read {@link io.camus.history.RunHistory} first.
 */
package io.camus.history;
