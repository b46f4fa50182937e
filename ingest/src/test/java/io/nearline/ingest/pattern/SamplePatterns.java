package io.nearline.ingest.pattern;

import io.nearline.features.problem.Problems;
import io.nearline.features.yaml.StrictYaml;
import io.nearline.ingest.pipeline.PipelinesFile;
import java.util.List;
import java.util.Set;

/** Patterns for tests. */
final class SamplePatterns {
  private static final String HEAD =
      """
      pipelines: [{name: shop, from: [raw.shop], format: action}]
      patterns:
      """;

  /** Conversions; a step of any; one verb over and over; conditions over attributes and times. */
  static final String SEVERAL =
      """
        - name: conversion
          from: [shop]
          within: 60ms
          grace: 20ms
          limit: 10000
          steps:
            - {name: search, where: 'action.verb == "search"'}
            - {name: view, where: 'action.verb == "view"', take: any}
            - {name: cart, where: 'action.verb == "cart" && action.object == view.object'}
            - {name: buy, where: 'action.verb == "buy" && action.object == cart.object'}
          emit:
            verb: '"search-conversion"'
            object: buy.object
            verbAttributes: '{"query": search.verbAttributes.query}'
        - name: strict
          from: [shop]
          within: 40ms
          grace: 0ms
          steps:
            - {name: view, where: 'action.verb == "view"'}
            - {name: buy, where: 'action.verb == "buy" && action.object == view.object'}
          emit: {verb: '"bought"', object: buy.object}
        - name: thrice
          from: [shop]
          within: 30ms
          grace: 20ms
          steps:
            - {name: a, where: 'true'}
            - {name: b, where: 'action.object == a.object'}
            - {name: c, where: 'action.object != a.object && action.timestamp > b.timestamp'}
          emit: {verb: '"thrice"', object: c.object}
        - name: branches
          from: [shop]
          within: 50ms
          grace: 7ms
          limit: 10000
          steps:
            - {name: a, where: 'action.verb in ["view", "search"]'}
            - {name: b, where: 'action.verb != a.verb', take: any}
            - {name: c, where: 'action.object != b.object', take: any}
            - {name: d, where: 'action.object == b.object && action.verb == c.verb'}
          emit: {verb: '"branches"', object: d.object}
        - name: attributes
          from: [shop]
          within: 80ms
          grace: 20ms
          steps:
            - {name: a, where: 'action.verbAttributes.query == "linen"'}
            - {name: b, where: 'a.verbAttributes.n < action.verbAttributes.n'}
          emit: {verb: '"more"', object: b.object}
      """;

  private SamplePatterns() {}

  static List<ActionPattern> of(String patterns) {
    Problems problems = new Problems();
    List<ActionPattern> read =
        PipelinesFile.read(
                StrictYaml.parse(PipelinesFile.NAME, HEAD + patterns, problems).orElseThrow(),
                Set.of())
            .patterns();
    problems.throwIfAny();
    return read;
  }
}
