package io.gatewayresponder.lab.twin.estate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An ARM resource id taken apart: {@code
 * /subscriptions/{s}/resourceGroups/{g}/providers/{namespace}/{type}/{name}} and any number of
 * further type and name pairs. Ids are compared without regard to case, so {@link #key()} is what
 * maps are keyed by.
 */
public record ResourceId(
    String subscription,
    String resourceGroup,
    String namespace,
    List<String> types,
    List<String> names) {

  private static final String PROVIDERS = "providers";

  public ResourceId {
    types = List.copyOf(types);
    names = List.copyOf(names);
    if (types.isEmpty() || types.size() != names.size()) {
      throw new IllegalArgumentException("Types and names come in pairs: " + types + names);
    }
  }

  /** The id, or nothing when the text is not the id of a resource in a resource group. */
  public static Optional<ResourceId> find(String text) {
    String[] parts = text.split("/", -1);
    // "", subscriptions, s, resourceGroups, g, providers, namespace, type, name …
    if (parts.length < 9
        || parts.length % 2 == 0
        || !parts[0].isEmpty()
        || !parts[1].equalsIgnoreCase("subscriptions")
        || !parts[3].equalsIgnoreCase("resourceGroups")
        || !parts[5].equalsIgnoreCase("providers")) {
      return Optional.empty();
    }
    List<String> types = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int i = 2; i < parts.length; i++) {
      if (parts[i].isEmpty()) {
        return Optional.empty();
      }
    }
    for (int i = 7; i < parts.length; i += 2) {
      types.add(parts[i]);
      names.add(parts[i + 1]);
    }
    return Optional.of(new ResourceId(parts[2], parts[4], parts[6], types, names));
  }

  /** The id; an {@link IllegalArgumentException} when the text is none. */
  public static ResourceId of(String text) {
    return find(text).orElseThrow(() -> new IllegalArgumentException("Not a resource id: " + text));
  }

  /**
   * For example {@code Microsoft.Network/virtualNetworks/subnets}; of an extension its own,
   * whatever it is on.
   */
  public String type() {
    for (int i = types.size() - 2; i >= 0; i--) {
      if (types.get(i).equalsIgnoreCase(PROVIDERS)) {
        return names.get(i) + "/" + String.join("/", types.subList(i + 1, types.size()));
      }
    }
    return namespace + "/" + String.join("/", types);
  }

  /** The last name. */
  public String name() {
    return names.get(names.size() - 1);
  }

  /** The last type, which is also the property of the parent's document that holds its children. */
  public String collection() {
    return types.get(types.size() - 1);
  }

  /** The id without its last pair; nothing for a top-level resource. */
  public Optional<ResourceId> parent() {
    int last = types.size() - 1;
    return last == 0
        ? Optional.empty()
        : Optional.of(
            new ResourceId(
                subscription,
                resourceGroup,
                namespace,
                types.subList(0, last),
                names.subList(0, last)));
  }

  /**
   * Whether it is a resource of another provider on this one, a diagnostic setting say: {@code
   * …/providers/{namespace}/{type}/{name}} after the id of the other.
   */
  public boolean isExtension() {
    return types.stream().anyMatch(PROVIDERS::equalsIgnoreCase);
  }

  /** The id of a child. */
  public ResourceId child(String type, String name) {
    List<String> childTypes = new ArrayList<>(types);
    List<String> childNames = new ArrayList<>(names);
    childTypes.add(type);
    childNames.add(name);
    return new ResourceId(subscription, resourceGroup, namespace, childTypes, childNames);
  }

  /** The id as ARM writes it. */
  @Override
  public String toString() {
    StringBuilder text =
        new StringBuilder("/subscriptions/")
            .append(subscription)
            .append("/resourceGroups/")
            .append(resourceGroup)
            .append("/providers/")
            .append(namespace);
    for (int i = 0; i < types.size(); i++) {
      text.append('/').append(types.get(i)).append('/').append(names.get(i));
    }
    return text.toString();
  }

  /** Equal for two ids of the same resource. */
  public String key() {
    return key(toString());
  }

  /** Equal for two spellings of the same id. */
  public static String key(String id) {
    return id.toLowerCase(Locale.ROOT);
  }
}
