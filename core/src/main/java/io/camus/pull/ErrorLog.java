package io.camus.pull;

import io.camus.format.ErrorIndex;
import io.camus.spi.Decoded;
import io.camus.spi.SourceRecord;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The errors file of a task, which is always made, and the first rejections in the log. */
final class ErrorLog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ErrorLog.class);

  private final ErrorIndex index;
  private final String deadLetters;
  private final int toPrint;
  private int printed;

  /**
   * @param deadLetters where the rejected bytes are kept
   * @param toPrint how many rejections are logged
   */
  ErrorLog(ErrorIndex index, String deadLetters, int toPrint) {
    this.index = index;
    this.deadLetters = deadLetters;
    this.toPrint = toPrint;
  }

  void add(SourceRecord record, Decoded.Rejected rejected) throws IOException {
    index.append(ErrorIndex.Entry.of(record, rejected), deadLetters);
    if (printed < toPrint) {
      printed++;
      LOG.info(
          "rejected {}-{}@{}: {}",
          record.topic(),
          record.partition(),
          record.offset(),
          rejected.message());
    }
  }

  @Override
  public void close() throws IOException {
    index.close();
  }
}
