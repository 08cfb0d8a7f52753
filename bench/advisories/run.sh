#!/bin/sh
# The two goals of the advisory store: 500,000 records built within 60 s and 1 GiB of heap, and open + 500 lookups
# within 60 ms in a cold JVM at 160,000 packages. Needs `./dev build` before. Usage: bench/advisories/run.sh [FOLDER]
set -eu
cd "$(dirname "$0")/../.."
. deploy/launcher/jdk.sh
seawall_find_jdk
java=$SEAWALL_JDK/bin/java
work=${1:-$(mktemp -d)}
classpath=$(ls cli/target/dist/lib/*.jar | tr '\n' ':')
[ -f "$work/bucket/npm/all.zip" ] || "$java" bench/advisories/Generate.java "$work/bucket" 500000 160000
mkdir -p "$work/classes"
"$SEAWALL_JDK/bin/javac" -d "$work/classes" -cp "$classpath" bench/advisories/Lookups.java
echo "build of 500,000 records, -Xmx1g:"
rm -rf "$work/home"
start=$(date +%s.%N)
SEAWALL_HOME=$work/home "$java" -Xmx1g -XX:+UseSerialGC -cp "$classpath" dev.seawall.cli.Main db update --from "$work/bucket"
end=$(date +%s.%N)
echo "$start $end" | awk '{ printf "  %.1f s\n", $2 - $1 }'
echo "cold JVM, five runs:"
for run in 1 2 3 4 5; do
    "$java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp "$work/classes:$classpath" bench.Lookups "$work/home" 160000
done
echo "warm, first and last of 200 rounds:"
"$java" -XX:+UseSerialGC -cp "$work/classes:$classpath" bench.Lookups "$work/home" 160000 200
