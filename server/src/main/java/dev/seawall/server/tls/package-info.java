/** The server's own certificate authority and the TLS of its listeners. */
@NullMarked
package dev.seawall.server.tls;

import org.jspecify.annotations.NullMarked;
