#!/usr/bin/env bash
# Unpack, both digests and the tar walk of one layer, against the floor of any scanner: igzip and openssl.
# usage: bench/run layers [TAR]     TAR: an uncompressed tar of some hundred MB; made from /usr where none is given
set -euo pipefail
cd "$(dirname "$0")"
work=${TMPDIR:-/tmp}/seawall-bench-layers
mkdir -p "$work"
tar=${1:-$work/usr.tar}
[ -f "$tar" ] || { tar -C / -cf - usr/bin usr/share usr/lib/python3 2>/dev/null || true; } | head -c 700M > "$tar"
[ -f "$work/layer.gz" ] && [ "$work/layer.gz" -nt "$tar" ] || gzip -6 -c "$tar" > "$work/layer.gz"
[ -f "$work/layer.zst" ] && [ "$work/layer.zst" -nt "$tar" ] || zstd -q -f -3 "$tar" -o "$work/layer.zst"
bytes=$(stat -Lc %s "$tar")

# best of three by the clock, and the processor time of that run: on a busy machine only the second says anything
floor() {
    local label=$1; shift
    local best= cpu=
    for _ in 1 2 3; do
        local from to used
        from=$(date +%s%N)
        used=$( { TIMEFORMAT='%U %S'; time bash -c "$*" >/dev/null; } 2>&1 | awk '{printf "%d", ($1 + $2) * 1000000}')
        to=$(date +%s%N)
        local took=$(( (to - from) / 1000 ))
        if [ -z "$best" ] || [ "$took" -lt "$best" ]; then best=$took; cpu=$used; fi
    done
    printf '%-52s %5d MB/s  %5d MB/cpu-s\n' "$label" $(( bytes / best )) $(( bytes / cpu ))
}
if command -v igzip >/dev/null; then
    floor "igzip -dc, one core" "taskset -c 0 igzip -dc $work/layer.gz"
    floor "igzip + openssl of both, one core" "taskset -c 0 sh -c 'openssl dgst -sha256 $work/layer.gz; igzip -dc $work/layer.gz | openssl dgst -sha256'"
    floor "igzip | openssl, and openssl of the blob, two cores" "openssl dgst -sha256 $work/layer.gz & igzip -dc $work/layer.gz | openssl dgst -sha256; wait"
fi
jars=$(find ../cli/target/dist/lib -name '*.jar' 2>/dev/null | tr '\n' ':')
[ -n "$jars" ] || { echo "run ./dev build first" >&2; exit 2; }
run() { "$@" "$JAVA_HOME/bin/java" -XX:+UseSerialGC -Xmx1g --enable-native-access=ALL-UNNAMED -cp "$jars" LayerBench.java "$work"; }
THREADS=1 run taskset -c 0
THREADS=2 run env
