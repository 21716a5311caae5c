package io.camus.verify;

import java.util.Optional;

/**
 * What reading a file has shown.
 *
 * @param records the number of records in it
 * @param digest of the records, as {@link io.camus.digest.ContentDigest} writes it
 * @param disorder what is wrong with the records' places in Kafka, if the format carries them
 */
record Counted(long records, String digest, Optional<String> disorder) {}
