#!/usr/bin/env bash
# Secret rules on real text: MB per CPU second of the detector alone, and CPU seconds of whole runs beside peers on the same tree.
# usage: bench/run secrets [DIR...]     GITLEAKS=/path/gitleaks TRIVY=/path/trivy name peers to run as well
set -euo pipefail
cd "$(dirname "$0")"
[ $# -gt 0 ] || set -- /usr/share /usr/lib/python3 /usr/include
classes=$(find ../cli/target/dist/lib -name '*.jar' 2>/dev/null | tr '\n' ':')
[ -n "$classes" ] || { echo "run ./dev build first" >&2; exit 2; }
"$JAVA_HOME/bin/java" -XX:+UseSerialGC -Xmx2g -cp "$classes" SecretsBench.java "$@"

# user and system seconds of a run, whatever the clock says on a busy machine
cpu() { { TIMEFORMAT='%U %S'; time "$@" >/dev/null 2>&1 || true; } 2>&1 | awk '{print $1 + $2}'; }
tree=${TREE:-/usr/include}
own=$(cpu ../seawall scan "dir:$tree" --scanners secret --no-cache -f json)
printf 'seawall scan %s: %s CPU seconds\n' "$tree" "$own"
peer() { printf '%s: %s CPU seconds, %s times ours\n' "$1" "$2" "$(awk "BEGIN {printf \"%.1f\", $2 / $own}")"; }
[ -z "${GITLEAKS-}" ] || peer gitleaks "$(cpu "$GITLEAKS" dir "$tree" --no-banner --exit-code 0)"
[ -z "${TRIVY-}" ] || peer trivy "$(cpu "$TRIVY" fs --scanners secret --quiet "$tree")"
