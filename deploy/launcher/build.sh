#!/bin/sh
# Builds cli/target/dist once: jars, class path, build id, start-up cache. Two callers at once: the second waits.
# usage: build.sh CHECKOUT JDK
set -eu
cd "$1"
jdk=$2
dist=cli/target/dist
mkdir -p cli/target
exec 9>cli/target/.build-lock
if ! flock -n 9; then
    echo "seawall: another process is building, waiting for it" >&2
    flock 9
fi
[ -f "$dist/build-id" ] && exit 0

if ! command -v mvn >/dev/null 2>&1; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        echo "seawall: installing Maven (apt-get install maven)" >&2
        apt-get install -y -qq maven >/dev/null 2>&1 || { apt-get update -qq && apt-get install -y -qq maven >/dev/null; }
    else
        echo "Tried to build Seawall but failed because Maven is not installed. Install the package maven and run this again." >&2
        exit 2
    fi
fi

log=cli/target/build.log
started=$(date +%s)
JAVA_HOME=$jdk mvn -B -q package -DskipTests -Dspotless.check.skip=true >"$log" 2>&1 9>&- &
maven=$!
while kill -0 $maven 2>/dev/null; do
    [ -t 2 ] && printf '\rseawall: first use, building (%s s) ' "$(( $(date +%s) - started ))" >&2
    sleep 1
done
if ! wait $maven; then
    echo >&2
    tail -n 40 "$log" >&2
    echo "Tried to build Seawall but failed because Maven reported the errors above. The whole log is $log." >&2
    exit 2
fi
[ -t 2 ] && printf '\rseawall: built in %s s            \n' "$(( $(date +%s) - started ))" >&2 || echo "seawall: built in $(( $(date +%s) - started )) s" >&2
sh deploy/launcher/seal.sh "$PWD" "$jdk"
