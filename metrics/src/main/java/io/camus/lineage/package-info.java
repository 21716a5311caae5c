/**
 * Run events for OpenLineage. {@link io.camus.lineage.RunEvents} writes them. Read it first.
 *
 * @see <a href="https://openlineage.io/docs/spec/object-model">OpenLineage's object model</a>
 */
package io.camus.lineage;
