/** Native libraries, called through java.lang.foreign; those that read untrusted bytes run in a child process. */
@NullMarked
package dev.seawall.engine.nativelib;

import org.jspecify.annotations.NullMarked;
