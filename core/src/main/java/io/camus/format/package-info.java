/**
 * Data files: {@link io.camus.format.AvroFileFormat} and {@link io.camus.format.LineFileFormat}
 * append bytes checked by a decoder, {@link io.camus.format.DeadLetters} and {@link
 * io.camus.format.ErrorIndex} keep rejected records. Read {@link io.camus.format.AvroFileFormat}
 * first.
 */
package io.camus.format;
