/**
 * The configuration. Each area has one class that declares its keys and the rules between them:
 * {@link io.camus.config.RunSettings} is a short one to read first. A new key goes there; {@code
 * camus config} shows it by itself, and {@code docs/configuration.md} is made by {@code camus
 * config --markdown}. {@link io.camus.config.KeyCatalog} lists the areas, and {@link
 * io.camus.config.CamusConfig} is what the rest of the code reads: it has a typed value for each
 * key.
 */
package io.camus.config;
