#!/bin/sh
# After a build: gathers the jars of cli/target/dist, writes its class paths, version and build id, trains the start-up caches.
# lib holds what every command needs; lib-server and lib-agent what those two need on top of it.
# usage: seal.sh CHECKOUT JDK
set -eu
cd "$1"
dist=cli/target/dist
. deploy/launcher/jdk.sh
SEAWALL_JAVA_HOME=$2 seawall_find_jdk
rm -f "$dist"/lib/server-*.jar "$dist"/lib/agent-*.jar # of older builds
ls "$dist/lib" | LC_ALL=C sort | tr '\n' ' ' > "$dist/classpath"
for role in server agent; do
    rm -rf "$dist/lib-$role"
    mkdir -p "$dist/lib-$role"
    for jar in "$role"/target/lib/*.jar; do
        [ -f "$jar" ] && ! [ -f "$dist/lib/${jar##*/}" ] && cp -p "$jar" "$dist/lib-$role/"
    done
    ls "$dist/lib-$role" | LC_ALL=C sort | tr '\n' ' ' > "$dist/classpath-$role"
done
# the renderer of Helm charts runs in a child process with a class path of its own
rm -rf "$dist/lib-helm"
if [ -d engine/target/lib-helm ]; then
    cp -Rp engine/target/lib-helm "$dist/lib-helm"
fi
id=$(cd "$dist" && find lib lib-server lib-agent -name '*.jar' | LC_ALL=C sort | xargs cat | sha256sum | cut -c1-16)

# usage: train ROLE MAIN_ARGUMENT...; the role is empty for everyday commands
train() {
    role=$1
    shift
    cache=$dist/aot/$id-$SEAWALL_JVM_BUILD-serial${role:+-$role}.aot
    classpath=$(for jar in $(cat "$dist/classpath"); do printf '%s:' "$PWD/$dist/lib/$jar"; done)
    if [ -n "$role" ]; then
        classpath=$classpath$(for jar in $(cat "$dist/classpath-$role"); do printf '%s:' "$PWD/$dist/lib-$role/$jar"; done)
    fi
    work=$(mktemp -d)
    SEAWALL_HOME=$work/home "$SEAWALL_JDK/bin/java" -XX:+UseSerialGC -XX:AOTCacheOutput="$cache.$$" -Xlog:disable --enable-native-access=ALL-UNNAMED \
        --sun-misc-unsafe-memory-access=allow -Dpicocli.disable.closures=true -Dseawall.home.install="$PWD" -cp "${classpath%:}" dev.seawall.cli.Training "$work" "$@" >/dev/null 2>&1 \
        && mv "$cache.$$" "$cache" || rm -f "$cache.$$"
    rm -rf "$work"
}

if ! [ -f "$dist/aot/$id-$SEAWALL_JVM_BUILD-serial.aot" ] && mkdir -p "$dist/aot" 2>/dev/null && [ -w "$dist/aot" ]; then
    rm -f "$dist"/aot/*.aot
    train server server &
    train agent agent &
    train ""
    wait
fi
"$SEAWALL_JDK/bin/java" -XX:TieredStopAtLevel=1 -cp "$dist/lib/*" dev.seawall.cli.Main --version > "$dist/version"
git rev-parse HEAD > "$dist/commit" 2>/dev/null || rm -f "$dist/commit"
echo "$id" > "$dist/build-id.$$"
mv "$dist/build-id.$$" "$dist/build-id"
