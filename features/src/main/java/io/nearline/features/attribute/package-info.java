/** What definitions may refer to: declared attributes, and the tables that entities live in. */
@NullMarked
package io.nearline.features.attribute;

import org.jspecify.annotations.NullMarked;
