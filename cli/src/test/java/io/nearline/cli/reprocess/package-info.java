@NullMarked
package io.nearline.cli.reprocess;

import org.jspecify.annotations.NullMarked;
