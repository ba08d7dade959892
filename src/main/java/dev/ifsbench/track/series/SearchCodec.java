package dev.ifsbench.track.series;

import dev.ifsbench.track.changepoint.FoundChange;
import dev.ifsbench.track.changepoint.SearchedPoints;
import dev.ifsbench.track.index.BrokenIndexException;
import dev.ifsbench.track.index.IndexCodec;
import dev.ifsbench.track.index.IndexInput;
import dev.ifsbench.track.index.IndexOutput;
import java.util.ArrayList;
import java.util.List;

/** What was found in histories, in an index. */
final class SearchCodec implements IndexCodec<SearchedPoints> {
  private static final int CHANGE_BYTES = 4 * Integer.BYTES + Double.BYTES;

  @Override
  public void encode(List<SearchedPoints> histories, IndexOutput out) {
    for (SearchedPoints history : histories) {
      out.writeInt(history.points());
      out.writeInt(history.found().size());
      for (FoundChange change : history.found()) {
        out.writeInt(change.index());
        out.writeInt(change.earliest());
        out.writeInt(change.latest());
        out.writeInt(change.knownAt());
        out.writeDouble(change.pValue());
      }
    }
  }

  @Override
  public List<SearchedPoints> decode(int histories, IndexInput in) throws BrokenIndexException {
    List<SearchedPoints> searched = new ArrayList<>(histories);
    for (int i = 0; i < histories; i++) {
      int points = in.readInt();
      int count = in.readCount(CHANGE_BYTES);
      List<FoundChange> found = new ArrayList<>(count);
      for (int j = 0; j < count; j++) {
        found.add(
            new FoundChange(
                in.readInt(), in.readInt(), in.readInt(), in.readInt(), in.readDoubles(1)[0]));
      }
      SearchedPoints read = new SearchedPoints(points, found);
      if (!read.isPossible()) {
        throw new BrokenIndexException("it has a change outside of its history");
      }
      searched.add(read);
    }
    return searched;
  }
}
