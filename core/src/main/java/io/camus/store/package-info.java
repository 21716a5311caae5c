/**
 * Stores that need no Hadoop. Read {@link io.camus.store.LocalStore} first; the contract is {@link
 * io.camus.spi.Store}.
 */
package io.camus.store;
