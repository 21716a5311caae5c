/**
 * What the verbs show: {@code *Page} classes build pages for people, {@code *Json} classes
 * documents for programs. Each takes a result of the core. Read {@link
 * io.camus.cli.view.SummaryPage} first.
 */
package io.camus.cli.view;
