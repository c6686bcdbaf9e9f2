package io.gatewayresponder.lab.twin.arm;

import io.gatewayresponder.lab.twin.estate.ArmError;
import io.gatewayresponder.lab.twin.estate.ResourceId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Management locks. One holds for its scope (a subscription, a group, a resource) and for
 * everything below, whatever role somebody has; a thing cannot be deleted either while something
 * below it is locked. Thread-safe.
 */
public final class Locks {
  /** What a lock forbids. */
  public enum Level {
    /** Deletes only. */
    CAN_NOT_DELETE,

    /**
     * Every change, and every POST: Resource Manager cannot know which of these only ask, so
     * back-end health cannot be read under such a lock either.
     */
    READ_ONLY
  }

  private static final Set<String> CHANGES = Set.of("PUT", "PATCH", "POST", "DELETE");

  private final Map<String, Level> levels = new LinkedHashMap<>();
  private final Map<String, String> scopes = new LinkedHashMap<>();

  /** Locks a scope, in place of the lock that it had. */
  public synchronized void put(String scope, Level level) {
    levels.put(ResourceId.key(scope), level);
    scopes.put(ResourceId.key(scope), scope);
  }

  /** Takes a scope's lock away, if it has one. */
  public synchronized void remove(String scope) {
    levels.remove(ResourceId.key(scope));
    scopes.remove(ResourceId.key(scope));
  }

  /** Takes all locks away. */
  public synchronized void clear() {
    levels.clear();
    scopes.clear();
  }

  /**
   * Throws a 409 when a lock forbids the call.
   *
   * @param scope the resource that the call is about
   */
  synchronized void require(String method, String scope) {
    boolean deletes = method.equals("DELETE");
    if (!CHANGES.contains(method)) {
      return;
    }
    List<String> forbid =
        levels.entrySet().stream()
            .filter(lock -> deletes || lock.getValue() == Level.READ_ONLY)
            .map(Map.Entry::getKey)
            .filter(lock -> covers(lock, scope) || (deletes && covers(scope, lock)))
            .map(lock -> scopes.getOrDefault(lock, lock))
            .toList();
    if (!forbid.isEmpty()) {
      throw new ArmError(
          409,
          "ScopeLocked",
          ("The scope '%s' cannot perform %s operation because following scope(s) are locked: '%s'."
                  + " Please remove the lock and try again.")
              .formatted(scope, deletes ? "delete" : "write", String.join(",", forbid)));
    }
  }

  private static boolean covers(String above, String scope) {
    String key = ResourceId.key(scope);
    String root = ResourceId.key(above);
    return key.equals(root) || key.startsWith(root + "/");
  }
}
