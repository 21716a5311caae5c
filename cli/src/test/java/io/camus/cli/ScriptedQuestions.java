package io.camus.cli;

import java.util.ArrayList;
import java.util.List;

/** Somebody who gives the answer that was written for them, or nobody. */
final class ScriptedQuestions implements Questions {
  final List<String> asked = new ArrayList<>();
  boolean somebodyIsThere;
  boolean answer;

  @Override
  public boolean canBeAsked() {
    return somebodyIsThere;
  }

  @Override
  public boolean yes(String question) {
    asked.add(question);
    return answer;
  }
}
