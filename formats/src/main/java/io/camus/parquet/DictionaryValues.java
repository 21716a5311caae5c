package io.camus.parquet;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import org.apache.parquet.bytes.ByteBufferAllocator;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.BytesUtils;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.values.ValuesWriter;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;
import org.apache.parquet.io.ParquetEncodingException;
import org.apache.parquet.io.api.Binary;

/**
 * The values of a column in a row group: with a dictionary, until it is full or does not make the
 * first page with values smaller; then as they are. Not thread-safe.
 *
 * <p>Parquet's own has an object for each entry, and takes two NaNs with different bits for the
 * same.
 */
@SuppressWarnings("deprecation") // Encodings of version 1, as of all other columns.
final class DictionaryValues extends ValuesWriter {
  private static final int FIRST_VALUES = 1 << 6;
  private static final int FIRST_SLAB = 1 << 6;

  private final int pageBytes;
  private final ByteBufferAllocator allocator;
  private final Texts texts = new Texts();

  /** Null if there is none any more. */
  private Dictionary dictionary;

  /** The page's values: their numbers in the dictionary, or their bytes. */
  private int[] numbers = new int[FIRST_VALUES];

  private int count;
  private final EncodedBytes plain = new EncodedBytes();

  private boolean usesDictionary = true;
  private Encoding encoding = Encoding.PLAIN;
  private long rawBytes;

  /** The dictionary's entries that finished pages use. */
  private int usedEntries;

  private RunLengthBitPackingHybridEncoder encoder;

  DictionaryValues(ParquetProperties properties) {
    this.dictionary = new Dictionary(properties.getDictionaryPageSizeThreshold());
    this.pageBytes = properties.getPageSizeThreshold();
    this.allocator = properties.getAllocator();
  }

  @Override
  public void writeInteger(int value) {
    rawBytes += Integer.BYTES;
    if (usesDictionary) {
      int number = dictionary.of(value);
      if (number != Dictionary.FULL) {
        add(number);
        return;
      }
      giveUp();
    }
    plain.writeInt(value);
  }

  @Override
  public void writeLong(long value) {
    rawBytes += Long.BYTES;
    if (usesDictionary) {
      int number = dictionary.of(value);
      if (number != Dictionary.FULL) {
        add(number);
        return;
      }
      giveUp();
    }
    plain.writeLong(value);
  }

  @Override
  public void writeFloat(float value) {
    writeInteger(Float.floatToRawIntBits(value));
  }

  @Override
  public void writeDouble(double value) {
    writeLong(Double.doubleToRawLongBits(value));
  }

  @Override
  public void writeBytes(Binary value) {
    try {
      value.writeTo(texts);
    } catch (IOException e) {
      throw new ParquetEncodingException(e);
    }
  }

  /** Receives the array behind a value. */
  private final class Texts extends OutputStream {
    @Override
    public void write(int b) {
      throw new UnsupportedOperationException("a value arrives at once");
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      rawBytes += Integer.BYTES + (long) length;
      if (usesDictionary) {
        int number = dictionary.of(bytes, offset, length);
        if (number != Dictionary.FULL) {
          add(number);
          return;
        }
        giveUp();
      }
      plain.writeInt(length);
      plain.write(bytes, offset, length);
    }
  }

  private void add(int number) {
    if (count == numbers.length) {
      numbers = Arrays.copyOf(numbers, 2 * count);
    }
    numbers[count++] = number;
  }

  /** Goes on without the dictionary, which earlier pages may use. */
  private void giveUp() {
    usesDictionary = false;
    for (int i = 0; i < count; i++) {
      dictionary.copy(numbers[i], plain);
    }
    numbers = new int[0];
    count = 0;
    if (usedEntries == 0) {
      dictionary = null;
    }
  }

  @Override
  public BytesInput getBytes() {
    if (count > 0) {
      BytesInput encoded = encodedNumbers();
      if (usedEntries > 0 || encoded.size() + dictionary.bytes(dictionary.size()) < rawBytes) {
        usedEntries = dictionary.size();
        encoding = Encoding.PLAIN_DICTIONARY;
        return encoded;
      }
      giveUp();
    }
    encoding = Encoding.PLAIN;
    return BytesInput.from(plain.array(), 0, plain.length());
  }

  private BytesInput encodedNumbers() {
    int bits = BytesUtils.getWidthFromMaxInt(dictionary.size() - 1);
    encoder = new RunLengthBitPackingHybridEncoder(bits, FIRST_SLAB, pageBytes, allocator);
    try {
      for (int i = 0; i < count; i++) {
        encoder.writeInt(numbers[i]);
      }
      return BytesInput.concat(BytesInput.from(new byte[] {(byte) bits}), encoder.toBytes());
    } catch (IOException e) {
      throw new ParquetEncodingException(e);
    }
  }

  @Override
  public Encoding getEncoding() {
    return encoding;
  }

  @Override
  public void reset() {
    count = 0;
    plain.clear();
    rawBytes = 0;
    closeEncoder();
  }

  private void closeEncoder() {
    if (encoder != null) {
      encoder.close();
      encoder = null;
    }
  }

  @Override
  public void close() {
    closeEncoder();
  }

  @Override
  public DictionaryPage toDictPageAndClose() {
    return usedEntries == 0
        ? null
        : new DictionaryPage(
            BytesInput.from(dictionary.array(), 0, dictionary.bytes(usedEntries)),
            usedEntries,
            Encoding.PLAIN_DICTIONARY);
  }

  /** The size of a page is that of its values, however small the dictionary makes it. */
  @Override
  public long getBufferedSize() {
    return rawBytes;
  }

  @Override
  public long getAllocatedSize() {
    return (dictionary == null ? 0 : dictionary.memory())
        + (long) Integer.BYTES * numbers.length
        + plain.array().length;
  }

  @Override
  public String memUsageString(String prefix) {
    return prefix + " " + getAllocatedSize() + " bytes";
  }
}
