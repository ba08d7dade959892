package dev.ifsbench.bench.limits;

import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.provider.Quirk;
import java.util.EnumMap;
import java.util.Map;

/**
 * The expected outcome of a technique, by kind of handle, and where it differs because of a layer's
 * quirk.
 */
final class Expected {
  private final Map<Quirk, Map<HandleKind, String>> cells = new EnumMap<>(Quirk.class);

  private Expected() {}

  /** Without a quirk, and with those that make no difference. */
  static Expected of(String base, String passThrough, String intercepting, String wrapped) {
    return new Expected().quirky(Quirk.NONE, base, passThrough, intercepting, wrapped);
  }

  /** With a quirk that makes a difference; this object. */
  Expected quirky(
      Quirk quirk, String base, String passThrough, String intercepting, String wrapped) {
    cells.put(
        quirk,
        Map.of(
            HandleKind.BASE, base,
            HandleKind.PASS_THROUGH, passThrough,
            HandleKind.PASS_THROUGH_INTERCEPTING, intercepting,
            HandleKind.WRAPPED, wrapped));
    return this;
  }

  /** With a quirk to which every layer owes the same. */
  Expected underAnyLayer(Quirk quirk, String base, String outcome) {
    return quirky(quirk, base, outcome, outcome, outcome);
  }

  String get(HandleKind kind, Quirk quirk) {
    return cells.getOrDefault(quirk, cells.get(Quirk.NONE)).get(kind);
  }
}
