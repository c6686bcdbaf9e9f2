package io.gatewayresponder.console;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The console's templates. Every value is escaped unless a template asks for it raw, and only the
 * layout does, for what another template has made: text from outside is data, never markup.
 */
final class Templates {
  private static final Mustache.Compiler COMPILER =
      Mustache.compiler().escapeHTML(true).emptyStringIsFalse(true).nullValue("");

  private static final Map<String, Template> COMPILED = new ConcurrentHashMap<>();

  private Templates() {}

  /** A whole page: the named template inside the layout. */
  static String page(
      String name, String title, String person, @Nullable Integer refreshSeconds, Object view) {
    Map<String, Object> layout = new HashMap<>();
    layout.put("title", title);
    layout.put("person", person);
    layout.put("home", Links.CONSOLE);
    layout.put("style", resource("style.css"));
    layout.put("content", template(name).execute(view));
    layout.put("refreshSeconds", refreshSeconds == null ? "" : refreshSeconds.toString());
    return template("layout").execute(layout);
  }

  private static Template template(String name) {
    return COMPILED.computeIfAbsent(name, n -> COMPILER.compile(resource(n + ".mustache")));
  }

  private static String resource(String name) {
    try (InputStream in = Templates.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the package lacks " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
