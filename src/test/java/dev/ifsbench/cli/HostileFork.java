package dev.ifsbench.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.HashSet;
import java.util.Set;

/** What JMH starts in the place of its fork: it sends objects that take for ever to read. */
final class HostileFork {
  private static final int DEPTH = 60;

  private HostileFork() {}

  /** Sends them. */
  public static void main(String[] hostAndPort) throws IOException {
    try (Socket socket = new Socket(hostAndPort[0], Integer.parseInt(hostAndPort[1]));
        OutputStream out = new BufferedOutputStream(socket.getOutputStream());
        InputStream in = socket.getInputStream()) {
      ObjectOutputStream objects = new ObjectOutputStream(out);
      objects.writeObject(nestedSets());
      objects.flush();
      while (in.read() >= 0) {
        // The other end closes the connection when it has had enough.
      }
    } catch (IOException e) {
      System.err.println("The connection was closed.");
    }
  }

  /** Sets of sets: each is in the next one twice, so that its hash code is computed twice. */
  static Set<Object> nestedSets() {
    Set<Object> root = new HashSet<>();
    Set<Object> left = root;
    Set<Object> right = new HashSet<>();
    for (int i = 0; i < DEPTH; i++) {
      Set<Object> nextLeft = new HashSet<>();
      Set<Object> nextRight = new HashSet<>();
      nextLeft.add("different");
      left.add(nextLeft);
      left.add(nextRight);
      right.add(nextLeft);
      right.add(nextRight);
      left = nextLeft;
      right = nextRight;
    }
    return root;
  }
}
