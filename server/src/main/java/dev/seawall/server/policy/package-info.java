/** Exceptions and policies that apply to everything the server judges. */
@NullMarked
package dev.seawall.server.policy;

import org.jspecify.annotations.NullMarked;
