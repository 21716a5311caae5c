/**
 * Stores in S3 and in object stores with its API. Read {@link io.camus.s3.S3Objects} first; {@link
 * io.camus.objectstore.ObjectStore} builds a store on it.
 */
package io.camus.s3;
