package dev.ifsbench.bench.state;

import dev.ifsbench.provider.HostedProvider;
import dev.ifsbench.provider.LayerInstaller;
import dev.ifsbench.provider.Quirk;
import dev.ifsbench.sockets.NativeSockets;
import dev.ifsbench.sockets.dll.ProviderLoadException;
import dev.ifsbench.sockets.libc.Binding;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.ProtocolInfo;
import dev.ifsbench.spi.ServiceProvider;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.ws2.SocketApi;
import dev.ifsbench.ws2.Winsock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A started {@link Winsock} with a base provider and layers of one kind over it, shared by the
 * threads of a benchmark.
 *
 * <p>JMH ends this state when the first thread is done with it, whether the others are or not. A
 * state that has sockets here therefore starts it once more, by {@link #enter}, and takes that back
 * by {@link #leave} when its sockets are closed: the last one out cleans up, as Winsock counts.
 */
@State(Scope.Benchmark)
public class LayerStack {
  /** The kind of handle that sockets get. */
  @Param({"BASE", "PASS_THROUGH", "PASS_THROUGH_INTERCEPTING", "WRAPPED"})
  public HandleKind handle;

  /** What carries the data. */
  @Param("TCP")
  public Transport transport;

  /**
   * How many layers there are, from 0 to 6. With 0 every kind is {@link HandleKind#BASE}, which has
   * none at any depth.
   */
  @Param("1")
  @Range(min = 0, max = LayerInstaller.MAX_LAYERS)
  public int depth;

  /** How Java reaches C, which {@link Transport#NONE} has no need of. */
  @Param("JNA")
  public Binding binding;

  /**
   * The base provider: empty for this project's own, or on Windows the path of a service provider
   * DLL, or {@code system} for the one of the system's catalog. Before it, each with a {@code |}
   * after it, may stand the DLLs of layers over it, the topmost first.
   */
  @Param("")
  public String provider = "";

  /**
   * What the topmost layer does against its documentation, to see how a program copes. {@link
   * HandleKind#BASE} has no layer, and no quirk.
   */
  @Param("NONE")
  public Quirk quirk = Quirk.NONE;

  /**
   * Empty, or on Windows the number of an entry of the system's own catalog, which is measured in
   * place of this project's model: {@link #handle} is {@link HandleKind#BASE} then, and the entry
   * one for {@link #transport}.
   */
  @Param("")
  public String entry = "";

  /** What stands in for the project's own base provider: itself, unless a test replaces it. */
  private UnaryOperator<ServiceProvider> base = UnaryOperator.identity();

  /** Receives what is called of provider DLLs, or null. */
  private Consumer<String> watch;

  private Winsock winsock;
  private BaseStack foundation;

  /** In place of those two, if an entry of the system's is measured. */
  private EntryStack system;

  private boolean namesNoEntry;

  /** Constructor for JMH, which fills in the parameters. */
  public LayerStack() {}

  /**
   * Creates a stack without JMH.
   *
   * @param handle the kind of handle
   * @param transport what carries the data
   * @param depth how many layers
   * @param binding how to reach C
   * @return a stack that is started
   */
  public static LayerStack started(
      HandleKind handle, Transport transport, int depth, Binding binding) {
    LayerStack stack = of(handle, transport, depth, binding);
    stack.start();
    return stack;
  }

  /**
   * Creates a stack without JMH.
   *
   * @param side the name of a {@link HandleKind}, or {@value EntryStack#PREFIX} and the number of
   *     an entry of the system's own catalog, or {@value EntryStack#PLAIN}
   * @param transport what carries the data
   * @param depth how many layers
   * @param binding how to reach C
   * @return a stack that is started
   */
  public static LayerStack started(String side, Transport transport, int depth, Binding binding) {
    boolean plain = side.equals(EntryStack.PLAIN);
    Optional<String> number =
        plain ? Optional.of(EntryStack.plain(transport)) : EntryStack.number(side);
    HandleKind kind = number.isPresent() ? HandleKind.BASE : HandleKind.valueOf(side);
    LayerStack stack = of(kind, transport, depth, binding);
    stack.entry = number.orElse("");
    stack.namesNoEntry = plain;
    stack.start();
    return stack;
  }

  /**
   * Creates a stack without JMH, whose base provider is slow to send.
   *
   * @param handle the kind of handle
   * @param transport what carries the data
   * @param depth how many layers
   * @param binding how to reach C
   * @param delay spent in each send
   * @return a stack that is started
   */
  public static LayerStack delayed(
      HandleKind handle, Transport transport, int depth, Binding binding, Delay delay) {
    LayerStack stack = of(handle, transport, depth, binding);
    stack.base = provider -> new DelayedProvider(provider, delay);
    stack.start();
    return stack;
  }

  /**
   * Creates a stack without JMH of provider DLLs that may take the process with them.
   *
   * @param provider as {@link #provider} is, not empty
   * @param transport what carries the data
   * @param watch receives what of the DLLs is called, as {@link HostedProvider} says
   * @return a stack that is started
   */
  public static LayerStack hosted(String provider, Transport transport, Consumer<String> watch) {
    LayerStack stack = of(HandleKind.BASE, transport, 0, Binding.JNA);
    stack.provider = provider;
    stack.watch = watch;
    stack.start();
    return stack;
  }

  /**
   * Creates a stack without JMH, with a single layer that has a quirk.
   *
   * @param handle the kind of handle, whose layers can have it
   * @param transport what carries the data
   * @param quirk what the layer does against its documentation
   * @return a stack that is started
   */
  public static LayerStack quirky(HandleKind handle, Transport transport, Quirk quirk) {
    LayerStack stack = of(handle, transport, 1, Binding.JNA);
    stack.quirk = quirk;
    stack.start();
    return stack;
  }

  private static LayerStack of(HandleKind handle, Transport transport, int depth, Binding binding) {
    LayerStack stack = new LayerStack();
    stack.handle = handle;
    stack.transport = transport;
    stack.depth = depth;
    stack.binding = binding;
    return stack;
  }

  /**
   * Creates a stack with a single layer over sockets that the caller knows.
   *
   * @param handle the kind of handle
   * @param transport what carries the data
   * @param sockets the operating system
   * @param basesSockets the same, or what stands before it, for the base provider alone
   * @return a stack that is started
   */
  public static LayerStack over(
      HandleKind handle, Transport transport, NativeSockets sockets, NativeSockets basesSockets) {
    LayerStack stack = new LayerStack();
    stack.handle = handle;
    stack.transport = transport;
    stack.depth = 1;
    stack.start(sockets, basesSockets);
    return stack;
  }

  /** Installs the providers, and starts Winsock. */
  @Setup(Level.Trial)
  public void start() {
    NativeSockets sockets = newSockets();
    if (entry.isEmpty()) {
      start(sockets, sockets);
      return;
    }
    EntryStack.objection(
            sockets,
            Map.of(
                "entry",
                entry,
                "transport",
                transport.name(),
                "handle",
                handle.name(),
                "provider",
                provider,
                "quirk",
                quirk.name()))
        .ifPresent(
            objection -> {
              throw new WinsockException(objection);
            });
    system = new EntryStack(sockets, entry, transport);
  }

  /** The operating system, or what stands in for it. */
  NativeSockets newSockets() {
    return transport.newSockets(binding);
  }

  private void start(NativeSockets sockets, NativeSockets basesSockets) {
    winsock = new Winsock(sockets);
    foundation = lay(basesSockets);
    handle.install(winsock, depth, quirk);
    enter();
  }

  private BaseStack lay(NativeSockets sockets) {
    try {
      BaseStack laid =
          watch == null
              ? BaseStack.install(winsock, sockets, provider, base)
              : BaseStack.installWatched(winsock, sockets, provider, watch);
      laid.objection(handle, transport, depth)
          .ifPresent(
              objection -> {
                throw new WinsockException(objection);
              });
      return laid;
    } catch (ProviderLoadException e) {
      throw new WinsockException(e.getMessage());
    }
  }

  /** Undoes {@link #start}; the last to do so ends the providers. */
  @TearDown(Level.Trial)
  public void stop() {
    leave();
  }

  /** Keeps it started until {@link #leave}. Any thread may call. */
  public void enter() {
    if (system != null) {
      return;
    }
    WinsockError error = winsock.wsaStartup(Ws2Def.VERSION_2_2);
    if (error != WinsockError.NO_ERROR) {
      throw new WinsockException("WSAStartup failed: " + error);
    }
  }

  /** Undoes an {@link #enter}. Any thread may call. */
  public void leave() {
    if (system != null) {
      return;
    }
    Errno errno = new Errno();
    if (winsock.wsaCleanup(errno) == Ws2Def.SOCKET_ERROR) {
      throw new WinsockException("WSACleanup", errno);
    }
  }

  /**
   * This project's model of Winsock.
   *
   * @throws WinsockException if an entry of the system's is measured in its place
   */
  public Winsock winsock() {
    if (system != null) {
      throw new WinsockException("this benchmark is of the model, and cannot measure an entry");
    }
    return winsock;
  }

  /** What the sockets are used by: the model, or the system itself. */
  public SocketApi api() {
    return system == null ? winsock : system.api();
  }

  /** What carries the data. */
  public Transport transport() {
    return transport;
  }

  /** Whether the near ends are opened without naming an entry. */
  boolean namesNoEntry() {
    return namesNoEntry;
  }

  /** The catalog entry that an application gets for the transport: the topmost layer's. */
  public ProtocolInfo topEntry() {
    if (system != null) {
      return system.entry();
    }
    return winsock.catalog().enumerate().stream()
        .map(entry -> entry.info())
        .filter(info -> info.isOpenable() && transport.isServedBy(info))
        .findFirst()
        .orElseThrow();
  }

  /** The base provider's own entry for the transport. */
  public ProtocolInfo baseEntry() {
    if (system != null) {
      return system.base();
    }
    return foundation.entry(transport).orElseThrow();
  }
}
