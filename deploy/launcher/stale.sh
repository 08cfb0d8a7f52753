#!/bin/sh
# Another commit is checked out than the one that was built: says so where its sources differ, else takes note of it.
# usage: stale.sh CHECKOUT BUILT HEAD
cd "$1" || exit 0
git diff --quiet "$2" "$3" -- pom.xml engine agent server cli ui deploy/launcher 2>/dev/null
case $? in
    0) [ -w cli/target/dist/commit ] && echo "$3" > cli/target/dist/commit ;;
    1) echo "seawall: the sources are newer than what was built; ./dev build brings it up to date" >&2 ;;
esac
exit 0
