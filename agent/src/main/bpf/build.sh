#!/bin/sh
# Builds the BPF objects. Needs clang, llvm-strip and libbpf-dev. Users need none of them: the objects are committed.
# usage: build.sh [FOLDER]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
out=${1:-$here/../resources/sensor}
clang=${CLANG:-clang}
mkdir -p "$out"
out=$(cd "$out" && pwd)
cd "$here"
for name in sensor profile; do
    "$clang" -g -O2 -target bpf -mcpu=v3 -D__TARGET_ARCH_x86 -I"/usr/include/$(uname -m)-linux-gnu" -Wall -Werror \
        -fdebug-prefix-map="$here"=. -c "$name.bpf.c" -o "$out/$name-amd64.bpf.o"
    "${LLVM_STRIP:-llvm-strip}" -g "$out/$name-amd64.bpf.o"
    # what it was built from and by, so that a test can tell whether object and source agree
    {
        cat kernel.h "$name.bpf.c" | sha256sum | cut -d' ' -f1
        "$clang" --version | head -1
    } > "$out/$name-amd64.bpf.built"
done
