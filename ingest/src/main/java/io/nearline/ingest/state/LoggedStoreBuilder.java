package io.nearline.ingest.state;

import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Makes stores around stores that are changelogged, of the same name and with the same changelog.
 *
 * @param <S> the type of the store within
 * @param <T> the type of the store
 * @param inner makes the store within
 * @param around makes the store around it
 */
public record LoggedStoreBuilder<S extends StateStore, T extends StateStore>(
    StoreBuilder<S> inner, Function<S, T> around) implements StoreBuilder<T> {

  @Override
  public T build() {
    return around.apply(inner.build());
  }

  @Override
  public StoreBuilder<T> withCachingEnabled() {
    return new LoggedStoreBuilder<>(inner.withCachingEnabled(), around);
  }

  @Override
  public StoreBuilder<T> withCachingDisabled() {
    return new LoggedStoreBuilder<>(inner.withCachingDisabled(), around);
  }

  @Override
  public StoreBuilder<T> withLoggingEnabled(Map<String, String> config) {
    return new LoggedStoreBuilder<>(inner.withLoggingEnabled(config), around);
  }

  @Override
  public StoreBuilder<T> withLoggingDisabled() {
    return new LoggedStoreBuilder<>(inner.withLoggingDisabled(), around);
  }

  @Override
  public Map<String, String> logConfig() {
    return inner.logConfig();
  }

  @Override
  public boolean loggingEnabled() {
    return inner.loggingEnabled();
  }

  @Override
  public String name() {
    return inner.name();
  }
}
