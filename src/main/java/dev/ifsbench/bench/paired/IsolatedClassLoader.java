package dev.ifsbench.bench.paired;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Set;

/**
 * Loads this project's classes anew, so that what runs in it shares neither call-site profiles nor
 * compiled code with what runs outside: two bindings behind one interface would otherwise be told
 * apart at each call, which neither of them needs alone.
 *
 * <p>The class files are those of the loader that loaded this class, or of another jar. The types
 * in which the two sides speak to each other are common to both, and so are the JDK and the
 * libraries: JNA loads its native part once a process.
 */
public final class IsolatedClassLoader extends ClassLoader {
  static {
    registerAsParallelCapable();
  }

  private static final String PROJECT = "dev.ifsbench.";
  private static final String JMH = "org.openjdk.jmh.";

  /** {@code BenchmarkList} and {@code CompilerHints}. */
  private static final String LISTS = "META-INF/";

  private static final Set<String> COMMON = Set.of(Loop.class.getName(), FloorPair.class.getName());

  /** Open for as long as its classes are there, which is until the process ends. */
  private final ClassLoader files;

  private final String origin;
  private final boolean hasJmh;

  public IsolatedClassLoader() {
    this(false);
  }

  private IsolatedClassLoader(boolean hasJmh) {
    super(IsolatedClassLoader.class.getClassLoader());
    files = getParent();
    origin = "this jar";
    this.hasJmh = hasJmh;
  }

  /** Loads JMH anew as well, for benchmarks that it drives. */
  public static IsolatedClassLoader withJmh() {
    return new IsolatedClassLoader(true);
  }

  /**
   * Takes the class files of another version of the project.
   *
   * @param jar its jar; libraries remain those of this one
   */
  IsolatedClassLoader(Path jar) {
    this(jar, false);
  }

  private IsolatedClassLoader(Path jar, boolean hasJmh) {
    super(IsolatedClassLoader.class.getClassLoader());
    origin = jar.toString();
    this.hasJmh = hasJmh;
    try {
      files = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null);
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException("no path of a jar: " + jar, e);
    }
  }

  /**
   * Takes the class files of another version of the project, and JMH's, for benchmarks that it
   * drives.
   *
   * @param jar its jar; other libraries remain those of this one
   */
  public static IsolatedClassLoader withJmh(Path jar) {
    return new IsolatedClassLoader(jar, true);
  }

  /** JMH's lists are those of the class files. */
  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    return name.startsWith(LISTS) ? files.getResources(name) : super.getResources(name);
  }

  /**
   * Makes an object of a class that is loaded here.
   *
   * @param type its class outside, which has one public constructor
   * @param common what it is known as on both sides
   * @param arguments for the constructor
   */
  public <T> T make(Class<? extends T> type, Class<T> common, Object... arguments) {
    try {
      return common.cast(loadClass(type.getName()).getConstructors()[0].newInstance(arguments));
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException(e.getCause());
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      throw new LinkageError(
          String.format(
              Locale.ROOT, "%s of %s does not fit this version: %s", type.getName(), origin, e),
          e);
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!isOwn(name)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? define(name) : loaded;
    }
  }

  private boolean isOwn(String name) {
    return (name.startsWith(PROJECT) && !COMMON.contains(name)) || (hasJmh && name.startsWith(JMH));
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    try (InputStream in = files.getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] bytes = in.readAllBytes();
      return defineClass(name, bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }
}
