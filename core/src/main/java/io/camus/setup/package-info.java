/**
 * The first stage: determines the topics, the positions, and which task pulls what. {@link
 * io.camus.setup.Planner} creates a {@link io.camus.setup.Plan}; nothing here writes anything. Read
 * {@link io.camus.setup.Planner} first.
 */
package io.camus.setup;
