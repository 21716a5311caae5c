/**
 * Positions that other programs keep in files on Hadoop's file systems: {@link
 * io.camus.hadoop.foreign.OriginalCamus} and {@link io.camus.hadoop.foreign.GobblinStates}. Their
 * classes are not needed: the bytes are read as these programs write them.
 */
package io.camus.hadoop.foreign;
