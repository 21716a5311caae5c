package io.camus.run;

import static io.camus.run.Rule.edit;

import java.util.List;

/** Uploads of object stores: the rules, each with the code that keeps it taken away. */
final class UploadRules {
  private UploadRules() {}

  static List<Rule> all() {
    return List.of(
        Rule.uploaded(
            "an upload has its pointer before its first part",
            "I7",
            0,
            edit(
                "objectstore/ObjectStore",
                "client.putIfAbsent(upload.pointer(), upload.pointerContent());",
                "if (upload.key().isEmpty()) { throw new IOException(); }"),
            edit(
                "objectstore/UploadedFile",
                "failed = true; send(); ended = true;",
                "failed = true; send(); client.putIfAbsent(upload.pointer(), upload.pointerContent()); ended = true;")),
        Rule.uploaded(
            "a pointer is deleted after its upload is aborted",
            "I7",
            0,
            edit(
                "objectstore/Upload",
                "client.abort(key, id); client.delete(pointer());",
                "client.delete(pointer()); client.abort(key, id);")),
        Rule.uploaded(
            "a publisher looks at the final key before it completes an upload",
            "a stranger's",
            0,
            edit(
                "objectstore/ObjectStore",
                "Optional<ObjectClient.Head> present = client.head(upload.key());",
                "Optional<ObjectClient.Head> present = Optional.empty();")),
        Rule.uploaded(
            "an object without the mark of the upload is not its file",
            "I2",
            0,
            edit(
                "objectstore/Upload",
                "return object.filter(it -> mark.equals(it.metadata().get(MARK))).isPresent();",
                "return object.filter(it -> mark != null).isPresent();")));
  }
}
