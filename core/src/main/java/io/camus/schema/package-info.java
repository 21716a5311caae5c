/**
 * Where writer schemas come from: {@link io.camus.schema.ConfluentRegistry} and {@link
 * io.camus.schema.SchemaRepoRegistry} over HTTP, or a plug-in's registry, behind {@link
 * io.camus.schema.KeptSchemas} and {@link io.camus.schema.CachedSchemas}, or {@link
 * io.camus.schema.DirectorySchemas} from files. Read {@link io.camus.schema.ConfluentRegistry}
 * first.
 */
package io.camus.schema;
