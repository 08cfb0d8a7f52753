#!/bin/sh
# Fetches what the pages and their tests are built on, at pinned versions, with npm.
#   ui/fetch.sh vendor   renews ui/vendor (committed): preact, its hooks and htm, one file each, with their licences
#   ui/fetch.sh browser  puts playwright-core and axe-core (MPL-2.0, in tests only) into server/target/browser; the tests of
#                        the pages need them, node and chromium
set -eu
preact=10.29.0 htm=3.1.1 playwright=1.54.1 axe=4.10.3
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

unpack() { # NAME VERSION: prints the folder of the unpacked package
    mkdir "$work/$1"
    (cd "$work/$1" && npm pack --silent "$1@$2" >/dev/null && tar xzf ./*.tgz)
    echo "$work/$1/package"
}

# no map files; bare names become the files beside, since pages under a strict policy have no import map
plain() { sed -e 's/from"preact"/from".\/preact.js"/g' -e '/^\/\/# sourceMappingURL/d' "$1"; }

case "${1-}" in
    vendor)
        p=$(unpack preact "$preact") h=$(unpack htm "$htm")
        plain "$p/dist/preact.module.js" > "$here/vendor/preact.js"
        plain "$p/hooks/dist/hooks.module.js" > "$here/vendor/hooks.js"
        plain "$h/dist/htm.module.js" > "$here/vendor/htm.js"
        cp "$p/LICENSE" "$here/vendor/LICENSE-preact"
        cp "$h/LICENSE" "$here/vendor/LICENSE-htm"
        printf 'preact %s (MIT)\nhtm %s (Apache-2.0)\n' "$preact" "$htm" > "$here/vendor/VERSIONS"
        ;;
    browser)
        to=$here/../server/target/browser
        [ "$(cat "$to/VERSION" 2>/dev/null)" = "$playwright $axe" ] && exit 0
        p=$(unpack playwright-core "$playwright") a=$(unpack axe-core "$axe")
        rm -rf "$to"
        mkdir -p "$to"
        mv "$p" "$to/package"
        cp "$a/axe.min.js" "$to/axe.js"
        echo "$playwright $axe" > "$to/VERSION"
        ;;
    *) sed -n '2,5s/^# //p' "$0"; exit 2 ;;
esac
