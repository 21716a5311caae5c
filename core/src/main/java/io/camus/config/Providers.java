package io.camus.config;

import io.camus.spi.StorePath;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The installed providers: ours, and those of plug-ins. */
public final class Providers {
  /** Those of this process. */
  public static final Providers INSTALLED = new Providers(PluginLoaders.INSTALLED);

  private final List<ClassLoader> loaders = new ArrayList<>();
  private final List<Provider> providers = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  /**
   * @param loaders of the class path, then of the plug-ins; an earlier one wins
   */
  Providers(List<ClassLoader> loaders) {
    load(loaders);
  }

  /** These, then those of further plug-ins. */
  Providers with(List<PlugIn> plugIns) {
    Providers more = new Providers(List.of());
    more.loaders.addAll(loaders);
    more.providers.addAll(providers);
    more.problems.addAll(problems);
    more.load(PluginLoaders.of(plugIns));
    return more;
  }

  private void load(List<ClassLoader> further) {
    loaders.addAll(further);
    further.forEach(this::load);
  }

  /** A registered class that cannot be used is a problem, and does not hide the others. */
  private void load(ClassLoader loader) {
    Iterator<ServiceLoader.Provider<Provider>> found =
        ServiceLoader.load(Provider.class, loader).stream().iterator();
    Set<String> faults = new HashSet<>();
    boolean more = true;
    while (more) {
      try {
        more = found.hasNext();
        if (more) {
          add(found.next());
        }
      } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
        // A fault that does not go away would be met forever.
        more = faults.add(reason(e));
        refuse(reason(e), loader);
      }
    }
  }

  /** The loader of a plug-in also meets the faults of the class path. */
  private void refuse(String reason, ClassLoader loader) {
    if (problems.stream().noneMatch(known -> known.contains(reason))) {
      problems.add(
          String.format(
              Locale.ROOT,
              "%s: META-INF/services/%s names a class that cannot be used: %s; correct or remove"
                  + " it",
              loader instanceof PluginLoaders.PluginLoader own
                  ? "plug-in " + own.plugIn().name()
                  : "the class path",
              Provider.class.getName(),
              reason));
    }
  }

  private void add(ServiceLoader.Provider<Provider> found) {
    if (providers.stream().anyMatch(it -> it.getClass() == found.type())) {
      return;
    }
    Provider provider = found.get();
    Optional<Provider> namesake =
        of(provider.kind())
            .filter(it -> names(provider).anyMatch(name -> names(it).anyMatch(name::equals)))
            .findFirst();
    if (namesake.isPresent()) {
      problems.add(
          String.format(
              Locale.ROOT,
              "the %s and the %s have the same name; remove or rename one",
              words(namesake.get()),
              words(provider)));
    } else {
      providers.add(provider);
    }
  }

  private static String reason(Throwable e) {
    String text = String.valueOf(e.getMessage()).replace(Provider.class.getName() + ": ", "");
    return e.getCause() == null ? text : text + " (" + e.getCause() + ")";
  }

  /** Registered classes that cannot be used, one sentence each. */
  List<String> problems() {
    return List.copyOf(problems);
  }

  /** Whether a provider is built in, so that its faults are bugs of Camus. */
  public static boolean isBuiltIn(Provider provider) {
    return provider.getClass().getClassLoader() == Provider.class.getClassLoader()
        && provider.getClass().getName().startsWith("io.camus.");
  }

  /** For people: {@code decoder com.example.Pairs of plug-in pairs.jar}. */
  public static String words(Provider provider) {
    return provider.kind().words()
        + " "
        + provider.getClass().getName()
        + PlugIn.of(provider.getClass().getClassLoader())
            .map(plugIn -> " of plug-in " + plugIn.name())
            .orElse("");
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

  /** The provider of a path's store; empty if it is a file system. */
  public Optional<Provider> ofPath(StorePath path) {
    int colon = path.value().indexOf(':');
    String scheme = colon < 0 ? "" : path.value().substring(0, colon).toLowerCase(Locale.ROOT);
    return of(Provider.Kind.STORE)
        .filter(it -> it.name().equals(scheme) || it.otherNames().contains(scheme))
        .findFirst();
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

  /** The plug-ins whose providers are chosen, whose keys are set, or which have a path's store. */
  static Set<PlugIn> plugIns(ParsedSettings settings) {
    Providers all = settings.keys().providers();
    Stream<Provider> chosen =
        settings.values().values().stream()
            .flatMap(it -> it instanceof Optional<?> maybe ? maybe.stream() : Stream.of(it))
            .flatMap(it -> it instanceof StorePath path ? all.ofPath(path).stream() : Stream.of(it))
            .filter(Provider.class::isInstance)
            .map(Provider.class::cast);
    Stream<Provider> configured =
        all.providers.stream()
            .filter(
                provider ->
                    provider.keys().keys().stream()
                        .anyMatch(key -> settings.namesOf(key).findAny().isPresent()));
    return Stream.concat(chosen, configured)
        .map(provider -> PlugIn.of(provider.getClass().getClassLoader()))
        .flatMap(Optional::stream)
        .collect(Collectors.toSet());
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
                "this class of the original Camus is not supported; use one of %s"
                    + " (docs/guide/migrating.md)",
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
