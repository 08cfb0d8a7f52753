#!/bin/bash
# Pulls through the registry guard beside pulls from the bare registry: 8 at once of one large blob, and single manifests.
# usage: bench/registry.sh [MEGABYTES]      needs docker-registry, curl and a built ./seawall; loopback only
set -e
cd "$(dirname "$0")/.."
size=${1:-200}; work=$(mktemp -d); backend=$((20000 + RANDOM % 10000)); plain=$((backend + 1)); tls=$((backend + 2))
trap 'kill $(jobs -p) 2>/dev/null; rm -rf "$work"' EXIT
printf 'version: 0.1\nlog: {level: error}\nstorage:\n  filesystem: {rootdirectory: %s}\nhttp: {addr: 127.0.0.1:%s}\n' \
    "$work/data" "$backend" > "$work/registry.yml"
docker-registry serve "$work/registry.yml" > "$work/registry.log" 2>&1 &
printf 'registry:\n  backend: http://127.0.0.1:%s\n  repositories: [{match: "**", pull: ["*"], push: ["*"]}]\n' "$backend" > "$work/server.yaml"
guard() { # NAME PORT TLS
    ./seawall server --only registry --home "$work/$1" --listen registry=127.0.0.1:"$2" --tls "$3" --config "$work/server.yaml" > "$work/$1.log" 2>&1 &
    until grep -q 'ready at' "$work/$1.log"; do sleep 0.2; done
}
guard plain "$plain" off; guard tls "$tls" auto
get() { curl -s --max-time 120 --cacert "$work/tls/tls/ca.crt" -o /dev/null "$@"; }
head -c "${size}M" /dev/urandom > "$work/blob"; digest=sha256:$(sha256sum "$work/blob" | cut -d' ' -f1)
upload() { curl -s -D - -o /dev/null -X POST "http://127.0.0.1:$plain/v2/bench/app/blobs/uploads/" | tr -d '\r' | awk 'tolower($1)=="location:"{print $2}'; }
get -T "$work/blob" -X PUT "$(upload)&digest=$digest"
printf '{}' > "$work/config"; config=sha256:$(sha256sum "$work/config" | cut -d' ' -f1)
get -T "$work/config" -X PUT "$(upload)&digest=$config"
type=application/vnd.oci.image.manifest.v1+json
printf '{"schemaVersion":2,"mediaType":"%s","config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"%s","size":2},"layers":[]}' \
    "$type" "$config" > "$work/manifest"
get -T "$work/manifest" -H "Content-Type: $type" "http://127.0.0.1:$plain/v2/bench/app/manifests/1"
for round in 1 2 3; do
    for url in "http://127.0.0.1:$backend" "http://127.0.0.1:$plain" "https://127.0.0.1:$tls"; do
        start=$(date +%s.%N); ids=
        for i in 1 2 3 4 5 6 7 8; do get "$url/v2/bench/app/blobs/$digest" & ids="$ids $!"; done
        wait $ids
        echo "$url 8 pulls: $(echo "8*$size/($(date +%s.%N)-$start)" | bc) MB/s"
    done
done
for url in "http://127.0.0.1:$backend" "http://127.0.0.1:$plain" "https://127.0.0.1:$tls"; do
    requests=$(for i in $(seq 1000); do echo "$url/v2/bench/app/manifests/1"; done)
    middle=$(curl -s --cacert "$work/tls/tls/ca.crt" -H "Accept: $type" -w '%{time_total}\n' $(for r in $requests; do echo "-o /dev/null $r"; done) | sort -n | sed -n 500p)
    echo "$url manifest p50: $(echo "$middle*1000" | bc) ms"
done
