package io.camus.run;

import static io.camus.run.Rule.edit;

import java.util.List;

/**
 * Steps 1 to 5: open, pull, commit: the rules of docs/protocol.md, each with the code that keeps it
 * taken away.
 */
final class TaskRules {
  private TaskRules() {}

  static List<Rule> all() {
    return List.of(
        // Steps 1 and 2.
        Rule.of(
            "adopting a run closes it",
            "I7|could not append",
            0,
            edit(
                "commit/Recovery",
                "Optional<CommitRecord> record = commit.close();",
                "Optional<CommitRecord> record = commit.commitFinished(Map.of());"),
            edit(
                "commit/RunCommit",
                "finished.containsAll(tasksOfTopic.get(candidate.topic()))",
                "finished.containsAll(tasksOfTopic.getOrDefault(candidate.topic(), Set.of()))")),
        Rule.of(
            "a run is opened in the log before it writes any file",
            "I7",
            0,
            edit(
                "run/CamusRun",
                "report.enter(Stage.SETUP, \"reading topics and offsets from the brokers\");",
                """
                try {
                  store.putIfAbsent(layout.tasks(run).child("begun"), io.camus.spi.Content.EMPTY);
                } catch (IOException e) {
                  throw new StorageException("cannot begin", e);
                }
                """)),
        Rule.of(
            "the plan is rebuilt if another record was appended",
            "inconsistent with the log",
            17,
            edit(
                "run/CamusRun",
                "for (int tries = 0; tries < TRIES; tries++) {",
                "Plan planned = null; for (int tries = 0; tries < TRIES; tries++) {"),
            edit(
                "run/CamusRun",
                "Plan plan = parts.planner().apply(state.positions());",
                "planned = planned != null ? planned : parts.planner().apply(state.positions());"
                    + " Plan plan = planned;")),

        // Steps 3 and 4.
        Rule.of(
            "an attempt writes only to its own directory",
            "I7",
            0,
            edit(
                "commit/Layout",
                "return attempts(run).child(attempt);",
                "return attempts(run).child(\"all\");")),
        Rule.of(
            "an attempt that finds its own manifest has won",
            "I2|nobody deletes files",
            22,
            edit("commit/TaskCommit", "winner.attempt().equals(attempt)", "winner == null")),
        Rule.of(
            "the first manifest wins",
            "I2",
            DirectedHistory.A_TWIN_COMMITS_AFTER_THE_DRIVER,
            edit(
                "commit/TaskCommit",
                "store.putIfAbsent(target, this::copyPrepared);",
                """
                if (store.stat(layout.preparedManifest(run, attempt)).isEmpty()) {
                  throw new IOException("it has committed before");
                }
                store.delete(target);
                store.putIfAbsent(target, this::copyPrepared);
                store.delete(layout.preparedManifest(run, attempt));
                """)),
        Rule.of(
            "an attempt that cannot tell who won deletes nothing",
            "I2",
            DirectedHistory.AN_ATTEMPT_CANNOT_FIND_OUT_WHO_WON,
            edit(
                "commit/TaskCommit",
                "throw failure;",
                "store.deleteAll(layout.attempt(run, attempt)); throw failure;")),
        Rule.of(
            "an aborted attempt deletes nothing",
            "I2",
            DirectedHistory.AN_ATTEMPT_CANNOT_FIND_OUT_WHO_WON,
            edit(
                "run/ProcessEngine",
                "succeeded = true; } catch (IOException | CamusException e) {",
                """
                succeeded = true;
                } catch (IOException | CamusException e) {
                  try {
                    store.deleteAll(world.layout.attempt(run, name));
                  } catch (IOException fails) {
                    // Then it deletes nothing.
                  }
                """)),
        Rule.of(
            "ranges are committed in offset order",
            "I7",
            1,
            edit(
                "commit/RunCommit",
                ".thenComparingLong(candidate -> candidate.pulled().ranges().get(0).range().from());",
                ".thenComparingLong(candidate -> -candidate.pulled().ranges().get(0).range().from());")),
        Rule.of(
            "ranges that share files are committed together",
            "I1",
            0,
            edit(
                "commit/LogState",
                "group.ranges().stream().allMatch(",
                "group.ranges().stream().anyMatch(")),
        Rule.of(
            "ranges that share files are committed before ranges that follow them",
            "I7",
            0,
            edit(
                "commit/RunCommit",
                "candidate.pulled().ranges().size() == 1)",
                "candidate.pulled().ranges().size() != 1)")),
        Rule.of(
            "a range that follows another range of its run shares no file",
            "I7",
            0,
            edit(
                "pull/SplitGroups",
                "&& planned.begin() == Begin.AT_POSITION",
                "&& planned.begin() != null")),
        Rule.of(
            "no two records list the same file",
            "I2",
            0,
            edit("commit/Draft", "store.stat(path).isPresent()", "store.stat(path) == null"),
            edit(
                "staging/FileLabels",
                "held.generation() == 0 ? \"\" : \".g\" + held.generation(), extension);",
                "held.generation() < 0 ? \"\" : \"\", extension);")),
        Rule.of(
            "a file name contains the generation",
            "I7",
            0,
            edit(
                "staging/FileLabels",
                "held.generation() == 0 ? \"\" : \".g\" + held.generation(), extension);",
                "held.generation() < 0 ? \"\" : \"\", extension);")));
  }
}
