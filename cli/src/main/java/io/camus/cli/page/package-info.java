/**
 * Pages for people, without their layout: a {@link io.camus.cli.page.Page} is built from domain
 * results, and {@link io.camus.cli.page.TextRenderer} turns it into lines. Read {@link
 * io.camus.cli.page.Page} first.
 */
package io.camus.cli.page;
