/**
 * Where writer schemas come from: {@link io.camus.schema.ConfluentRegistry} over HTTP, behind
 * {@link io.camus.schema.CachedSchemas}, or {@link io.camus.schema.DirectorySchemas} from files.
 * Read {@link io.camus.schema.ConfluentRegistry} first.
 */
package io.camus.schema;
