/** Kustomize's common part: bases, components, patches, generators and the built-in transformers. */
@NullMarked
package dev.seawall.engine.check.kustomize;

import org.jspecify.annotations.NullMarked;
