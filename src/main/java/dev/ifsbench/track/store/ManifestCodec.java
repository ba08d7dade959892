package dev.ifsbench.track.store;

import dev.ifsbench.track.environment.BuildInfo;
import dev.ifsbench.track.index.BrokenIndexException;
import dev.ifsbench.track.index.IndexCodec;
import dev.ifsbench.track.index.IndexInput;
import dev.ifsbench.track.index.IndexOutput;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Manifests in an index. Most runs measure the same benchmarks, so lists of texts stand once. */
final class ManifestCodec implements IndexCodec<Manifest> {
  private static final int FILE_BYTES = 2 * Integer.BYTES + Long.BYTES;

  @Override
  public void encode(List<Manifest> manifests, IndexOutput out) {
    Map<List<String>, Integer> lists = new LinkedHashMap<>();
    for (Manifest manifest : manifests) {
      lists.putIfAbsent(manifest.benchmarks(), lists.size());
      lists.putIfAbsent(manifest.failed(), lists.size());
    }
    out.writeInt(lists.size());
    lists.keySet().forEach(out::writeTexts);
    for (Manifest manifest : manifests) {
      out.writeInt(manifest.schemaVersion());
      out.writeText(manifest.id());
      out.writeText(manifest.kind());
      out.writeConstant(manifest.status());
      out.writeText(manifest.startTime());
      out.writeText(manifest.project().version());
      out.writeText(manifest.project().commit());
      out.writeText(manifest.project().tree());
      out.writeText(manifest.environmentDigest());
      out.writeInt(lists.get(manifest.benchmarks()));
      out.writeInt(manifest.forks());
      out.writeInt(lists.get(manifest.failed()));
      out.writeLong(manifest.spentMillis());
      out.writeInt(manifest.files().size());
      for (RunFile file : manifest.files()) {
        out.writeText(file.name());
        out.writeLong(file.size());
        out.writeText(file.sha256());
      }
    }
  }

  @Override
  public List<Manifest> decode(int runs, IndexInput in) throws BrokenIndexException {
    int count = in.readCount(Integer.BYTES);
    List<List<String>> lists = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      lists.add(in.readTexts());
    }
    Map<BuildInfo, BuildInfo> projects = new HashMap<>();
    List<Manifest> manifests = new ArrayList<>(runs);
    for (int i = 0; i < runs; i++) {
      Manifest manifest = manifest(in, lists, projects);
      if (!manifest.isWhole()) {
        throw new BrokenIndexException("it has an impossible manifest");
      }
      manifests.add(manifest);
    }
    return manifests;
  }

  private static Manifest manifest(
      IndexInput in, List<List<String>> lists, Map<BuildInfo, BuildInfo> projects)
      throws BrokenIndexException {
    return new Manifest(
        in.readInt(),
        in.readText(),
        in.readText(),
        in.readConstant(RunStatus.values()),
        in.readText(),
        projects.computeIfAbsent(
            new BuildInfo(in.readText(), in.readText(), in.readText()), project -> project),
        in.readText(),
        lists.get(in.readNumber(lists.size())),
        in.readInt(),
        lists.get(in.readNumber(lists.size())),
        in.readLong(),
        files(in));
  }

  private static List<RunFile> files(IndexInput in) throws BrokenIndexException {
    int count = in.readCount(FILE_BYTES);
    List<RunFile> files = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      files.add(new RunFile(in.readText(), in.readLong(), in.readText()));
    }
    return files;
  }
}
