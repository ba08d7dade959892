package dev.ifsbench.ws2;

import dev.ifsbench.spi.ServiceProvider;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The provider libraries of this process by their paths: what {@code LoadLibrary} is to Ws2_32.dll
 * and to layers that load the next provider. All methods may be called by any thread.
 */
public final class ProviderLibraries {
  private final Map<String, ServiceProvider> byPath = new ConcurrentHashMap<>();

  /** Makes an empty set of libraries. */
  public ProviderLibraries() {}

  /**
   * Makes a library loadable.
   *
   * @param path its path
   * @param library its one export
   * @throws IllegalArgumentException if the path is taken
   */
  public void add(String path, ServiceProvider library) {
    if (byPath.putIfAbsent(path, library) != null) {
      throw new IllegalArgumentException("a provider library is at " + path + " already");
    }
  }

  /**
   * Loads a library.
   *
   * @param path its path
   * @return its export, or null if there is none
   */
  public ServiceProvider load(String path) {
    return byPath.get(path);
  }
}
