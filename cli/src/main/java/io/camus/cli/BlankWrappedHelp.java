package io.camus.cli;

import io.camus.cli.page.TextRenderer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi.Text;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The help of a verb, wrapped at blanks only. The parser's own help also wraps behind the dots and
 * colons of keys, URLs and times, where they cannot be copied.
 */
final class BlankWrappedHelp extends Help {
  private static final String INDENT = "  ";

  BlankWrappedHelp(CommandSpec verb, ColorScheme colors) {
    super(verb, colors);
  }

  @Override
  public String description(Object... parameters) {
    int width = commandSpec().usageMessage().width();
    return Stream.of(commandSpec().usageMessage().description())
        .flatMap(paragraph -> TextRenderer.broken(paragraph, width).stream())
        .map(line -> line + System.lineSeparator())
        .collect(Collectors.joining());
  }

  @Override
  public Layout createDefaultLayout(
      List<OptionSpec> options, List<PositionalParamSpec> parameters, ColorScheme colors) {
    TextTable table = super.createDefaultLayout(options, parameters, colors).textTable();
    return new WrappedLayout(colors, table);
  }

  /** Wraps descriptions before the table does. */
  private final class WrappedLayout extends Layout {
    WrappedLayout(ColorScheme colors, TextTable table) {
      super(colors, table, createDefaultOptionRenderer(), createDefaultParameterRenderer());
    }

    @Override
    public void layout(ArgSpec argument, Text[][] rows) {
      int last = table.columns().length - 1;
      int room = table.columns()[last].width - table.columns()[last].indent;
      List<Text[]> wrapped = new ArrayList<>();
      for (Text[] row : rows) {
        List<String> lines = TextRenderer.broken(row[last].plainString(), room - INDENT.length());
        for (int i = 0; i < lines.size(); i++) {
          Text[] part = new Text[row.length];
          for (int column = 0; column < last; column++) {
            part[column] = i == 0 ? row[column] : colorScheme.text("");
          }
          part[last] = colorScheme.text((i == 0 ? "" : INDENT) + lines.get(i));
          wrapped.add(part);
        }
      }
      super.layout(argument, wrapped.toArray(Text[][]::new));
    }
  }
}
