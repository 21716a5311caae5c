/** The report's page in a real browser. */
package io.camus.it.report;
