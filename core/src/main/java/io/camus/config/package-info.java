/**
 * The configuration. Each area has one class that declares its keys and the rules between them:
 * {@link io.camus.config.RunSettings} is a short one to read first. Add new keys there; {@code
 * camus config} then shows them, and {@code camus config --markdown} generates {@code
 * docs/configuration.md}. {@link io.camus.config.KeyCatalog} lists the areas. The rest of the code
 * reads {@link io.camus.config.CamusConfig}, which has a typed value for each key.
 */
package io.camus.config;
