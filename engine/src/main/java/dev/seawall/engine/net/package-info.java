/** Everything that opens a socket: registries, daemons, downloads; proxies, TLS, credentials, retries. */
@NullMarked
package dev.seawall.engine.net;

import org.jspecify.annotations.NullMarked;
