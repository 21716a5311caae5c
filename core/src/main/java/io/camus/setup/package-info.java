/**
 * The first stage: what is there, where did we stop, what will be pulled by whom. {@link
 * io.camus.setup.Planner} makes a {@link io.camus.setup.Plan}; nothing here writes anything. Read
 * {@link io.camus.setup.Planner} first.
 */
package io.camus.setup;
