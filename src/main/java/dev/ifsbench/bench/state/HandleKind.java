package dev.ifsbench.bench.state;

import dev.ifsbench.provider.LayerInstaller;
import dev.ifsbench.provider.LayerKind;
import dev.ifsbench.provider.Quirk;
import dev.ifsbench.ws2.Winsock;

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

  /**
   * Installs layers of this kind over what is installed; none for {@link #BASE}.
   *
   * @param winsock where to install them
   * @param depth how many, from 0 to 6
   */
  void install(Winsock winsock, int depth) {
    install(winsock, depth, Quirk.NONE);
  }

  /** As {@link #install(Winsock, int)}, with a quirk in each layer. */
  void install(Winsock winsock, int depth, Quirk quirk) {
    for (int i = 1; layer != null && i <= depth; i++) {
      LayerInstaller.install(winsock, layer, "layer " + i, quirk);
    }
  }

  /**
   * Whether its layers can have a quirk.
   *
   * @param quirk what they do against their documentation
   * @return false if they have no place for it; true without layers
   */
  public boolean canHave(Quirk quirk) {
    return layer == null || quirk.isPossibleFor(layer);
  }
}
