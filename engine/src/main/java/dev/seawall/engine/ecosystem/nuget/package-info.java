/** .NET: NuGet and Paket lock files, project files and dependency manifests. */
@NullMarked
package dev.seawall.engine.ecosystem.nuget;

import org.jspecify.annotations.NullMarked;
