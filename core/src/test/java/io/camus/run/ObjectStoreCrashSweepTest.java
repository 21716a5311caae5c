package io.camus.run;

/** The sweep on an object store. */
class ObjectStoreCrashSweepTest extends CrashSweep {
  ObjectStoreCrashSweepTest() {
    super(Ground.Kind.OBJECT_STORE);
  }
}
