package io.camus.it.demo;

import java.util.random.RandomGenerator;

/**
 * What a feed makes one message of.
 *
 * @param eventMillis event time, milliseconds since the epoch
 * @param version of the schema, from 1
 * @param schemaId the registry's id of that version; 0 where there is no schema
 * @param random where all else comes from
 */
record Moment(long eventMillis, int version, int schemaId, RandomGenerator random) {

  /** A number in [0, bound), small ones far more often, as users and pages are. */
  int skewed(int bound) {
    double square = random.nextDouble() * random.nextDouble();
    return (int) (square * random.nextDouble() * bound);
  }

  /** A number in [0, bound). */
  int even(int bound) {
    return random.nextInt(bound);
  }

  /** One of several. */
  String oneOf(String[] choices) {
    return choices[random.nextInt(choices.length)];
  }
}
