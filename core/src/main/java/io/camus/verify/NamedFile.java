package io.camus.verify;

import io.camus.model.DataFile;

/**
 * A file that a commit record names.
 *
 * @param file what the record says of it
 * @param record the record's number
 * @param published whether the record is marked: the file is under its final name
 */
record NamedFile(DataFile file, long record, boolean published) {
  String topic() {
    return file.topic();
  }
}
