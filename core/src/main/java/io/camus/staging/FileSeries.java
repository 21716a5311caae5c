package io.camus.staging;

import io.camus.commit.Publication;
import io.camus.model.DataFile;
import io.camus.model.OffsetRange;
import io.camus.spi.DatumType;
import io.camus.spi.Decoded.Datum;
import io.camus.spi.FileFormat;
import io.camus.spi.StorePath;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntSupplier;

/**
 * The records of one file: those of a group, bucket and type, or the dead letters of a range. They
 * wait in memory until there are enough for a file, which then stays open. If it has to be closed
 * for lack of room, all later records become one more file, so there are at most two, unless files
 * have a target size.
 */
final class FileSeries implements MemoryConsumer {
  private final AttemptDirectory attempt;
  private final Room room;
  private final Contents contents;
  private final IntSupplier numbers;
  private final FileLabels labels;
  private final GroupFault fault;
  private final int number;

  private final WaitingRecords waiting = new WaitingRecords();
  private final List<DataFile> files = new ArrayList<>(1);
  private StagedFile file;
  private int fileNumber;
  private boolean gaveWay;
  private boolean spilled;
  private boolean abandoned;
  private long firstUse;
  private long lastUse;
  private long wantsFileAt;

  /**
   * Common properties of its files.
   *
   * @param kind of all files
   * @param directory where they are published
   * @param ranges the planned ranges of the group
   * @param format of all files
   * @param type of all records
   * @param targetBytes approximate length of a file
   */
  record Contents(
      DataFile.Kind kind,
      StorePath directory,
      List<OffsetRange> ranges,
      FileFormat format,
      DatumType type,
      long targetBytes) {}

  /**
   * @param fault receives exceptions of the file format, after which nothing more is written
   * @param numbers numbers the files of the group
   */
  FileSeries(
      AttemptFiles attempt,
      Contents contents,
      FileLabels labels,
      GroupFault fault,
      IntSupplier numbers) {
    this.attempt = attempt.directory();
    this.contents = contents;
    this.labels = labels;
    this.fault = fault;
    this.numbers = numbers;
    this.room = attempt.room();
    this.number = room.register(this);
    this.wantsFileAt = room.smallBytes();
  }

  @Override
  public int number() {
    return number;
  }

  @Override
  public long lastUse() {
    return lastUse;
  }

  @Override
  public long firstUse() {
    return firstUse;
  }

  @Override
  public long waitingMemory() {
    return waiting.memory();
  }

  @Override
  public long fileMemory() {
    return file == null ? OpenLimits.ofFile(contents.format()) : file.memory();
  }

  @Override
  public long bufferedMemory() {
    return file == null ? 0 : file.buffered();
  }

  @Override
  public void flush() throws IOException {
    try {
      file.flush();
    } catch (IOException | RuntimeException | Error e) {
      if (!TopicFault.isSurvived(e)) {
        throw e;
      }
      fail("writing a file of " + contents.ranges().get(0).partition().topic(), e);
    }
  }

  @Override
  public boolean mayEndEarly() {
    return !gaveWay && !spilled;
  }

  /**
   * Adds a record of its type.
   *
   * @param range the index of its range in the group
   */
  void add(Datum datum, int range, long offset) throws IOException {
    if (abandoned) {
      return;
    }
    lastUse = room.nextUse();
    if (file == null) {
      await(datum, range, offset);
      return;
    }
    append(datum, range, offset);
    if (file != null && file.hasGrown()) {
      room.makeRoomBeside(this);
    }
  }

  private void await(Datum datum, int range, long offset) throws IOException {
    if (waiting.isEmpty()) {
      firstUse = lastUse;
    }
    room.waits(this, waiting.add(datum, range, offset));
    if (!gaveWay && waiting.length() >= wantsFileAt) {
      wantsFileAt = 2 * waiting.length();
      if (room.admits(this)) {
        drain();
        if (file != null) {
          room.opened(this);
          room.makeRoomBeside(this); // its records may be large
        }
      }
    }
    room.relieve();
  }

  private void append(Datum datum, int range, long offset) throws IOException {
    if (abandoned) {
      return;
    }
    try {
      if (file == null) {
        file = create(offset);
      }
      file.append(datum, range, offset);
    } catch (IOException | RuntimeException | Error e) {
      if (!TopicFault.isSurvived(e)) {
        throw e;
      }
      fail(
          String.format(
              Locale.ROOT, "writing %s@%d", contents.ranges().get(range).partition(), offset),
          e);
      return;
    }
    if (file.length() >= contents.targetBytes()) {
      endFile();
    }
  }

  /** The group is discarded; waiting records are freed when the group is closed. */
  private void fail(String doing, Throwable thrown) throws IOException {
    fault.at(doing, thrown);
    abandoned = true;
    abandonFile();
  }

  private StagedFile create(long firstOffset) throws IOException {
    String extension = contents.format().extension();
    fileNumber = numbers.getAsInt();
    Map<String, String> metadata = labels.metadata(firstOffset);
    AttemptFile begun =
        attempt.stage(contents.directory().child(labels.early(fileNumber, extension)), extension);
    try {
      return new StagedFile(begun, contents.ranges(), contents.format(), contents.type(), metadata);
    } catch (IOException | RuntimeException | Error e) {
      begun.abandon();
      throw e;
    }
  }

  private void drain() throws IOException {
    room.waitsNoMore(this);
    waiting.forEach(this::append);
    forgetWaiting();
  }

  private void forgetWaiting() {
    waiting.clear();
    wantsFileAt = room.smallBytes();
  }

  private void endFile() throws IOException {
    room.closed(this);
    StagedFile ended = file;
    file = null;
    try {
      files.add(
          ended.finish(
              contents.kind(),
              contents.directory(),
              parts -> labels.name(parts, fileNumber, contents.format().extension())));
    } catch (IOException | RuntimeException | Error e) {
      if (!TopicFault.isSurvived(e)) {
        throw e;
      }
      file = ended;
      fail("finishing a file of " + contents.ranges().get(0).partition().topic(), e);
    }
  }

  @Override
  public void giveWay() throws IOException {
    gaveWay = true;
    endFile();
  }

  @Override
  public void finishWaiting() throws IOException {
    if (!waiting.isEmpty()) {
      room.makeRoom(fileMemory());
      gaveWay = true;
      drain();
      if (file != null) {
        endFile();
      }
    }
  }

  @Override
  public void spillTo(DataOutput out) throws IOException {
    out.writeInt(number);
    out.writeLong(waiting.length());
    waiting.writeTo(out);
    spilled = true;
    forgetWaiting();
  }

  /** Ends the series: records that are not spilled become a file. */
  void end() throws IOException {
    if (file != null) {
      endFile();
    }
    if (!spilled) {
      finishWaiting();
    }
  }

  @Override
  public void takeBack(Datum datum, int range, long offset) throws IOException {
    if (!abandoned) {
      append(datum, range, offset);
      if (file != null && file.hasGrown()) {
        room.keepAlone(this);
      }
    }
  }

  @Override
  public void endMerge() throws IOException {
    drain();
    if (file != null) {
      endFile();
    }
    spilled = false;
  }

  /** The finished files. */
  List<DataFile> files() {
    return files;
  }

  /** Frees unfinished files; do not use it afterwards. */
  void abandon() throws IOException {
    abandoned = true;
    room.waitsNoMore(this);
    forgetWaiting();
    abandonFile();
  }

  private void abandonFile() throws IOException {
    if (file != null) {
      StagedFile unfinished = file;
      room.closed(this);
      file = null;
      unfinished.abandon();
    }
  }

  /** Deletes what was written. */
  void discard() throws IOException {
    abandon();
    files.forEach(written -> attempt.discard(Publication.receipt(written)));
    files.clear();
  }
}
