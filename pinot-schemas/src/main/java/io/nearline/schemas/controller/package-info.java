/** The REST interface of Pinot's controller, as far as tables need it. */
@NullMarked
package io.nearline.schemas.controller;

import org.jspecify.annotations.NullMarked;
