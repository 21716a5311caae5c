/**
 * HDFS and YARN for development and tests, in a separate process. Read {@link
 * io.camus.it.hadoop.DevHadoop} first.
 */
package io.camus.it.hadoop;
