package io.nearline.server.plan;

import io.nearline.server.sql.Subject;
import io.nearline.server.sql.Sums;

/**
 * How the values of one form are computed.
 *
 * @param strategy who computes the features that both can compute
 * @param remark what is added to the reasons of these
 * @param sums how Pinot adds numbers up
 * @param subject what the rows of an aggregate statement are about
 */
record Computation(Strategy strategy, String remark, Sums sums, Subject subject) {}
