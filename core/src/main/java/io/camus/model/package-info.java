/**
 * The values that travel through a run: offset ranges, splits, files, counts. Records that validate
 * themselves; no input or output happens here. Read {@link io.camus.model.OffsetRange} first.
 */
package io.camus.model;
