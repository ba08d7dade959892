package dev.ifsbench.report.html.chart;

/**
 * Straight lines from point to point, as the {@code d} of an SVG path. A line of many points has
 * them at whole numbers, each relative to the one before. Of the points that then stand above each
 * other only the first, the lowest, the highest and the last are drawn. Nobody can see it, and it
 * saves much.
 */
final class PolyLine {
  private final StringBuilder path = new StringBuilder();
  private final boolean isOfMany;
  private long lastAcross;
  private long lastDown;

  /** Of the points of a line of many that stand at {@code lastAcross} and are not drawn yet. */
  private long least;

  private long greatest;
  private long latest;

  PolyLine(boolean isOfMany) {
    this.isOfMany = isOfMany;
  }

  /** Goes on to a point. */
  void to(double across, double down) {
    if (!isOfMany) {
      path.append(path.length() == 0 ? 'M' : 'L')
          .append(Svg.number(across))
          .append(' ')
          .append(Svg.number(down));
      return;
    }
    long wholeAcross = Math.round(across);
    long wholeDown = Math.round(down);
    if (path.length() > 0 && wholeAcross == lastAcross) {
      least = Math.min(least, wholeDown);
      greatest = Math.max(greatest, wholeDown);
    } else {
      finishColumn();
      step(wholeAcross, wholeDown);
      least = wholeDown;
      greatest = wholeDown;
    }
    latest = wholeDown;
  }

  /** Draws what of the points above each other is not drawn yet, each length once. */
  private void finishColumn() {
    if (path.length() == 0) {
      return;
    }
    for (long down : new long[] {least, greatest, latest}) {
      if (down != lastDown) {
        step(lastAcross, down);
      }
    }
    least = latest;
    greatest = latest;
  }

  private void step(long across, long down) {
    path.append(path.length() == 0 ? 'M' : 'l').append(across - lastAcross);
    path.append(down < lastDown ? "" : " ").append(down - lastDown);
    lastAcross = across;
    lastDown = down;
  }

  /** What was drawn, and back to where it began. */
  String closed() {
    return this + "Z";
  }

  /** What was drawn. */
  @Override
  public String toString() {
    finishColumn();
    return path.toString();
  }
}
