/** The base image: which layers are its own, what it is called, whether it is official, supported and fresh. */
@NullMarked
package dev.seawall.engine.base;

import org.jspecify.annotations.NullMarked;
