package io.camus.run;

import static io.camus.run.Rule.edit;

import java.util.List;

/** The rules of docs/protocol.md, step by step, each with the code that keeps it taken away. */
final class Rules {
  private Rules() {}

  static List<Rule> all() {
    return List.of(
        // The store.
        Rule.of(
            "a rename refuses to overwrite",
            ".*",
            0,
            edit(
                "store/MemoryStore",
                "Node node = existingFile(from); checkFree(to);",
                "Node node = existingFile(from);")),

        // The commit log.
        Rule.of(
            "a record is written under another name and renamed",
            ".*",
            0,
            edit(
                "commit/CommitLog",
                "LineFile.write(store.create(temporary), RECORD_KIND,",
                "LineFile.write(store.create(target), RECORD_KIND,"),
            edit("commit/CommitLog", "store.rename(temporary, target);", "store.stat(target);")),
        Rule.of(
            "after an ambiguous rename of a record it is read",
            ".*",
            0,
            edit(
                "commit/CommitLog",
                "boolean ours = isOurs(record, target, e);",
                "boolean ours = isOurs(record, target, e) | true;")),
        Rule.of(
            "somebody else's record of that number is not taken for ours",
            ".*",
            0,
            edit(
                "commit/CommitLog",
                "return read(record.number()).header().nonce().equals(record.header().nonce());",
                "return read(record.number()) != null;")),
        Rule.of(
            "our record under that number is not taken for somebody else's",
            ".*",
            0,
            edit(
                "commit/CommitLog",
                "boolean ours = isOurs(record, target, e);",
                "boolean ours = false;")),
        Rule.of(
            "a proposal is made anew when another driver was faster",
            ".*",
            0,
            edit(
                "commit/CommitLog",
                """
                for (int tries = 0; tries < TRIES; tries++) {
                  refresh();
                  List<LogEntry> entries = proposal.apply(state.copy());
                """,
                """
                refresh();
                List<LogEntry> entries = proposal.apply(state.copy());
                for (int tries = 0; tries < TRIES; tries++) {
                  refresh();
                """),
            edit("commit/CommitLog", "state.copy().apply(record.number(), entries);", "")),
        Rule.of(
            "two drivers' temporary names differ",
            ".*",
            0,
            edit(
                "commit/CommitLog",
                "layout.commits().child(TEMPORARY + writer + \"-\" + record.header().nonce());",
                "layout.commits().child(TEMPORARY + record.number());")),
        Rule.of(
            "ranges of a closed run are refused",
            ".*",
            0,
            edit(
                "commit/LogState",
                "check(openRuns.containsKey(commits.run()) && fits(range), entry);",
                "check(fits(range), entry);"),
            edit(
                "commit/RunCommit",
                "return state.openRuns().containsKey(run);",
                "return state != null && run != null;"),
            edit(
                "commit/LogState",
                "check(openRuns.remove(closes.run()) != null, entry);",
                "openRuns.remove(closes.run());")),
        Rule.of(
            "a range begins where its partition stands: not before",
            ".*",
            0,
            fits("p.generation() == range.generation() && p.next() >= range.from()")),
        Rule.of(
            "a range begins where its partition stands: not after",
            ".*",
            0,
            fits("p.generation() == range.generation() && p.next() <= range.from()")),
        Rule.of(
            "a range has the generation of its partition",
            ".*",
            0,
            fits("p.topicId().equals(range.topicId()) && p.next() == range.from()")),
        Rule.of(
            "a partition without a position accepts nothing",
            ".*",
            0,
            edit(
                "commit/LogState",
                """
                return new PartitionPosition(range.topicId(), range.generation(), range.from())
                    .equals(positions.get(range.partition()));
                """,
                """
                var p = positions.get(range.partition());
                return p == null
                    || new PartitionPosition(range.topicId(), range.generation(), range.from())
                        .equals(p);
                """),
            edit(
                "run/CamusRun",
                "plan.newPositions().forEach(position -> entries.add(new LogEntry.Sets(position)));",
                "plan.newPositions().stream().filter(it -> it.position().generation() > 0)"
                    + ".forEach(position -> entries.add(new LogEntry.Sets(position)));")),
        Rule.of(
            "a new position has a higher generation",
            ".*",
            0,
            edit(
                "run/Surroundings",
                "old.topicId(), old.generation() + 1, random",
                "old.topicId(), old.generation(), random"),
            edit(
                "commit/LogState",
                "known == null || set.position().generation() > known.generation()",
                "known == null || set != null")),
        Rule.of(
            "a checkpoint waits until all records are published",
            ".*",
            0,
            edit(
                "commit/CommitLog",
                "if (unpublished().isEmpty() && state.number()",
                "if (state.number()")),
        Rule.of(
            "a checkpoint holds the open runs",
            ".*",
            0,
            edit(
                "commit/Checkpoint",
                "state.openRuns().forEach((run, owner) -> entries.add(new LogEntry.Opens(run, owner)));",
                "")),
        Rule.of(
            "a checkpoint names the records whose counts wait",
            ".*",
            0,
            edit(
                "commit/CommitLog",
                "new Checkpoint(state, unaudited())",
                "new Checkpoint(state, List.of())")),
        Rule.of(
            "a torn checkpoint is passed over",
            ".*",
            0,
            edit(
                "commit/Checkpoint",
                "LineFile.write(store.create(temporary), KIND,",
                "LineFile.write(store.create(layout.commitFile(state.number(), CommitFile.CHECKPOINT)), KIND,"),
            edit(
                "commit/Checkpoint",
                "store.rename(temporary, layout.commitFile(state.number(), CommitFile.CHECKPOINT));",
                ""),
            edit(
                "commit/Checkpoint",
                "catch (TornFileException | NoSuchFileException e)",
                "catch (NoSuchFileException e)")),

        // Steps 1 and 2.
        Rule.of(
            "whoever adopts a run closes it",
            ".*",
            0,
            edit(
                "commit/Recovery",
                "Optional<CommitRecord> record = commit.close();",
                "Optional<CommitRecord> record = commit.commitFinished(Map.of());"),
            edit(
                "commit/RunCommit",
                "finished.containsAll(tasksOfTopic.get(candidate.range().partition().topic()))",
                "finished.containsAll(tasksOfTopic.getOrDefault(candidate.range().partition().topic(), Set.of()))")),
        Rule.of(
            "a run is opened in the log before its directory is made",
            ".*",
            0,
            edit(
                "run/CamusRun",
                "Plan[] newest = new Plan[1];",
                """
                Plan[] newest = new Plan[1];
                try {
                  store.makeDirectories(layout.tasks(run));
                  store.makeDirectories(layout.attempts(run));
                } catch (IOException e) {
                  throw new StorageException("no directory", e);
                }
                """),
            edit(
                "run/PullStage",
                "store.makeDirectories(layout.tasks(run)); store.makeDirectories(layout.attempts(run));",
                "")),
        Rule.of(
            "the plan is made again if another record came between",
            ".*",
            0,
            edit(
                "run/CamusRun",
                "Plan plan = parts.planner().apply(log.state().positions());",
                "Plan plan = newest[0] != null ? newest[0] : parts.planner().apply(log.state().positions());")),

        // Steps 3 and 4.
        Rule.of(
            "an attempt writes below its own directory only",
            ".*",
            0,
            edit(
                "commit/Layout",
                "return attempts(run).child(attempt);",
                "return attempts(run).child(\"all\");")),
        Rule.of(
            "the first manifest wins",
            ".*",
            0,
            edit(
                "commit/TaskCommit",
                "store.rename(layout.preparedManifest(run, attempt), target);",
                """
                store.delete(target);
                store.rename(layout.preparedManifest(run, attempt), target);
                """)),
        Rule.of(
            "a manifest is renamed into place when it is whole",
            ".*",
            0,
            edit(
                "commit/TaskCommit",
                "manifest.write(store, layout.preparedManifest(run, attempt));",
                "try { manifest.write(store, layout.manifest(run, task)); }"
                    + " catch (java.nio.file.FileAlreadyExistsException e) { store.deleteTree(layout.attempt(run, attempt)); }"),
            edit(
                "commit/TaskCommit",
                "store.rename(layout.preparedManifest(run, attempt), target);",
                "if (store.stat(target).isPresent()) { return Outcome.WON; }")),
        Rule.of(
            "an attempt that finds its own manifest has won",
            ".*",
            0,
            edit("commit/TaskCommit", "winner.attempt().equals(attempt)", "winner == null")),
        Rule.of(
            "an attempt that does not know who won deletes nothing",
            ".*",
            0,
            edit(
                "commit/TaskCommit",
                "throw failure;",
                "store.deleteTree(layout.attempt(run, attempt)); throw failure;")),
        Rule.of(
            "an aborted attempt deletes nothing",
            ".*",
            0,
            edit(
                "run/ProcessEngine",
                "} catch (IOException | CamusException e) { // It has failed; the job tries again.",
                """
                } catch (IOException | CamusException e) {
                  try {
                    store.deleteTree(world.layout.attempt(run, name));
                  } catch (IOException ignored) {
                    return;
                  }
                """)),

        // Step 5.
        Rule.of(
            "ranges are taken in the order of their offsets",
            ".*",
            0,
            edit(
                "commit/RunCommit",
                "Comparator.comparingLong(candidate -> candidate.range().from());",
                "Comparator.comparingLong(candidate -> -candidate.range().from());")),
        Rule.of(
            "no two records name one file",
            ".*",
            0,
            edit("commit/RunCommit", "|| !finalPathsAreFree(candidate)", ""),
            edit(
                "pull/FinalName",
                "range.generation() == 0 ? \"\" : \".g\" + range.generation()",
                "range.generation() < 0 ? \"\" : \"\"")),
        Rule.of(
            "a name tells the generation",
            ".*",
            0,
            edit(
                "pull/FinalName",
                "range.generation() == 0 ? \"\" : \".g\" + range.generation()",
                "range.generation() < 0 ? \"\" : \"\"")),

        // Step 6.
        Rule.of(
            "a publisher looks for the source first, then for the target",
            ".*",
            0,
            edit(
                "commit/Publisher",
                "boolean stagedIsThere = store.stat(staged).isPresent(); Optional<Store.Entry> published = store.stat(target);",
                "Optional<Store.Entry> published = store.stat(target); boolean stagedIsThere = store.stat(staged).isPresent();")),
        Rule.of(
            "a file that is gone was published if the mark is there",
            ".*",
            0,
            edit(
                "commit/Publisher",
                "private Optional<Problem> goneOrProblem(DataFile file, long number) throws IOException { if (log.isPublished(number)) {",
                "private Optional<Problem> goneOrProblem(DataFile file, long number) throws IOException { if (file == null) {")),
        Rule.of(
            "source gone and target there: published",
            ".*",
            0,
            edit(
                "commit/Publisher",
                "return published.isPresent() ? wholeOrProblem(file, published.get(), number) : goneOrProblem(file, number); } store.makeDirectories",
                "return goneOrProblem(file, number); } store.makeDirectories")),
        Rule.of(
            "both names with our content: half a rename is finished",
            ".*",
            0,
            edit(
                "commit/Publisher",
                "if (!digest.equals(file.digest())) {",
                "if (digest != null) {")),
        Rule.of(
            "a stranger's file is not taken for ours",
            ".*",
            0,
            edit(
                "commit/Publisher",
                "if (!digest.equals(file.digest())) {",
                "if (digest == null) {")),
        Rule.of(
            "a missing directory is made",
            ".*",
            0,
            edit("commit/Publisher", "store.makeDirectories(target.parent());", "")),
        Rule.of(
            "the mark says that every file was seen",
            ".*",
            0,
            edit(
                "commit/Publisher",
                "if (problems.isEmpty()) { log.markPublished(number); }",
                "log.markPublished(number);")),
        Rule.of(
            "the mark comes after the files",
            ".*",
            0,
            edit(
                "commit/Publisher",
                "List<Problem> problems = new ArrayList<>(); for (DataFile file : log.read(number)",
                "List<Problem> problems = new ArrayList<>(); log.markPublished(number); for (DataFile file : log.read(number)")),

        // Step 7.
        Rule.of(
            "the mark of the counts comes after the counts",
            ".*",
            0,
            edit(
                "run/CamusRun",
                "parts.counts().publish(record); log.markAudited(number);",
                "log.markAudited(number); parts.counts().publish(record);")),
        Rule.of(
            "counts that were kept already are not kept again",
            ".*",
            0,
            edit(
                "run/CountsPublisher",
                "directory.child(\"%s-%020d.json\".formatted(record.header().writer(), record.number()));",
                "directory.child(\"%s-%020d-%d.json\".formatted(record.header().writer(), record.number(), System.nanoTime()));")),

        // Step 8.
        Rule.of(
            "clean-up lists the runs before it reads the log",
            ".*",
            0,
            edit("commit/CleanUp", "List<Store.Entry> listed = store.list(layout.runs());", ""),
            edit(
                "commit/CleanUp",
                "LogState state = log.state();",
                "LogState state = log.state(); List<Store.Entry> listed = store.list(layout.runs());")),
        Rule.of(
            "clean-up reads the log after it has listed the runs",
            ".*",
            0,
            edit(
                "commit/CleanUp",
                "store.list(layout.runs()); log.refresh();",
                "store.list(layout.runs());")),
        Rule.of(
            "clean-up publishes before it deletes",
            ".*",
            0,
            edit(
                "commit/CleanUp",
                "List<Problem> unpublished = publisher.publishAll();",
                "List<Problem> unpublished = List.of();")),
        Rule.of(
            "clean-up deletes nothing while a file waits to be published",
            ".*",
            0,
            edit("commit/CleanUp", "if (!unpublished.isEmpty()) { return unpublished; }", "")),
        Rule.of(
            "clean-up leaves open runs alone",
            ".*",
            0,
            edit(
                "commit/CleanUp",
                "RunId.matches(name) && !state.openRuns().containsKey(new RunId(name))",
                "RunId.matches(name) && state != null")),
        Rule.of(
            "retention of the history spares dead letters",
            ".*",
            0,
            edit(
                "run/HistoryRetention",
                "if (entry.path().equals(errors)) { keepsErrors = true; }",
                "if (entry.path().equals(errors) && keepsErrors) { keepsErrors = true; }")));
  }

  private static Mutant.Edit fits(String condition) {
    return edit(
        "commit/LogState",
        """
        return new PartitionPosition(range.topicId(), range.generation(), range.from())
            .equals(positions.get(range.partition()));
        """,
        "var p = positions.get(range.partition()); return p != null && (" + condition + ");");
  }
}
