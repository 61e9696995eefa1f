# shellcheck shell=bash
# Finds what the build needs, JDK 17 and Maven 3.8 or later, and installs what is missing when it may.

# Without a locale, as in cron jobs, Java garbles every letter beyond ASCII in names of files and in what it prints.
case ${LC_ALL:-${LC_CTYPE:-${LANG:-C}}} in
    C | POSIX) export LC_ALL=C.UTF-8 ;;
esac

say() { printf '%s\n' "$*" >&2; }

fail() {
    say "${0##*/}: $*"
    exit 2
}

# Whether a directory is the home of a JDK 17, told by its release file: starting a JVM to ask would cost more.
is_jdk17() {
    [[ -x $1/bin/javac && -r $1/release ]] && grep -q '^JAVA_VERSION="17[."]' "$1/release"
}

# Sets JAVA_HOME to a JDK 17, also where another version is the default; fails if there is none.
find_jdk17() {
    local javac home
    javac=$(command -v javac || true)
    for home in "${JAVA_HOME:-}" "${javac:+$(dirname "$(dirname "$(readlink -f "$javac")")")}" /usr/lib/jvm/* /opt/*; do
        if [[ -n $home ]] && is_jdk17 "$home"; then
            export JAVA_HOME=$home
            return 0
        fi
    done
    return 1
}

maven_is_recent() {
    local version
    version=$(mvn -v 2>/dev/null | sed -n 's/^.*Apache Maven \([0-9][0-9.]*\).*/\1/p' || true)
    [[ -n $version && $(printf '%s\n3.8\n' "$version" | sort -V | head -n 1) == 3.8 ]]
}

# Installs Debian packages as root; otherwise names them with the command to type.
install_packages() {
    local install=(apt-get install -y --no-install-recommends "$@") log
    command -v apt-get > /dev/null || fail "missing: $*; install them with this system's package manager"
    ((EUID == 0)) || fail "missing: $*; install with: sudo ${install[*]}"
    say "installing $* through apt-get (once)"
    log=$(mktemp)
    if ! { apt-get update -q && DEBIAN_FRONTEND=noninteractive "${install[@]}"; } > "$log" 2>&1; then
        tail -n 15 "$log" >&2
        fail "apt-get could not install $*; the full log is $log"
    fi
    rm -f "$log"
}

# Sets JAVA_HOME; with "maven" as argument also makes sure of Maven.
setup() {
    local packages=()
    find_jdk17 || packages+=(openjdk-17-jdk-headless)
    if [[ ${1:-} == maven ]] && ! maven_is_recent; then
        packages+=(maven)
    fi
    ((${#packages[@]} == 0)) && return
    install_packages "${packages[@]}"
    find_jdk17 || fail "no JDK 17 found after installing ${packages[*]}; set JAVA_HOME to one"
    [[ ${1:-} != maven ]] || maven_is_recent || fail "Maven is older than 3.8; put a newer mvn on the PATH"
}
