#!/usr/bin/env bash
# How long a page waits for its first rows when there is a lot: fills a server's store and asks what the pages ask.
# usage: bench/run pages [IMAGES [FINDINGS_EACH]]     default: 100000 images with 10 findings each
set -euo pipefail
cd "$(dirname "$0")"
jars=$(find ../cli/target/dist/lib ../cli/target/dist/lib-server -name '*.jar' 2>/dev/null | tr '\n' ':')
[ -n "$jars" ] || { echo "run ./dev build first" >&2; exit 2; }
exec "$JAVA_HOME/bin/java" -XX:+UseSerialGC -Xmx512m --enable-native-access=ALL-UNNAMED -cp "$jars" PagesBench.java "${1-100000}" "${2-10}"
