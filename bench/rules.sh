#!/usr/bin/env bash
# How many events per second of one core the rule engine judges.
# usage: bench/run rules [FILE...]     FILE: rule files, read in order
set -euo pipefail
cd "$(dirname "$0")"
[ $# -gt 0 ] || set -- ../engine/src/main/resources/rule/own/*.yaml
jars=$(find ../cli/target/dist/lib -name '*.jar' 2>/dev/null | tr '\n' ':')
[ -n "$jars" ] || { echo "run ./dev build first" >&2; exit 2; }
exec "$JAVA_HOME/bin/java" -XX:+UseSerialGC -Xmx512m -cp "$jars" RuleBench.java "$@"
