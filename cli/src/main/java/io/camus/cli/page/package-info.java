/**
 * Pages for people, apart from how they look: {@link io.camus.cli.page.Page} is built from domain
 * results, {@link io.camus.cli.page.TextRenderer} makes lines of it. Read {@link
 * io.camus.cli.page.Page} first.
 */
package io.camus.cli.page;
