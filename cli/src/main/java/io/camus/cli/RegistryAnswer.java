package io.camus.cli;

import java.util.Optional;

/**
 * Whether a schema registry answers.
 *
 * @param place its address
 * @param failure why it does not; empty if it does
 */
public record RegistryAnswer(String place, Optional<String> failure) {}
