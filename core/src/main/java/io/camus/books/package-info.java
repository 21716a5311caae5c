/**
 * The books of the audit: what each tier counted per topic and window, compared with what the
 * brokers held. Read {@link io.camus.books.Books} first.
 */
package io.camus.books;
