package io.camus.spi;

import java.io.IOException;
import java.io.OutputStream;

/**
 * A file that is invisible to readers until it is published. Closing it before it is finished
 * discards it.
 */
public abstract class Staged extends OutputStream {

  /**
   * Finishes the file. Its content is durable when the call returns. If the file is deleted before
   * that, a write or this call may fail with any {@link IOException}.
   *
   * @param wished where to publish it; a store that cannot rename keeps the initial name
   * @return the receipt for publishing it
   */
  public abstract Receipt finish(StorePath wished) throws IOException;
}
