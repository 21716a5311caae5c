package io.camus.run;

/** The sweep on a file system. */
class CrashSweepTest extends CrashSweep {
  CrashSweepTest() {
    super(Ground.Kind.FILE_SYSTEM);
  }
}
