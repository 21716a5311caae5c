/**
 * The name that users of the original Camus have in their jobs. There is nothing here but {@link
 * com.linkedin.camus.etl.kafka.CamusJob}; the code is in {@code io.camus}.
 */
package com.linkedin.camus.etl.kafka;
