package io.camus.run;

import static io.camus.run.Rule.edit;

import java.util.List;

/**
 * Steps 6 to 8: publish, audit, clean up: the rules of docs/protocol.md, each with the code that
 * keeps it taken away.
 */
final class FileRules {
  private FileRules() {}

  static List<Rule> all() {
    return List.of(
        // Step 6.
        Rule.of(
            "a name that is too long is shortened",
            "I7",
            0,
            edit(
                "model/DataFile",
                "destination = ShortNames.ofPath(requireNonNull(destination, \"destination\"));",
                "requireNonNull(destination, \"destination\");"),
            edit(
                "staging/AttemptFile",
                "staged.finish(new StorePath(ShortNames.ofPath(wished.value())));",
                "staged.finish(wished);")),
        Rule.of(
            "a missing file was published if the mark exists",
            "nobody deletes files",
            6,
            edit(
                "commit/Publication",
                "if (marked.isPublished() || isThereInFull(file)) {",
                "if (file == null || isThereInFull(file)) {")),
        Rule.of(
            "a file that is in place and no longer staged is published",
            "nobody deletes files",
            30,
            edit(
                "commit/Publication",
                "if (published.isEmpty()) { return goneOrProblem(file, record, marked); }",
                "if (published.isEmpty() || !marked.isPublished()) { return goneOrProblem(file, record, marked); }")),
        Rule.of(
            "a publisher checks the final name after the staged file is gone",
            "nobody deletes files",
            DirectedHistory.A_FILE_IS_PUBLISHED_WHILE_ANOTHER_IS_ABOUT_TO,
            edit(
                "commit/Publication",
                "IOException failure = null;",
                "IOException failure = null; boolean before = store.stat(receipt.destination()).isPresent();"),
            edit(
                "commit/Publication",
                "catch (NoSuchFileException e) { return wholeOrProblem(file, record, marked); }",
                "catch (NoSuchFileException e) { return before ? wholeOrProblem(file, record, marked) : goneOrProblem(file, record, marked); }")),
        Rule.of(
            "a half-done rename (both names exist) is completed",
            "I7",
            308,
            edit(
                "commit/Publication",
                "if (!digest.equals(file.digest())) {",
                "if (digest != null) {")),
        Rule.of(
            "an unknown file is not mistaken for a committed one",
            "I2",
            DirectedHistory.A_STRANGER_COMES_BEFORE_THE_PUBLISHING,
            edit(
                "commit/Publication",
                "if (!digest.equals(file.digest())) {",
                "if (digest == null) {")),
        Rule.of(
            "a missing directory is created",
            "I7",
            0,
            edit("store/FileSystemStore", "makeParent(destination); }", "}")),
        Rule.of(
            "the mark is written only if every file is in place",
            "I2",
            DirectedHistory.A_STRANGER_COMES_BEFORE_THE_PUBLISHING,
            edit("commit/Publisher", "if (!problems.isEmpty()) { return problems; }", ";")),
        Rule.of(
            "the mark comes after the files",
            "I2",
            13,
            edit(
                "commit/Publisher",
                "CommitRecord record = log.read(number);",
                "CommitRecord record = log.read(number); log.markPublished(number);")),

        // Step 7.
        Rule.of(
            "counts that are already kept are not kept again",
            "counts that were kept",
            1,
            edit(
                "run/CountsPublisher",
                "String.format(Locale.ROOT, \"%s-%020d.json\", record.header().writer(), record.number()));",
                "\"%s-%020d-%d.json\".formatted(record.header().writer(), record.number(), System.nanoTime()));")),
        Rule.of(
            "a driver that fails to keep counts checks whether they exist",
            "it already exists",
            DirectedHistory.TWO_DRIVERS_KEEP_THE_SAME_COUNTS,
            edit(
                "run/CountsPublisher", "if (store.stat(file).isEmpty()) {", "if (file != null) {")),
        Rule.of(
            "counts are marked after they are posted",
            "counts that were kept",
            DirectedHistory.A_DRIVER_DIES_BEFORE_IT_KEEPS_COUNTS,
            edit(
                "run/AuditStage",
                "counts.publish(record, run); log.markAudited(number);",
                "log.markAudited(number); counts.publish(record, run);")),

        // Step 8.
        Rule.of(
            "clean-up lists the runs before it reads the log",
            "I2",
            DirectedHistory.A_RUN_IS_OPENED_BEFORE_THE_LISTING,
            edit(
                "commit/CleanUp",
                "List<String> listed = store.names(layout.runs()); log.refresh();",
                "log.refresh(); List<String> listed = store.names(layout.runs());")),
        Rule.of(
            "clean-up reads the log before it publishes",
            "I2",
            DirectedHistory.A_RUN_IS_CLOSED_BEFORE_THE_LISTING,
            edit(
                "commit/CleanUp",
                "log.refresh(); List<Problem> unpublished = publisher.publishAll();",
                "List<Problem> unpublished = publisher.publishAll(); log.refresh();")),
        Rule.of(
            "clean-up publishes before it deletes",
            "I7",
            3,
            edit(
                "commit/CleanUp",
                "List<Problem> unpublished = publisher.publishAll();",
                "List<Problem> unpublished = List.of();")),
        Rule.of(
            "clean-up deletes nothing while a file is unpublished",
            "I2",
            DirectedHistory.A_STRANGER_COMES_BEFORE_THE_PUBLISHING,
            edit("commit/CleanUp", "if (!unpublished.isEmpty()) { return unpublished; }", "")),
        Rule.of(
            "clean-up leaves open runs alone",
            "I2",
            303,
            edit(
                "commit/CleanUp",
                "RunId.matches(name) && !state.openRuns().containsKey(new RunId(name))",
                "RunId.matches(name) && state != null")),
        Rule.of(
            "history retention keeps dead letters",
            "I2",
            10,
            edit(
                "history/HistoryRetention",
                ".filter(path -> !path.equals(layout.deadLetters(run)))",
                "")));
  }
}
