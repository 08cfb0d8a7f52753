#!/bin/sh
# The sensor under load: events/s, drops, CPU share, exec-to-alert latency, and what it costs the one who is watched.
# usage: bench/sensor.sh [SECONDS] [RULE_FILE...]; needs root and gcc. Runs from the built jars.
set -eu
cd "$(dirname "$0")/.."
seconds=${1:-10}
[ $# -gt 0 ] && shift
. deploy/launcher/jdk.sh
seawall_find_jdk
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
gcc -O2 -o "$work/load" bench/sensor-load.c
echo "without a sensor:"
"$work/load" 3
for rules in "" "$*"; do
    echo "with the sensor${rules:+ and $rules}:"
    "$SEAWALL_JDK/bin/java" -XX:+UseSerialGC -Xms64m -Xmn32m --enable-native-access=ALL-UNNAMED -cp "${SEAWALL_BENCH_CP:-cli/target/dist/lib/*:cli/target/dist/lib-agent/*}" \
        bench/SensorBench.java "$work/load" "$seconds" $rules
    [ -z "$*" ] && break
done
