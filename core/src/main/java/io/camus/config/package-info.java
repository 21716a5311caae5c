/**
 * The configuration: every key is declared once, in the {@code *Keys} class of its area, with type,
 * default, meaning and legacy names; {@link io.camus.config.KeyCatalog} lists the areas. {@link
 * io.camus.config.CamusConfig} is what the rest of the code reads. A new key goes into the area's
 * class, gets an accessor in the {@code *Settings} beside it, and appears in {@code
 * docs/configuration.md} by itself.
 */
package io.camus.config;
