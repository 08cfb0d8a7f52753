#!/bin/sh
# Builds the sensor's BPF object. Needs clang, llvm-strip and libbpf-dev. Users need none of them: the object is committed.
# usage: build.sh [OUTPUT]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
out=${1:-$here/../resources/sensor/sensor-amd64.bpf.o}
clang=${CLANG:-clang}
mkdir -p "$(dirname "$out")"
cd "$here"
"$clang" -g -O2 -target bpf -mcpu=v3 -D__TARGET_ARCH_x86 -I"/usr/include/$(uname -m)-linux-gnu" -Wall -Werror \
    -fdebug-prefix-map="$here"=. -c sensor.bpf.c -o "$out"
"${LLVM_STRIP:-llvm-strip}" -g "$out"
# what it was built from and by, so that a test can tell whether object and source agree
{
    cat kernel.h sensor.bpf.c | sha256sum | cut -d' ' -f1
    "$clang" --version | head -1
} > "${out%.o}.built"
