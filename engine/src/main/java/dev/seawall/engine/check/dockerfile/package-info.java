/** Dockerfiles and Containerfiles: parsed as BuildKit does, then told as a document for checks and as a workload. */
@NullMarked
package dev.seawall.engine.check.dockerfile;

import org.jspecify.annotations.NullMarked;
