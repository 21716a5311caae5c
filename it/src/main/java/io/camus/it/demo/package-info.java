/**
 * {@code camus demo}: a broker, a realistic backlog, two runs and the proof that nothing was lost
 * or doubled. Read {@link io.camus.it.demo.Demo} first.
 */
package io.camus.it.demo;
