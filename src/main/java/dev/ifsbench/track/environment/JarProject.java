package dev.ifsbench.track.environment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

/** What a jar of another project was built from, as far as that can be told. */
public final class JarProject {
  private static final String UNKNOWN = "unknown";

  private JarProject() {}

  /**
   * Reads the jar and the git checkout around it. The current commit of the checkout is taken for
   * the one that the jar was built from, which is wrong if work has gone on since.
   *
   * @param jar of any project
   * @param commit that it was built from; nothing to ask the checkout
   * @return with "unknown" for what is not known
   */
  public static BuildInfo of(Path jar, Optional<String> commit) {
    if (commit.isPresent()) {
      return new BuildInfo(version(jar), commit.get(), UNKNOWN);
    }
    GitRevisions checkout = new GitRevisions(jar.toAbsolutePath().getParent());
    try {
      Optional<String> head = checkout.commit("HEAD");
      return head.isEmpty()
          ? new BuildInfo(version(jar), UNKNOWN, UNKNOWN)
          : new BuildInfo(version(jar), head.get(), checkout.isClean() ? "clean" : "dirty");
    } catch (GitRevisions.NoGitException | IOException e) {
      return new BuildInfo(version(jar), UNKNOWN, UNKNOWN);
    }
  }

  private static String version(Path jar) {
    try (JarFile file = new JarFile(jar.toFile())) {
      java.util.jar.Manifest manifest = file.getManifest();
      String version =
          manifest == null
              ? null
              : manifest.getMainAttributes().getValue(Attributes.Name.IMPLEMENTATION_VERSION);
      return version == null ? UNKNOWN : version;
    } catch (IOException e) {
      return UNKNOWN;
    }
  }
}
