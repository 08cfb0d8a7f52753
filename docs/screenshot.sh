#!/bin/sh
# Renders docs/scan.png from real output: needs the Debian packages aha and chromium. usage: docs/screenshot.sh
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
"$here/seawall" demo >/dev/null 2>&1
command='./seawall scan oci:seawall-demo/image:shop --severity critical'
COLUMNS=96 script -qec "$here/${command#./}" /dev/null > out.ansi
{ printf '$ %s\n' "$command"; cat out.ansi; } | aha --black --title seawall \
    | sed 's/<pre>/<pre style="font: 15px\/1.35 DejaVu Sans Mono, monospace; padding: 18px; margin: 0">/' > out.html
chromium --headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-component-update \
    --disable-sync --hide-scrollbars --user-data-dir="$work/profile" --window-size=900,"$(( ($(wc -l < out.ansi) + 3) * 21 + 60 ))" \
    --screenshot="$here/docs/scan.png" "file://$work/out.html" >/dev/null 2>&1
