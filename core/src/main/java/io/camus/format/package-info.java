/**
 * Data files: {@link io.camus.format.AvroFileFormat} and {@link io.camus.format.LineFileFormat}
 * append bytes that a decoder has checked, {@link io.camus.format.DeadLetters} and {@link
 * io.camus.format.ErrorIndex} keep the records that no decoder could take. Read {@link
 * io.camus.format.AvroFileFormat} first.
 */
package io.camus.format;
