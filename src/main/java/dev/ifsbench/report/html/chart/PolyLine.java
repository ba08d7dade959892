package dev.ifsbench.report.html.chart;

/**
 * Straight lines from point to point, as the {@code d} of an SVG path. A line of many points has
 * them at whole numbers, each relative to the one before: nobody can see it, and it saves much.
 */
final class PolyLine {
  private final StringBuilder path = new StringBuilder();
  private final boolean isOfMany;
  private long lastAcross;
  private long lastDown;

  PolyLine(boolean isOfMany) {
    this.isOfMany = isOfMany;
  }

  /** Goes on to a point. */
  void to(double across, double down) {
    boolean isFirst = path.length() == 0;
    if (!isOfMany) {
      path.append(isFirst ? 'M' : 'L')
          .append(Svg.number(across))
          .append(' ')
          .append(Svg.number(down));
      return;
    }
    long wholeAcross = Math.round(across);
    long wholeDown = Math.round(down);
    path.append(isFirst ? 'M' : 'l').append(wholeAcross - lastAcross);
    long step = wholeDown - lastDown;
    path.append(step < 0 ? "" : " ").append(step);
    lastAcross = wholeAcross;
    lastDown = wholeDown;
  }

  /** What was drawn, and back to where it began. */
  String closed() {
    return path + "Z";
  }

  /** What was drawn. */
  @Override
  public String toString() {
    return path.toString();
  }
}
