package io.camus.staging;

import io.camus.spi.DatumType;
import io.camus.spi.Partitioner.Bucket;
import java.util.Arrays;
import java.util.IdentityHashMap;

/** Finds the series of a group by type and event time, without creating objects. */
final class SeriesIndex {
  private final IdentityHashMap<DatumType, Timeline> byType = new IdentityHashMap<>();

  /** A series and its bucket. */
  record Place(Bucket bucket, DatumType type, FileSeries series) {
    /** Whether records with this type and event time belong here. */
    boolean holds(DatumType other, long eventTimeMillis) {
      return type == other && bucket.contains(eventTimeMillis);
    }
  }

  /** The series of a record; null if there is none yet. */
  Place find(DatumType type, long eventTimeMillis) {
    Timeline timeline = byType.get(type);
    return timeline == null ? null : timeline.find(eventTimeMillis);
  }

  void add(Place place) {
    byType.computeIfAbsent(place.type(), type -> new Timeline()).add(place);
  }

  /** The series of one type, by the start of their buckets, which do not overlap. */
  private static final class Timeline {
    private Place[] places = new Place[4];
    private int size;

    Place find(long eventTimeMillis) {
      int at = firstAfter(eventTimeMillis) - 1;
      return at >= 0 && places[at].bucket().contains(eventTimeMillis) ? places[at] : null;
    }

    private int firstAfter(long millis) {
      int low = 0;
      int high = size;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (places[middle].bucket().startMillis() <= millis) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low;
    }

    void add(Place place) {
      if (size == places.length) {
        places = Arrays.copyOf(places, 2 * size);
      }
      int at = firstAfter(place.bucket().startMillis());
      System.arraycopy(places, at, places, at + 1, size - at);
      places[at] = place;
      size++;
    }
  }
}
