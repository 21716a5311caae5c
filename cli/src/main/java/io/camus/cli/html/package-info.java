/** The report as one HTML file. Read {@link io.camus.cli.html.ReportHtml} first. */
package io.camus.cli.html;
