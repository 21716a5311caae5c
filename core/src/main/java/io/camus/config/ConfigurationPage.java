package io.camus.config;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The page {@code docs/configuration.md}, generated from the declarations: one table per area, then
 * foreign keys, then refused keys.
 */
public final class ConfigurationPage {
  private static final String HEAD =
      """
      # Configuration

      This page is generated: `./camus config --markdown > docs/configuration.md`.

      Settings are Java properties: `-P file` (local, or on any Hadoop file system), `-p` for a resource of the
      class path, `-D key=value` to override every file, whatever the order. Every key also accepts the prefix `hadoop-conf.`.
      Unknown keys are errors; `camus config -P file` shows every problem at once.

      The keys of [Parquet, ORC, CSV and sequence files](guide/formats.md), of [Protobuf](guide/protobuf.md#protobuf), and of
      [metrics and OpenLineage](guide/monitoring.md) are on their pages; `camus config` lists them, too, and those of plug-ins.

      A key marked *topic* can be set for one topic: `<key>.<topic>`, for example `etl.output.codec.clicks.web`.
      An unknown decoder for one topic affects that topic only; the others are pulled.

      Values of keys whose name holds `password`, `secret`, `jaas.config`, `token`, `credential`, `private` or
      `keystore.key` are never shown. A secret can be replaced by a reference to it, such as `${env:NAME}`: the
      [guide](guide/security.md#secrets) lists the keys that accept one, and the kinds of reference.
      """;

  private static final String FOREIGN =
      """

      ## Kafka's own settings

      `kafka.consumer.X`, `kafka.admin.X` and `kafka.producer.X` set X for that client; `kafka.security.X`,
      `kafka.sasl.X` and `kafka.ssl.X` for all three. They override the keys on this page that set the same thing. A name or
      a value that Kafka's client does not know is an error, and so is a setting that Camus needs for itself, such as
      `enable.auto.commit`: the message says which key to use.

      ## Hadoop's and Azkaban's own settings

      Keys with one of Hadoop's prefixes (`mapreduce.`, `yarn.`, `dfs.`, `fs.`, `hadoop.`, `ipc.`, ...) are passed to Hadoop
      unchanged, and so is `X` of `hadoop-inject.X`. Azkaban's keys (`type`, `working.dir`, `user.to.proxy`, `env.`,
      `azkaban.`, ...) are ignored.

      ## Refused keys

      Keys of the original Camus that this version does not support. Each one is an error.

      | key | what to do |
      |---|---|
      """;

  private ConfigurationPage() {}

  /** The whole page, with a line break at its end. */
  public static String markdown() {
    StringBuilder page = new StringBuilder(HEAD);
    KeyCatalog.GROUPS.forEach(group -> table(page, group));
    page.append(FOREIGN);
    RefusedKey.ALL.forEach(
        refused ->
            page.append(
                String.format(
                    Locale.ROOT, "| `%s` | %s |\n", refused.name(), cell(refused.instead()))));
    return page.toString();
  }

  private static void table(StringBuilder page, KeyGroup group) {
    page.append(
        String.format(Locale.ROOT, "\n## %s\n\n%s\n\n", group.title(), group.introduction()));
    page.append("| key | type | default | meaning | aliases |\n|---|---|---|---|---|\n");
    for (Key<?> key : group.keys()) {
      page.append(
          String.format(
              Locale.ROOT,
              "| `%s`%s | %s | %s | %s | %s |\n",
              key.name(),
              key.perTopic() ? " *topic*" : "",
              key.typeWord(),
              preset(key),
              cell(key.meaning()),
              names(KeyCatalog.aliases(key))));
    }
  }

  private static String preset(Key<?> key) {
    String words = cell(key.presetForPeople());
    return key.hasShownPreset() ? "`" + words + "`" : words;
  }

  private static String names(List<String> names) {
    return names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
