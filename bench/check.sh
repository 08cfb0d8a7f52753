#!/usr/bin/env bash
# Processor time of checking configuration: one cold file, and 1,000 manifests against every check; beside Trivy's config.
# usage: bench/run check [RUNS]     TRIVY=/path/to/trivy names the peer; both are run in turns, medians are printed
set -euo pipefail
cd "$(dirname "$0")/.."
runs=${1:-3}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/many"
for i in $(seq 1 1000); do
    cat > "$work/many/app-$i.yaml" <<YAML
apiVersion: apps/v1
kind: Deployment
metadata: {name: app-$i, namespace: team-$((i % 20)), labels: {app: app-$i}}
spec:
  replicas: $((1 + i % 4))
  selector: {matchLabels: {app: app-$i}}
  template:
    metadata: {labels: {app: app-$i}}
    spec:
      containers:
        - name: main
          image: registry.example.org/app-$i:1.$((i % 30))
          ports: [{containerPort: 8080, name: http}]
          env: [{name: MODE, value: prod}]
          resources: {requests: {cpu: 100m, memory: 128Mi}, limits: {memory: 256Mi}}
          securityContext: {runAsNonRoot: $( ((i % 2)) && echo true || echo false), capabilities: {drop: [ALL]}}
          livenessProbe: {httpGet: {path: /, port: http}}
YAML
done
cp "$work/many/app-1.yaml" "$work/one.yaml"
# usage: cpu COMMAND...; prints milliseconds of user and system time
cpu() {
    { TIMEFORMAT='%U %S'; time "$@" >/dev/null 2>"$work/err" || true; } 2>&1 | tail -1 | awk '{printf "%d\n", ($1 + $2) * 1000}'
}
median() { sort -n | awk '{a[NR] = $1} END {print a[int((NR + 1) / 2)]}'; }
for what in one.yaml many; do
    for run in $(seq 1 "$runs"); do
        cpu ./seawall check "$work/$what" -f json >> "$work/seawall-$what"
        [ -z "${TRIVY-}" ] || cpu "$TRIVY" config --skip-policy-update --quiet --format json --cache-dir "$work/cache" "$work/$what" >> "$work/trivy-$what"
    done
    printf '%-9s seawall %6d ms cpu' "$what" "$(median < "$work/seawall-$what")"
    [ -z "${TRIVY-}" ] || printf '   trivy %6d ms cpu' "$(median < "$work/trivy-$what")"
    echo
done
