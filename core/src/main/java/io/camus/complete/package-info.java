/**
 * Which buckets of a topic are complete. Start at {@link io.camus.complete.CompletionRule}; the
 * steps are in docs/protocol.md, "Complete buckets".
 */
package io.camus.complete;
