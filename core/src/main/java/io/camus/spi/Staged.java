package io.camus.spi;

import java.io.IOException;
import java.io.OutputStream;

/**
 * A file that nobody sees until it is published. Closing it before it is finished gives it up and
 * frees what it holds.
 */
public abstract class Staged extends OutputStream {

  /**
   * Ends the file; its content is durable when this has returned. If what was staged is deleted
   * before that, a write or this may fail, with any {@link IOException}, or not.
   *
   * @param wished where it is published, if the store can still choose; else the name that it was
   *     started with stays
   * @return what publishes it
   */
  public abstract Receipt finish(StorePath wished) throws IOException;
}
