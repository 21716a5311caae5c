/** What the decoders of this module share. */
package io.camus.serdes;
