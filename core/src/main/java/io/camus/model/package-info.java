/**
 * The values of a run: offset ranges, splits, files, counts. They validate themselves and do no
 * I/O. Read {@link io.camus.model.OffsetRange} first.
 */
package io.camus.model;
