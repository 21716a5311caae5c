package io.camus.config;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The installed providers: ours, and those of plug-ins. */
public final class Providers {
  /** Those of this process. */
  public static final Providers INSTALLED = new Providers(PluginLoaders.INSTALLED);

  private final List<ClassLoader> loaders;
  private final List<Provider> providers = new ArrayList<>();

  /**
   * @param loaders of the class path, then of the plug-ins; an earlier one wins
   */
  Providers(List<ClassLoader> loaders) {
    this.loaders = List.copyOf(loaders);
    for (ClassLoader loader : loaders) {
      ServiceLoader.load(Provider.class, loader).stream()
          .filter(found -> providers.stream().noneMatch(it -> it.getClass() == found.type()))
          .forEach(found -> providers.add(found.get()));
    }
  }

  /**
   * The provider with a name, or of a class.
   *
   * @throws IllegalArgumentException with the reason why there is none
   */
  public Provider get(Provider.Kind kind, String text) {
    Optional<Provider> named =
        of(kind)
            .filter(it -> names(it).anyMatch(text.toLowerCase(Locale.ROOT)::equals))
            .findFirst();
    if (named.isPresent()) {
      return named.get();
    }
    if (text.indexOf('.') < 0) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "must be one of %s, or the name of a class", offered(kind)));
    }
    return ofClass(kind, text);
  }

  private static Stream<String> names(Provider provider) {
    return Stream.concat(
        Stream.of(provider.name(), provider.getClass().getName().toLowerCase(Locale.ROOT)),
        provider.otherNames().stream());
  }

  private Stream<Provider> of(Provider.Kind kind) {
    return providers.stream().filter(provider -> provider.kind() == kind);
  }

  /** The names of a kind's providers without a class of the original, for messages. */
  String offered(Provider.Kind kind) {
    return of(kind)
        .map(Provider::name)
        .filter(name -> name.indexOf('.') < 0)
        .collect(Collectors.joining(", "));
  }

  /** The keys of each provider that has some. */
  List<KeyGroup> keys() {
    return providers.stream()
        .map(Provider::keys)
        .filter(group -> !group.keys().isEmpty())
        .distinct()
        .toList();
  }

  /** All providers of a kind, in the order of their registration. */
  public List<Provider> all(Provider.Kind kind) {
    return of(kind).toList();
  }

  private Provider ofClass(Provider.Kind kind, String name) {
    for (ClassLoader loader : loaders) {
      try {
        return made(kind, Class.forName(name, true, loader));
      } catch (ClassNotFoundException e) {
        // Perhaps a plug-in has it.
      } catch (LinkageError e) {
        throw new IllegalArgumentException("a class that it needs is missing: " + e, e);
      }
    }
    throw new IllegalArgumentException(
        name.startsWith("com.linkedin.camus.")
            ? String.format(
                Locale.ROOT,
                "this class of the original Camus is not supported; use one of %s",
                offered(kind))
            : String.format(
                Locale.ROOT,
                "no installed %s has this name, and no such class is on the class path or in"
                    + " plugins/",
                kind.words()));
  }

  private static Provider made(Provider.Kind kind, Class<?> type) {
    try {
      if (type.getConstructor().newInstance() instanceof Provider provider
          && provider.kind() == kind) {
        return provider;
      }
      throw new IllegalArgumentException("the class does not implement " + kind.contract());
    } catch (InvocationTargetException e) {
      throw new IllegalArgumentException("its constructor failed: " + e.getCause(), e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(
          "the class must be public and have a public constructor without parameters, and"
              + " implement "
              + kind.contract(),
          e);
    }
  }
}
