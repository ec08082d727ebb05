# Runs stories, which are functions of the script that sources this, and writes their JUnit report into the folder $REPORT.

# Runs one story in a process of its own, and writes its test case. The layer's name is in $SUITE.
story() {
    local began=$SECONDS output result=0
    set +e # so that it is on again in the story: it is off wherever a result is asked for in the same command
    output=$(set -e && "$1" 2>&1)
    result=$?
    set -e
    printf '%s\n%s\n' "== $1: $result" "$output"
    {
        printf '  <testcase classname="%s" name="%s" time="%d">\n' "$SUITE" "${1//_/ }" $((SECONDS - began))
        if ((result != 0)); then
            printf '    <failure message="%s"/>\n' "$(tail -n 20 <<<"$output" | tr '\n' ' ' | sed 's/&/\&amp;/g; s/</\&lt;/g; s/"/\&quot;/g')"
        fi
        printf '  </testcase>\n'
    } >>"$REPORT/cases"
    ((result == 0)) || FAILED=$((FAILED + 1))
}

# run_stories SUITE STORY...: each on what the one before left; fails when one of them did.
run_stories() {
    local name SUITE=$1 FAILED=0
    shift
    mkdir -p "$REPORT"
    rm -f "$REPORT/cases"
    for name in "$@"; do story "$name"; done
    {
        echo '<?xml version="1.0" encoding="UTF-8"?>'
        echo "<testsuite name=\"$SUITE\" tests=\"$#\" errors=\"0\" skipped=\"0\" failures=\"$FAILED\">"
        cat "$REPORT/cases"
        echo '</testsuite>'
    } >"$REPORT/TEST-$SUITE.xml"
    rm -f "$REPORT/cases"
    ((FAILED == 0))
}
