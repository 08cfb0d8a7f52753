/** What the walker hands to plug-ins: entries of a file tree and bounded access to their bytes. */
@NullMarked
package dev.seawall.engine.files;

import org.jspecify.annotations.NullMarked;
