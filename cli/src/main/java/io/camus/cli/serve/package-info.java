/** Serves one page over HTTP, read-only. Read {@link io.camus.cli.serve.PageServer} first. */
package io.camus.cli.serve;
