# Sourced by seawall and dev. seawall_find_jdk sets SEAWALL_JDK (home of a JDK 25) and SEAWALL_JVM_BUILD (its exact build).
# It reads each candidate's `release` file instead of starting it.

seawall_is_25() {
    [ -x "$1/bin/java" ] && [ -r "$1/release" ] || return 1
    seawall_version= seawall_vendor=
    while IFS='=' read -r key value; do
        case $key in
            JAVA_RUNTIME_VERSION) seawall_vendor=$value ;;
            JAVA_VERSION) seawall_version=$value ;;
        esac
    done < "$1/release"
    case $seawall_version in '"25"'|'"25.'*) ;; *) return 1 ;; esac
    seawall_vendor=${seawall_vendor:-$seawall_version}
    seawall_vendor=${seawall_vendor#\"}
    SEAWALL_JVM_BUILD=${seawall_vendor%\"}
    SEAWALL_JDK=$1
}

seawall_find_jdk() {
    for candidate in "${SEAWALL_JAVA_HOME-}" "${JAVA_HOME-}" /usr/lib/jvm/temurin-25* /usr/lib/jvm/*25* /opt/java/* /opt/jdk* \
        "${HOME-}"/.sdkman/candidates/java/25* /Library/Java/JavaVirtualMachines/*25*/Contents/Home; do
        [ -n "$candidate" ] && seawall_is_25 "$candidate" && return 0
    done
    found=$(command -v java 2>/dev/null) && found=$(readlink -f "$found") && seawall_is_25 "${found%/bin/java}" && return 0
    echo "Tried to find JDK 25 but failed because none is under SEAWALL_JAVA_HOME, JAVA_HOME, /usr/lib/jvm, /opt or on PATH." \
        "Install one (for example Debian's or Adoptium's package temurin-25-jdk) or set SEAWALL_JAVA_HOME to it." >&2
    return 1
}
