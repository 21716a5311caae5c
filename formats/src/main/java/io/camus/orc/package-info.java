/**
 * ORC files of Avro data, written and read with Apache ORC's library. Read {@link
 * io.camus.orc.OrcFileFormat} first, then {@link io.camus.orc.OrcTypes}.
 */
package io.camus.orc;
