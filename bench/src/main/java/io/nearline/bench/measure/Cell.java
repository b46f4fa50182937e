package io.nearline.bench.measure;

import io.nearline.bench.load.Choice;
import io.nearline.bench.load.Target;
import java.util.OptionalLong;

/**
 * One measurement of a round.
 *
 * @param key its name in reports and in {@link Ratios}
 * @param load how the target is called
 * @param entities how many actors a call asks for
 * @param target what is called
 * @param choice whom calls ask for
 * @param server the process id of the server that is called, if it is not Pinot's own
 */
public record Cell(
    String key, Load load, int entities, Target target, Choice choice, OptionalLong server) {}
