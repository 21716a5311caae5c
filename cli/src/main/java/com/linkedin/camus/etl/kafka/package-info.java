/**
 * The class name that jobs of the original Camus use. This package has only {@link
 * com.linkedin.camus.etl.kafka.CamusJob}; the code is in {@code io.camus}.
 */
package com.linkedin.camus.etl.kafka;
