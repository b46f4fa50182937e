/** Feature files as texts: matrices written out, a selection cut out. */
@NullMarked
package io.nearline.features.source;

import org.jspecify.annotations.NullMarked;
