/**
 * HDFS and YARN for development and tests, in a process of their own. Read {@link
 * io.camus.it.hadoop.DevHadoop} first.
 */
package io.camus.it.hadoop;
