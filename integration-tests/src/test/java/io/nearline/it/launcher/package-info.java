/** The launcher as its user sees it: the script, its processes and its files. */
@NullMarked
package io.nearline.it.launcher;

import org.jspecify.annotations.NullMarked;
