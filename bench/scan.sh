#!/usr/bin/env bash
# Whole scans of a small (about 200 MB) and a large (2 GB and more) image: Seawall, Trivy where TRIVY= names its binary, and the floor
# (igzip -dc and openssl dgst -sha256 over every layer). Prints medians of wall seconds, CPU seconds and peak memory, and the ratios.
# RUNS=5 sets the counted runs; WORK=/tmp/seawall-bench holds the images between runs.
set -euo pipefail
cd "$(dirname "$0")/.."
work=${WORK:-/tmp/seawall-bench}; runs=${RUNS:-5}
mkdir -p "$work"

if ! [ -f "$work/small.tar" ]; then
    if command -v debootstrap >/dev/null && [ "$(id -u)" = 0 ]; then
        [ -d "$work/debian" ] || debootstrap --variant=minbase bookworm "$work/debian" >/dev/null
        sh bench/make-image.sh "$work/small.tar" "$work/debian"
    else
        echo "skipped: the small image needs root and debootstrap"
    fi
fi
[ -f "$work/large.tar" ] || sh bench/make-image.sh "$work/large.tar" ${LARGE_FROM:-"$work/debian" /usr/share /usr/lib /usr/local}

layers() { tar -tf "$1" | grep '^blobs/sha256/' ; }

measure() { # LABEL COMMAND...: appends "label wall cpu rss" medians to the table
    label=$1; shift
    for run in $(seq 0 "$runs"); do
        /usr/bin/time -o "$work/time" -f '%e %U %S %M' "$@" >/dev/null 2>&1 || true
        [ "$run" = 0 ] || tail -n 1 "$work/time"
    done | awk -v label="$label" '
        {w[NR]=$1; c[NR]=$2+$3; m[NR]=$4}
        function median(a, n,   i, j, t) { for (i=1;i<=n;i++) for (j=i+1;j<=n;j++) if (a[j]<a[i]) {t=a[i];a[i]=a[j];a[j]=t}; return a[int((n+1)/2)] }
        END {printf "%-28s %8.2f s wall %8.2f s cpu %8d MiB\n", label, median(w,NR), median(c,NR), median(m,NR)/1024}'
}

floor() { # IMAGE
    for layer in $(layers "$1"); do
        case $(tar -xOf "$1" "$layer" | head -c 2 | od -An -tx1 | tr -d ' ') in 1f8b) tar -xOf "$1" "$layer" | igzip -dc | openssl dgst -sha256 ;; esac
    done
}
export -f floor layers

for image in small large; do
    file=$work/$image.tar
    [ -f "$file" ] || continue
    echo "== $image: $(( $(stat -c %s "$file") / 1000000 )) MB stored"
    measure "seawall, cold cache" ./seawall scan "$file" --no-cache -f json
    measure "seawall packages only" ./seawall scan "$file" --no-cache --scanners none -f json
    export SEAWALL_HOME=$work/home
    measure "seawall, again" ./seawall scan "$file" -f json
    unset SEAWALL_HOME
    if [ -n "${TRIVY:-}" ]; then
        measure "trivy --version" "$TRIVY" --version
        measure "trivy packages (cyclonedx)" "$TRIVY" image --input "$file" --format cyclonedx --offline-scan --cache-dir "$(mktemp -d)"
        measure "trivy secrets" "$TRIVY" image --input "$file" --scanners secret --offline-scan --format json --cache-dir "$(mktemp -d)"
    fi
    command -v igzip >/dev/null && measure "floor: igzip | openssl" bash -c "floor $file"
done
