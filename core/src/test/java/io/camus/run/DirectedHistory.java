package io.camus.run;

import static io.camus.run.FaultyStore.Fault.AMBIGUOUS;
import static io.camus.run.FaultyStore.Fault.CRASH_BEFORE;
import static io.camus.run.FaultyStore.Fault.FAILS;
import static io.camus.run.FaultyStore.Fault.MEANWHILE;

import io.camus.run.Interleaving.Actor;
import java.io.IOException;
import java.time.Duration;

/**
 * A history that is no accident: the stop or the fault is at the one store call that matters, where
 * chance comes too seldom. It ends as those of the {@link ProtocolSimulation} do.
 */
enum DirectedHistory {
  /**
   * The record that closes the run is in the log, and the driver is told that the rename failed.
   */
  A_DRIVER_IS_NOT_TOLD_OF_ITS_RECORD,

  /** A twin commits between the driver's record and its publishing; then the winner asks again. */
  A_TWIN_COMMITS_AFTER_THE_DRIVER,

  /** A manifest is in its place, and its attempt finds out nothing and fails. */
  AN_ATTEMPT_CANNOT_FIND_OUT_WHO_WON,

  /** A file is published while another publisher is about to; the mark is not there yet. */
  A_FILE_IS_PUBLISHED_WHILE_ANOTHER_IS_ABOUT_TO,

  /** A driver dies before it keeps its counts. */
  A_DRIVER_DIES_BEFORE_IT_KEEPS_COUNTS,

  /** A driver that has no data to pull keeps the counts that another one is about to keep. */
  TWO_DRIVERS_KEEP_THE_SAME_COUNTS,

  /** A run is opened while clean-up is about to list the runs; it commits when that is done. */
  A_RUN_IS_OPENED_BEFORE_THE_LISTING,

  /** A run is opened and closed while clean-up is about to list the runs; nothing is published. */
  A_RUN_IS_CLOSED_BEFORE_THE_LISTING,

  /** A stranger's file takes the final name of a committed one before that is published. */
  A_STRANGER_COMES_BEFORE_THE_PUBLISHING,

  /** A clean-up deletes the file of a record while its driver writes it. */
  A_RECORD_IS_DELETED_WHILE_IT_IS_WRITTEN,

  /** An hour ends, and the run that has to pull its last records fails. */
  AN_HOUR_ENDS_AND_A_PULL_FAILS,

  /** A driver that has read the ends closes buckets after a person has skipped later records. */
  A_DRIVER_CLOSES_AFTER_RECORDS_WERE_SKIPPED,

  /** An hour ends, and one of its files cannot be published. */
  AN_HOUR_ENDS_BEFORE_ITS_FILE_IS_PUBLISHED,

  /** An hour ends, and a producer publishes its last counts two hours later. */
  COUNTS_ARRIVE_AFTER_THEIR_HOUR,

  /** A table cannot have the files of one record for a while, and could have those of the next. */
  A_TABLE_FAILS_AT_ONE_RECORD,

  /** A file of a record that is to be in a table cannot be published. */
  A_FILE_OF_A_TABLE_IS_NOT_PUBLISHED,

  /** The table of a topic is there before the topic is pulled. */
  A_TABLE_IS_THERE_BEFORE_ITS_TOPIC;

  private static final String TEMPORARY_RECORD = "/commits/[0-9]+/tmp-";
  private static final String CLOSING_RECORD = "/commits/[0-9]+/0*2[.]json$";
  private static final String MANIFEST = "/tasks/00000[.]manifest$";
  private static final String PUBLISHED_FILE = "^/data/";
  private static final String COUNTS = "^/camus/counts";
  private static final String RUNS = "/runs$";

  /** Lets it happen. */
  void run() throws IOException {
    try (Scene scene = new Scene()) {
      switch (this) {
        case A_DRIVER_IS_NOT_TOLD_OF_ITS_RECORD -> aDriverIsNotToldOfItsRecord(scene);
        case A_TWIN_COMMITS_AFTER_THE_DRIVER -> aTwinCommitsAfterTheDriver(scene);
        case AN_ATTEMPT_CANNOT_FIND_OUT_WHO_WON -> anAttemptCannotFindOutWhoWon(scene);
        case A_FILE_IS_PUBLISHED_WHILE_ANOTHER_IS_ABOUT_TO ->
            aFileIsPublishedWhileAnotherIsAboutTo(scene);
        case A_DRIVER_DIES_BEFORE_IT_KEEPS_COUNTS -> aDriverDiesBeforeItKeepsCounts(scene);
        case TWO_DRIVERS_KEEP_THE_SAME_COUNTS -> twoDriversKeepTheSameCounts(scene);
        case A_RUN_IS_OPENED_BEFORE_THE_LISTING -> aRunIsOpenedBeforeTheListing(scene);
        case A_RUN_IS_CLOSED_BEFORE_THE_LISTING -> aRunIsClosedBeforeTheListing(scene);
        case A_STRANGER_COMES_BEFORE_THE_PUBLISHING -> aStrangerComesBeforeThePublishing(scene);
        case A_RECORD_IS_DELETED_WHILE_IT_IS_WRITTEN -> aRecordIsDeletedWhileItIsWritten(scene);
        case AN_HOUR_ENDS_AND_A_PULL_FAILS -> anHourEndsAndAPullFails(scene);
        case A_DRIVER_CLOSES_AFTER_RECORDS_WERE_SKIPPED ->
            aDriverClosesAfterRecordsWereSkipped(scene);
        case AN_HOUR_ENDS_BEFORE_ITS_FILE_IS_PUBLISHED -> anHourEndsBeforeItsFileIsPublished(scene);
        case COUNTS_ARRIVE_AFTER_THEIR_HOUR -> countsArriveAfterTheirHour(scene);
        case A_TABLE_FAILS_AT_ONE_RECORD -> aTableFailsAtOneRecord(scene);
        case A_FILE_OF_A_TABLE_IS_NOT_PUBLISHED -> aFileOfATableIsNotPublished(scene);
        case A_TABLE_IS_THERE_BEFORE_ITS_TOPIC -> aTableIsThereBeforeItsTopic(scene);
      }
      scene.end();
    }
  }

  private static void aDriverIsNotToldOfItsRecord(Scene scene) {
    scene.goOn(scene.driver(Directions.none().atChange(CLOSING_RECORD, AMBIGUOUS)));
  }

  private static void aTwinCommitsAfterTheDriver(Scene scene) {
    Actor driver =
        scene.driverOfProcesses(
            Directions.none().atChange(PUBLISHED_FILE, MEANWHILE), Directions.none());
    scene.goOn(driver);
    scene.goOn(driver);
    scene.goOn(scene.attempt(0));
    scene.goOn(driver); // Commits, and stops before it publishes.
    scene.goOn(scene.attempt(1));
    scene.goOn(scene.attempt(0));
  }

  private static void anAttemptCannotFindOutWhoWon(Scene scene) {
    Directions first = Directions.none().atChange(MANIFEST, AMBIGUOUS).atLook(MANIFEST, FAILS);
    for (int tries = 1; tries < 5; tries++) {
      first.atChange(MANIFEST, FAILS).atLook(MANIFEST, FAILS);
    }
    scene.goOn(scene.driverOfProcesses(Directions.none(), first));
  }

  private static void aFileIsPublishedWhileAnotherIsAboutTo(Scene scene) {
    scene.goOn(scene.driver(Directions.none().atChange(PUBLISHED_FILE, CRASH_BEFORE)));
    Actor slow =
        scene.publisher("slow publisher", Directions.none().atChange(PUBLISHED_FILE, MEANWHILE));
    Actor fast =
        scene.publisher("fast publisher", Directions.none().atChange("[.]published$", MEANWHILE));
    scene.goOn(slow);
    scene.goOn(fast);
    scene.goOn(slow);
  }

  private static void aDriverDiesBeforeItKeepsCounts(Scene scene) {
    scene.goOn(scene.driver(Directions.none().atChange(COUNTS, CRASH_BEFORE)));
  }

  /** The first one stops before its temporary file has content, and before the rename. */
  private static void twoDriversKeepTheSameCounts(Scene scene) {
    String temporary = COUNTS + "/tmp-";
    Actor first =
        scene.driver(
            Directions.none().after(COUNTS + "$").after(temporary).atChange(temporary, MEANWHILE));
    Actor second = scene.driver(Directions.none().atChange(COUNTS + "/.*[.]json$", MEANWHILE));
    scene.goOn(first); // Stops before its content is there.
    scene.goOn(second); // Sweeps, and stops before its rename.
    scene.checkThatNothingFailed();
    scene.goOn(first);
    scene.goOn(second);
    scene.checkThatNothingFailed();
  }

  private static void aRunIsOpenedBeforeTheListing(Scene scene) {
    aRunGoesOnBeforeTheListing(
        scene,
        Directions.none().atChange(CLOSING_RECORD, MEANWHILE).atChange(PUBLISHED_FILE, MEANWHILE));
  }

  private static void aRunIsClosedBeforeTheListing(Scene scene) {
    aRunGoesOnBeforeTheListing(scene, Directions.none().atChange(PUBLISHED_FILE, MEANWHILE));
  }

  private static void aStrangerComesBeforeThePublishing(Scene scene) throws IOException {
    Actor driver = scene.driver(Directions.none().atChange(PUBLISHED_FILE, MEANWHILE));
    scene.goOn(driver);
    scene.putStranger();
    scene.goOn(driver);
    scene.removeStranger();
  }

  /** Before the file is closed: first that of the record that opens the run, then a later one. */
  private static void aRecordIsDeletedWhileItIsWritten(Scene scene) {
    Actor driver =
        scene.driver(
            Directions.none()
                .after(TEMPORARY_RECORD)
                .atChange(TEMPORARY_RECORD, MEANWHILE)
                .after("/commits/[0-9]+/0*1[.]json$")
                .after(TEMPORARY_RECORD)
                .atChange(TEMPORARY_RECORD, MEANWHILE));
    scene.goOn(driver);
    scene.goOn(scene.cleaner(Directions.none()));
    scene.goOn(driver);
    scene.checkThatNothingFailed();
    scene.goOn(scene.cleaner(Directions.none()));
    scene.goOn(driver);
    scene.checkThatNothingFailed();
  }

  private static void anHourEndsAndAPullFails(Scene scene) {
    scene.trackBuckets();
    scene.goOn(scene.driver(Directions.none()));
    scene.produce(1);
    scene.pass(Duration.ofMinutes(75));
    scene.goOn(scene.driverWithoutAttempts());
  }

  private static void aDriverClosesAfterRecordsWereSkipped(Scene scene) {
    scene.trackBuckets();
    scene.goOn(scene.driver(Directions.none()));
    scene.pass(Duration.ofMinutes(45)); // 14:50
    Actor driver =
        scene.driver(Directions.none().atChange("/commits/[0-9]+/0*[0-9][.]json$", MEANWHILE));
    scene.goOn(driver); // Stops before it closes what ended at 14:00.
    scene.pass(Duration.ofMinutes(15));
    scene.produce(3);
    scene.skipToTheEnd();
    scene.goOn(driver);
    scene.pass(Duration.ofMinutes(10));
    scene.produce(1);
    scene.pass(Duration.ofMinutes(60)); // 16:15
    scene.goOn(scene.driver(Directions.none()));
  }

  private static void anHourEndsBeforeItsFileIsPublished(Scene scene) throws IOException {
    scene.trackBuckets();
    Actor driver = scene.driver(Directions.none().atChange(PUBLISHED_FILE, MEANWHILE));
    scene.goOn(driver);
    scene.putStranger();
    scene.goOn(driver);
    scene.pass(Duration.ofMinutes(75));
    scene.goOn(scene.driver(Directions.none()));
    scene.removeStranger();
  }

  private static void countsArriveAfterTheirHour(Scene scene) {
    scene.balanceTier();
    scene.trackBuckets();
    scene.publishCounts(2);
    scene.pass(Duration.ofMinutes(75));
    scene.goOn(scene.driver(Directions.none()));
    scene.produce(1);
    scene.pass(Duration.ofMinutes(75));
    scene.goOn(scene.driver(Directions.none()));
    scene.publishCounts(0);
  }

  private static void aTableFailsAtOneRecord(Scene scene) {
    scene.useTables();
    scene.goOn(scene.driver(Directions.none()));
    scene.produce(1);
    scene.failAppends(1000);
    scene.goOn(scene.driver(Directions.none()));
    scene.produce(1);
    scene.failAppends(3); // All tries of the first of two records.
    scene.goOn(scene.driver(Directions.none()));
  }

  private static void aFileOfATableIsNotPublished(Scene scene) throws IOException {
    scene.useTables();
    Actor driver = scene.driver(Directions.none().atChange(PUBLISHED_FILE, MEANWHILE));
    scene.goOn(driver);
    scene.putStranger();
    scene.goOn(driver);
    scene.removeStranger();
  }

  private static void aTableIsThereBeforeItsTopic(Scene scene) throws IOException {
    scene.makeTable();
    scene.useTables();
    scene.goOn(scene.driver(Directions.none()));
  }

  private static void aRunGoesOnBeforeTheListing(Scene scene, Directions driver) {
    Actor cleaner = scene.cleaner(Directions.none().atLook(RUNS, MEANWHILE));
    scene.goOn(cleaner);
    scene.goOn(scene.driver(driver));
    scene.goOn(cleaner);
  }
}
