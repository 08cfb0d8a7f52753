#!/bin/sh
# Makes an image archive that docker, Trivy and Seawall all read (docker-archive and OCI layout in one tar) from folders, one gzip layer each.
# usage: make-image.sh OUT.tar FOLDER...
set -eu
out=$1; shift
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/blobs/sha256"
printf '{"imageLayoutVersion":"1.0.0"}' > "$work/oci-layout"
blob() { # FILE: moves it among the blobs, sets digest and size
    digest=$(sha256sum "$1" | cut -d' ' -f1); size=$(stat -c %s "$1"); mv "$1" "$work/blobs/sha256/$digest"
}
diffs= layers= paths= history=
for folder; do
    tar --sort=name --numeric-owner --one-file-system -C "$folder" -cf "$work/layer.tar" . 2>/dev/null || true
    diff=$(sha256sum "$work/layer.tar" | cut -d' ' -f1)
    gzip -n -6 "$work/layer.tar"
    blob "$work/layer.tar.gz"
    diffs="$diffs${diffs:+,}\"sha256:$diff\""
    layers="$layers${layers:+,}{\"mediaType\":\"application/vnd.oci.image.layer.v1.tar+gzip\",\"digest\":\"sha256:$digest\",\"size\":$size}"
    paths="$paths${paths:+,}\"blobs/sha256/$digest\""
    history="$history${history:+,}{\"created_by\":\"COPY $folder / # buildkit\"}"
done
printf '{"architecture":"amd64","os":"linux","config":{"Cmd":["sh"]},"rootfs":{"type":"layers","diff_ids":[%s]},"history":[%s]}' "$diffs" "$history" > "$work/config"
blob "$work/config"; config=$digest
printf '{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"sha256:%s","size":%s},"layers":[%s]}' "$config" "$size" "$layers" > "$work/manifest"
blob "$work/manifest"
printf '{"schemaVersion":2,"manifests":[{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"sha256:%s","size":%s,"annotations":{"org.opencontainers.image.ref.name":"latest"}}]}' "$digest" "$size" > "$work/index.json"
printf '[{"Config":"blobs/sha256/%s","RepoTags":["bench:latest"],"Layers":[%s]}]' "$config" "$paths" > "$work/manifest.json"
tar -C "$work" -cf "$out" blobs oci-layout index.json manifest.json
