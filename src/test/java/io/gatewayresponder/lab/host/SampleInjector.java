package io.gatewayresponder.lab.host;

import com.microsoft.azure.functions.spi.inject.FunctionInstanceInjector;
import java.util.concurrent.LinkedBlockingQueue;

/** Makes {@link SampleFunctions} in a host process, where no test can pass a queue. */
public final class SampleInjector implements FunctionInstanceInjector {
  @Override
  public <T> T getInstance(Class<T> type) {
    return type.cast(new SampleFunctions(new LinkedBlockingQueue<>()));
  }
}
