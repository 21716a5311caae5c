/**
 * The extension points: {@link io.camus.spi.Decoder} turns a record's bytes into a datum with the
 * help of a {@link io.camus.spi.SchemaRegistry}, {@link io.camus.spi.Partitioner} names its
 * directory, {@link io.camus.spi.FileFormat} writes it, {@link io.camus.spi.Store} keeps it. Read
 * {@link io.camus.spi.Decoder} first.
 */
package io.camus.spi;
