/** Configuration judged by checks that are data: documents in, findings out. Front door: Checker. */
@NullMarked
package dev.seawall.engine.check;

import org.jspecify.annotations.NullMarked;
