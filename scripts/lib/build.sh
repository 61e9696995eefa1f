# shellcheck shell=bash
# Builds what the scripts run, on first use and when its sources have changed. Needs ROOT and setup.sh.

# Everything a build reads under the given paths, by name, size and time, and where: it leaves absolute paths behind.
fingerprint() {
    (cd "$ROOT" && pwd && find "$@" \( -name target -o -path '*/src/test' -o -name '*.md' \) -prune \
        -o -type f -printf '%p %s %T@\n' | LC_ALL=C sort) | sha256sum
}

# Turns Maven's output into a line per module, and signs of life while it downloads.
show_progress() {
    local line start=$SECONDS downloads=0
    while IFS= read -r line; do
        if [[ $line =~ ^\[INFO\]\ Building\ (yarn-flink[^ ]*)\ [^\[]*(\[[0-9]+/[0-9]+\])?$ ]]; then
            say "  ${BASH_REMATCH[2]:+${BASH_REMATCH[2]} }${BASH_REMATCH[1]} ($((SECONDS - start)) s)"
        elif [[ $line == '[INFO] Downloaded from '* ]] && ((++downloads % 200 == 0)); then
            say "    $downloads files downloaded ($((SECONDS - start)) s)"
        fi
    done
}

is_current() {
    [[ -e $1 && -r $2 && $(< "$2") == "$3" ]]
}

# build_if_changed <name> <product> "<sources>" <maven arguments...>; calls clean_<name>, if there is one, before it builds.
build_if_changed() {
    local name=$1 product=$ROOT/$2 stamp=$ROOT/target/$1.stamp log=$ROOT/target/$1.log sources now
    read -ra sources <<< "$3"
    shift 3
    now=$(fingerprint "${sources[@]}")
    is_current "$product" "$stamp" "$now" && return
    setup maven
    mkdir -p "$ROOT/target" 2> /dev/null && [[ -w $ROOT/target ]] \
        || fail "cannot write to $ROOT/target, where it builds; use a clone of your own"
    exec {lock}> "$ROOT/target/build.lock"
    flock -n "$lock" || { say "waiting for another build" && flock "$lock"; }
    if ! is_current "$product" "$stamp" "$now"; then
        say "building the $name (full log: $log)"
        if declare -F "clean_$name" > /dev/null; then
            "clean_$name"
        fi
        if ! mvn -B -Dstyle.color=never -f "$ROOT/pom.xml" package -Dmaven.test.skip=true "$@" 2>&1 \
            | tee "$log" | show_progress; then
            grep -m 20 '^\[ERROR\]' "$log" >&2 || tail -n 20 "$log" >&2
            fail "the $name does not build; the full log is $log"
        fi
        [[ -e $product ]] || fail "the build of the $name made no $product; the full log is $log"
        printf '%s\n' "$now" > "$stamp"
    fi
    exec {lock}>&-
}

# The installable product, in target/dist.
build_distribution() {
    build_if_changed distribution target/dist/bin/yarn-flink \
        "pom.xml .mvn conf engine hdfs-staging yarn-client yarn-am integration/cluster distribution scripts/dist" \
        -pl '!integration/tests,!integration/benchmarks'
}

# Jars that a new build no longer makes must not stay on the class path.
clean_distribution() { rm -rf "$ROOT/target/dist"; }

# The class path of the local cluster's JVMs.
build_cluster() {
    build_if_changed cluster integration/cluster/target/cluster.classpath \
        "pom.xml .mvn integration/cluster" -pl integration/cluster
}

# The distribution, and what drives it from src/test of the tests: sets TESTS_CLASSPATH.
build_tests() {
    local classpath=$ROOT/target/tests.classpath tests=$ROOT/integration/tests
    build_distribution
    setup
    if [[ ! -e $classpath || -n $(find "$tests/src" "$tests/pom.xml" "$ROOT/target/distribution.stamp" -newer "$classpath" -print -quit) ]]; then
        setup maven
        say "building the tests (full log: $ROOT/target/tests.log)"
        # The product has just been compiled; what runs here is compiled anew in any case, and nothing else twice.
        rm -rf "$tests/target/test-classes"
        mvn -B -f "$ROOT/pom.xml" -Dmaven.compiler.useIncrementalCompilation=false -pl integration/tests -am \
            test-compile dependency:build-classpath -Dmdep.outputFile="$classpath" > "$ROOT/target/tests.log" 2>&1 \
            || { rm -f "$classpath"; grep -m 20 '^\[ERROR\]' "$ROOT/target/tests.log" >&2; fail "the tests do not build"; }
    fi
    TESTS_CLASSPATH=$tests/target/test-classes:$(< "$classpath")
}
