/**
 * Stores without Hadoop. Read {@link io.camus.store.LocalStore} first; the contract is {@link
 * io.camus.spi.Store}.
 */
package io.camus.store;
