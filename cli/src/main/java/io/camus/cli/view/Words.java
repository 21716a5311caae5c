package io.camus.cli.view;

import io.camus.cli.page.Figures;
import io.camus.history.Verdict;
import io.camus.offsets.ImportVerdict;
import io.camus.offsets.PositionStatus;
import io.camus.verify.Violation;

/** The words that pages print for constants. JSON has the constants' own names. */
public final class Words {
  private Words() {}

  static String of(ImportVerdict verdict) {
    return switch (verdict) {
      case THERE_ALREADY -> "already set";
      case HAS_POSITION -> "has a position";
      case PASSED_BY_RETENTION -> "deleted by retention";
      case BEYOND_END -> "beyond the end";
      case NOT_THERE -> "not in Kafka";
      case SET, LEFT_OUT, NO_OFFSET -> Figures.word(verdict);
    };
  }

  public static String of(PositionStatus status) {
    return switch (status) {
      case CUT_OFF -> "truncated";
      case LEADERLESS -> "no leader";
      case MADE_AGAIN -> "recreated";
      case LOST, PULLED, NEW, LEFT_OUT, GONE -> Figures.word(status);
    };
  }

  public static String of(Verdict verdict) {
    return switch (verdict) {
      case PARTLY -> "partial";
      case ADOPTED -> "recovered";
      case DONE, REJECTIONS, FAILED, RUNNING, DIED, CLOSED, UNKNOWN -> Figures.word(verdict);
    };
  }

  static String of(Violation.Kind kind) {
    return switch (kind) {
      case WRONG_ACCOUNT -> "wrong totals";
      case WRONG_COMPLETION -> "buckets closed wrongly";
      case SAME_NAME -> "duplicate name";
      case OTHER_IN_KAFKA -> "differs in Kafka";
      case UNREADABLE_IN_KAFKA -> "unreadable in Kafka";
      default -> Figures.word(kind);
    };
  }
}
