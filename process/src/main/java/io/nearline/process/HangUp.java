package io.nearline.process;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationTargetException;

/** The signal SIGHUP, with which daemons are told to read their configuration again. */
public final class HangUp {
  private HangUp() {}

  /**
   * Does something on each SIGHUP, which then no longer ends this JVM.
   *
   * <p>The only way to a signal is {@code sun.misc.Signal}, of the JDK's module {@code
   * jdk.unsupported}. Naming it in source is a warning that nothing turns off, so its two methods
   * are looked up.
   *
   * @param action what to do, on a thread of the JVM's; must not block
   * @return whether this platform has the signal, and the JVM leaves it to the program
   */
  public static boolean handle(Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      MethodHandle run =
          MethodHandles.lookup()
              .findVirtual(Runnable.class, "run", MethodType.methodType(void.class))
              .bindTo(action);
      signal
          .getMethod("handle", signal, handler)
          .invoke(
              null,
              signal.getConstructor(String.class).newInstance("HUP"),
              MethodHandleProxies.asInterfaceInstance(
                  handler, MethodHandles.dropArguments(run, 0, signal)));
      return true;
    } catch (ClassNotFoundException | InvocationTargetException noSuchSignal) {
      return false;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("sun.misc.Signal is another class than it was", e);
    }
  }
}
