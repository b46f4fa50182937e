/** What the tests of this module share. */
@NullMarked
package io.nearline.features;

import org.jspecify.annotations.NullMarked;
