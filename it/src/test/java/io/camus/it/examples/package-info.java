/** The examples for schedulers, held against what they are for as far as that is possible here. */
package io.camus.it.examples;
