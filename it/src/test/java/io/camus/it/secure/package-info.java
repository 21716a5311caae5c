/**
 * Runs against a broker and a registry that ask who one is, and a search for secrets in everything
 * that runs leave. Read {@link io.camus.it.secure.SecuredKafka} first.
 */
package io.camus.it.secure;
