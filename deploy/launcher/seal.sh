#!/bin/sh
# After a build: writes the class path, the version and the build id of cli/target/dist and trains the start-up cache.
# usage: seal.sh CHECKOUT JDK
set -eu
cd "$1"
dist=cli/target/dist
. deploy/launcher/jdk.sh
SEAWALL_JAVA_HOME=$2 seawall_find_jdk
ls "$dist/lib" | LC_ALL=C sort | tr '\n' ' ' > "$dist/classpath"
id=$(cd "$dist/lib" && cat $(cat ../classpath) | sha256sum | cut -c1-16)
cache=$dist/aot/$id-$SEAWALL_JVM_BUILD-serial.aot
if ! [ -f "$cache" ] && mkdir -p "$dist/aot" 2>/dev/null && [ -w "$dist/aot" ]; then
    rm -f "$dist"/aot/*.aot
    classpath=$(for jar in $(cat "$dist/classpath"); do printf '%s:' "$PWD/$dist/lib/$jar"; done)
    work=$(mktemp -d)
    SEAWALL_HOME=$work/home "$SEAWALL_JDK/bin/java" -XX:+UseSerialGC -XX:AOTCacheOutput="$cache.$$" -Xlog:disable --enable-native-access=ALL-UNNAMED \
        --sun-misc-unsafe-memory-access=allow -Dpicocli.disable.closures=true -Dseawall.home.install="$PWD" -cp "${classpath%:}" dev.seawall.cli.Training "$work" >/dev/null 2>&1 \
        && mv "$cache.$$" "$cache" || rm -f "$cache.$$"
    rm -rf "$work"
fi
"$SEAWALL_JDK/bin/java" -XX:TieredStopAtLevel=1 -cp "$dist/lib/*" dev.seawall.cli.Main --version > "$dist/version"
echo "$id" > "$dist/build-id.$$"
mv "$dist/build-id.$$" "$dist/build-id"
