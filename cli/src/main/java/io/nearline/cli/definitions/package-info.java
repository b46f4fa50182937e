/** What the feature definitions of a configuration directory say. */
@NullMarked
package io.nearline.cli.definitions;

import org.jspecify.annotations.NullMarked;
