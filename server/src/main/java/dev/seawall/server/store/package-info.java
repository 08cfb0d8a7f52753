/** What every store shares: how it fails and how it is opened. */
@NullMarked
package dev.seawall.server.store;

import org.jspecify.annotations.NullMarked;
