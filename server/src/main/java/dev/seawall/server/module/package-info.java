/** What a part of the server declares and what it is given: the interface every module plugs into. */
@NullMarked
package dev.seawall.server.module;

import org.jspecify.annotations.NullMarked;
