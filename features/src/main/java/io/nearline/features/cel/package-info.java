/** What conditions and expressions share of CEL's syntax trees. */
@NullMarked
package io.nearline.features.cel;

import org.jspecify.annotations.NullMarked;
