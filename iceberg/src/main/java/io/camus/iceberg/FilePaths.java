package io.camus.iceberg;

import io.camus.spi.StorePath;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Paths of files as tables have them: with a scheme, and local ones as {@code file:/data/f}.
 *
 * @param hadoop has the file system of paths without a scheme
 */
record FilePaths(Configuration hadoop) {

  String of(StorePath path) {
    return of(path.value());
  }

  /** The same for a path that a table has, which may have been written in another form. */
  String of(String path) {
    String value = path.startsWith("file:///") ? "file:" + path.substring(7) : path;
    if (!value.startsWith("/")) {
      return value;
    }
    return new Path(value).makeQualified(FileSystem.getDefaultUri(hadoop), null).toString();
  }
}
