/**
 * The content of the report page, without its looks. Read {@link io.camus.cli.report.Report} first.
 */
package io.camus.cli.report;
