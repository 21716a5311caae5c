/**
 * Hadoop support: stores on HDFS, logins, secrets in credential providers. Read {@link
 * io.camus.hadoop.Stores} first, then {@link io.camus.hadoop.HadoopLogin}.
 */
package io.camus.hadoop;
