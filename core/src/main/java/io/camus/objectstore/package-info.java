/**
 * Object stores, which have conditional puts and multipart uploads instead of renames. Read {@link
 * io.camus.objectstore.ObjectStore} first; the contract is {@link io.camus.spi.Store}.
 */
package io.camus.objectstore;
