package dev.seawall.engine.nativelib;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A shared library found by one of its names, and its functions. */
final class NativeLibrary {
    private final SymbolLookup symbols;

    private NativeLibrary(SymbolLookup symbols) {
        this.symbols = symbols;
    }

    /** The functions of the C library that every process has. */
    static NativeLibrary ofSystem() {
        return new NativeLibrary(Linker.nativeLinker().defaultLookup());
    }

    /** The first of these that the system's loader finds; empty where it finds none. */
    static Optional<NativeLibrary> find(List<String> names) {
        for (String name : names) {
            try {
                return Optional.of(new NativeLibrary(SymbolLookup.libraryLookup(name, Arena.global())));
            } catch (IllegalArgumentException absent) {
                continue;
            }
        }
        return Optional.empty();
    }

    /** A function by name; null for one that returns nothing. */
    MethodHandle function(String name, @Nullable MemoryLayout result, MemoryLayout... arguments) {
        FunctionDescriptor shape =
                result == null ? FunctionDescriptor.ofVoid(arguments) : FunctionDescriptor.of(result, arguments);
        return Linker.nativeLinker()
                .downcallHandle(
                        symbols.find(name)
                                .orElseThrow(() -> new IllegalStateException("the library has no function " + name)),
                        shape);
    }
}
