/** What pipelines.yaml says. */
@NullMarked
package io.nearline.ingest.pipeline;

import org.jspecify.annotations.NullMarked;
