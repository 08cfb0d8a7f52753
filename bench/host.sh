#!/usr/bin/env bash
# Wall and processor time of a host audit, Seawall against Lynis, on this host as it is.
# usage: bench/host.sh     (as root; apt-get install lynis)
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
timed() {
    local label=$1; shift
    local from to used
    from=$(date +%s%N)
    used=$( { TIMEFORMAT='%U %S'; time "$@" >"$work/out" 2>"$work/err" || true; } 2>&1 | tail -1 | awk '{printf "%.1f", $1 + $2}')
    to=$(date +%s%N)
    printf '%-10s %7.1f s wall %7s s cpu\n' "$label" "$(( (to - from) / 1000000 ))e-3" "$used"
}
timed seawall ./seawall host audit -f json
timed seawall ./seawall host audit -f json
command -v lynis >/dev/null && timed lynis lynis audit system --quick --quiet --no-colors --logfile "$work/log" --report-file "$work/report"
