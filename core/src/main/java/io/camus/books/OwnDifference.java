package io.camus.books;

/**
 * A count of Camus in the audit topic that differs from the commit log, which is right.
 *
 * @param beginMillis begin of the window
 * @param posted the sum in the audit topic
 * @param logged the sum in the commit log
 */
public record OwnDifference(
    String tier, String topic, long beginMillis, long posted, long logged) {}
