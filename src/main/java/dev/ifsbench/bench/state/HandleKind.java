package dev.ifsbench.bench.state;

import dev.ifsbench.provider.LayerInstaller;
import dev.ifsbench.provider.LayerKind;
import dev.ifsbench.provider.Quirk;
import dev.ifsbench.ws2.Winsock;
import java.util.Collections;
import java.util.List;

/** The kinds of handle that are compared. */
public enum HandleKind {
  /** The base provider's own handle, with no layer. */
  BASE(null),

  /**
   * The base provider's handle, passed through by layers that leave sending and receiving to the
   * base.
   */
  PASS_THROUGH(LayerKind.PASS_THROUGH),

  /**
   * The base provider's handle, passed through by layers with send and receive functions of their
   * own.
   */
  PASS_THROUGH_INTERCEPTING(LayerKind.PASS_THROUGH_INTERCEPTING),

  /** A handle of the layer's own, made by {@code WPUCreateSocketHandle}. */
  WRAPPED(LayerKind.WRAPPED);

  private final LayerKind layer;

  HandleKind(LayerKind layer) {
    this.layer = layer;
  }

  /** Whether its layers can stand over the operating system's handles only. */
  boolean needsIfsHandles() {
    return layer == LayerKind.PASS_THROUGH || layer == LayerKind.PASS_THROUGH_INTERCEPTING;
  }

  /** Whether the handle is the operating system's own. */
  public boolean isIfs() {
    return this != WRAPPED;
  }

  /**
   * The layers that make this kind of handle, the lowest first; none for {@link #BASE}.
   *
   * @param depth how many
   */
  public List<LayerKind> layers(int depth) {
    return layer == null ? List.of() : Collections.nCopies(depth, layer);
  }

  /**
   * Installs layers of this kind over what is installed; none for {@link #BASE}.
   *
   * @param winsock where to install them
   * @param depth how many, from 0 to 6
   * @param quirk of the topmost one
   */
  void install(Winsock winsock, int depth, Quirk quirk) {
    for (int i = 1; layer != null && i <= depth; i++) {
      LayerInstaller.install(winsock, layer, "layer " + i, i == depth ? quirk : Quirk.NONE);
    }
  }

  /**
   * Whether a stack can have a quirk.
   *
   * @param quirk what the topmost layer does against its documentation
   * @return false if the layers have no place for it
   */
  public boolean canHave(Quirk quirk) {
    return layer == null || quirk.isPossibleFor(layer);
  }
}
