package io.camus.spi;

import java.io.IOException;
import java.io.OutputStream;

/**
 * A file that no reader sees until it is published. Closing it before it is finished discards it.
 */
public abstract class Staged extends OutputStream {

  /**
   * Ends the file. Its content is durable once the call has returned. If the file is deleted before
   * that, a write or this call may fail with any {@link IOException}.
   *
   * @param wished where to publish it; a store that cannot rename keeps the name that the file was
   *     started with
   * @return what publishes it
   */
  public abstract Receipt finish(StorePath wished) throws IOException;
}
