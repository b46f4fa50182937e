@NullMarked
package io.nearline.cli;

import org.jspecify.annotations.NullMarked;
