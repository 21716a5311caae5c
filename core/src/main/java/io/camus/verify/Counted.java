package io.camus.verify;

import java.util.Optional;

/**
 * The result of reading a file.
 *
 * @param records the number of records in it
 * @param digest of the records, as {@link io.camus.digest.ContentDigest} writes it
 * @param disorder a fault of the records' Kafka positions, if the format has them
 */
record Counted(long records, String digest, Optional<String> disorder) {}
