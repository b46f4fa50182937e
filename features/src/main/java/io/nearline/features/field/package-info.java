/** What a definition reads from actions, and actions laid out in columns. */
@NullMarked
package io.nearline.features.field;

import org.jspecify.annotations.NullMarked;
