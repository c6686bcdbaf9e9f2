package io.gatewayresponder.lab.host;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.annotation.BindingName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import com.microsoft.azure.functions.annotation.ServiceBusQueueTrigger;
import com.microsoft.azure.functions.annotation.TimerTrigger;
import com.microsoft.azure.functions.spi.inject.FunctionInstanceInjector;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The method that a {@code function.json} names, and how its parameters get their values: by
 * annotation, once at the start, so that a parameter we cannot serve is an error before the first
 * message and not with it.
 */
final class EntryPoint {
  private final Object target;
  private final Method method;
  private final List<Function<Call, @Nullable Object>> arguments;

  /**
   * One call's inputs.
   *
   * @param trigger what the trigger parameter gets
   * @param metadata what {@code @BindingName} parameters get, as text
   */
  record Call(Object trigger, Map<String, String> metadata, ExecutionContext context) {}

  private EntryPoint(
      Object target, Method method, List<Function<Call, @Nullable Object>> arguments) {
    this.target = target;
    this.method = method;
    this.arguments = arguments;
  }

  static EntryPoint load(PackagedApp.Function function, FunctionInstanceInjector injector) {
    int dot = function.entryPoint().lastIndexOf('.');
    String className = function.entryPoint().substring(0, Math.max(dot, 0));
    String methodName = function.entryPoint().substring(dot + 1);
    try {
      Class<?> type = Class.forName(className);
      Method method =
          Arrays.stream(type.getMethods())
              .filter(candidate -> candidate.getName().equals(methodName))
              .findFirst()
              .orElseThrow(() -> new NoSuchMethodException(function.entryPoint()));
      List<Function<Call, @Nullable Object>> arguments = new ArrayList<>();
      for (Parameter parameter : method.getParameters()) {
        arguments.add(argument(function, parameter));
      }
      return new EntryPoint(injector.getInstance(type), method, arguments);
    } catch (Exception e) {
      throw new IllegalStateException("Function " + function.name() + " cannot be loaded: " + e, e);
    }
  }

  /**
   * Runs the function.
   *
   * @return what it returned, null for nothing
   * @throws Exception whatever the function threw, unwrapped
   */
  @Nullable Object call(Call call) throws Exception {
    Object[] values = new Object[arguments.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = arguments.get(i).apply(call);
    }
    try {
      return method.invoke(target, values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Exception thrown) {
        throw thrown;
      }
      throw e;
    }
  }

  private static Function<Call, @Nullable Object> argument(
      PackagedApp.Function function, Parameter parameter) {
    if (parameter.getType() == ExecutionContext.class) {
      return Call::context;
    }
    if (isTrigger(parameter)) {
      return Call::trigger;
    }
    BindingName binding = parameter.getAnnotation(BindingName.class);
    if (binding != null) {
      return call -> convert(call.metadata().get(binding.value()), parameter.getType());
    }
    throw new IllegalStateException(
        "the lab's host cannot serve parameter " + parameter + " of " + function.entryPoint());
  }

  private static boolean isTrigger(Parameter parameter) {
    return parameter.isAnnotationPresent(HttpTrigger.class)
        || parameter.isAnnotationPresent(ServiceBusQueueTrigger.class)
        || parameter.isAnnotationPresent(TimerTrigger.class);
  }

  private static @Nullable Object convert(@Nullable String text, Class<?> type) {
    if (text == null || type == String.class) {
      return text;
    }
    if (type == int.class || type == Integer.class) {
      return Integer.valueOf(text);
    }
    if (type == long.class || type == Long.class) {
      return Long.valueOf(text);
    }
    throw new IllegalStateException("A @BindingName of type " + type + " is not served");
  }
}
