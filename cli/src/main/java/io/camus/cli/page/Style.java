package io.camus.cli.page;

/**
 * How words with a tone look. The colors are those of GCC's messages, from the 16 that every
 * terminal adapts to its background. Yellow and blue are not used: one is hard to read on white,
 * the other on black.
 */
public enum Style {
  /** All tones look alike. */
  NONE {
    @Override
    public String of(Tone tone, String words) {
      return words;
    }
  },
  /** Escape sequences of terminals, as in ECMA-48. */
  ANSI {
    @Override
    public String of(Tone tone, String words) {
      return switch (tone) {
        case PLAIN -> words;
        case STRONG -> sequence("1", words);
        case GOOD -> sequence("32", words);
        case WARNING -> sequence("1;35", words);
        case BAD -> sequence("1;31", words);
      };
    }
  };

  /** The words as they are printed. */
  public abstract String of(Tone tone, String words);

  private static String sequence(String code, String words) {
    return words.isEmpty() ? "" : "\033[" + code + "m" + words + "\033[0m";
  }
}
