/** Who somebody is and what they may do: accounts, passwords, second factors, tokens, sessions, roles. */
@NullMarked
package dev.seawall.server.auth;

import org.jspecify.annotations.NullMarked;
