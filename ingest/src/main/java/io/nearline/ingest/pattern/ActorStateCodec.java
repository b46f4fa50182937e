package io.nearline.ingest.pattern;

import io.nearline.features.action.ActionJson;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * States as bytes: a version; the head: how many actions wait, the newest timestamp, the last
 * arrival; where the last action that was matched stands; each action once; the waiting ones and
 * the unfinished sequences by the actions' indices.
 */
public final class ActorStateCodec {
  private static final byte VERSION = 1;

  private ActorStateCodec() {}

  /**
   * What is known of a state without reading it all.
   *
   * @param held how many actions wait to be put in order
   * @param newest the newest timestamp
   * @param arrived the processing time at which the last action arrived, in epoch milliseconds
   */
  public record Head(int held, long newest, long arrived) {}

  /** Writes a state. */
  public static byte[] write(ActorState state) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeInt(state.held.size());
      out.writeLong(state.newest);
      out.writeLong(state.arrived);
      Position matched = state.matched;
      out.writeBoolean(matched != null);
      if (matched != null) {
        out.writeLong(matched.timestamp());
        out.writeUTF(matched.eventId());
      }
      Map<StepAction, Integer> indices = new HashMap<>();
      List<StepAction> actions = new ArrayList<>();
      index(state.held, indices, actions);
      state.runs.forEach(run -> index(run, indices, actions));
      out.writeInt(actions.size());
      for (StepAction action : actions) {
        byte[] json = ActionJson.write(action.action());
        out.writeInt(json.length);
        out.write(json);
      }
      out.writeInt(state.runs.size());
      for (List<StepAction> run : state.runs) {
        out.writeInt(run.size());
        for (StepAction action : run) {
          out.writeInt(indices.getOrDefault(action, -1));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void index(
      Iterable<StepAction> some, Map<StepAction, Integer> indices, List<StepAction> actions) {
    for (StepAction action : some) {
      if (indices.putIfAbsent(action, actions.size()) == null) {
        actions.add(action);
      }
    }
  }

  /** Reads the head of a state that was written. */
  public static Head head(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    checkVersion(buffer.get());
    return new Head(buffer.getInt(), buffer.getLong(), buffer.getLong());
  }

  /**
   * Reads a state.
   *
   * @throws IllegalStateException when the bytes are none: the store is ours alone
   */
  public static ActorState read(byte[] bytes) {
    ActorState state = new ActorState();
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      checkVersion(in.readByte());
      int held = in.readInt();
      state.newest = in.readLong();
      state.arrived = in.readLong();
      if (in.readBoolean()) {
        state.matched = new Position(in.readLong(), in.readUTF());
      }
      List<StepAction> actions = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        actions.add(new StepAction(ActionJson.read(in.readNBytes(in.readInt()))));
      }
      state.held.addAll(actions.subList(0, held));
      for (int left = in.readInt(); left > 0; left--) {
        List<StepAction> run = new ArrayList<>();
        for (int steps = in.readInt(); steps > 0; steps--) {
          run.add(actions.get(in.readInt()));
        }
        state.runs.add(run);
      }
    } catch (IOException e) {
      throw new IllegalStateException("a state of " + bytes.length + " bytes is cut", e);
    }
    return state;
  }

  private static void checkVersion(byte version) {
    if (version != VERSION) {
      throw new IllegalStateException("version: " + version + " (expected: " + VERSION + ")");
    }
  }
}
