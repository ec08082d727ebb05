# Reads JUnit reports: how many tests passed, failed, were skipped, and which failed.

# Prints "tests failed skipped" of all reports in a folder.
count_reports() {
    find "$1" -name 'TEST-*.xml' -exec cat {} + 2>/dev/null | awk '
        function value(name) { return match($0, " " name "=\"[0-9]+\"") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) : 0 }
        /<testsuite / { inside = 1 }
        inside && /<testsuite |tests=|errors=|failures=|skipped=/ {
            tests += value("tests"); failed += value("errors") + value("failures"); skipped += value("skipped")
        }
        />/ { inside = 0 }
        END { print tests + 0, failed + 0, skipped + 0 }'
}

count_layer() {
    local tests failed skipped
    read -r tests failed skipped < <(count_reports "$REPORTS/$1")
    echo "$((tests - failed - skipped)) passed, $failed failed, $skipped skipped"
}

# Class and name of each test that failed.
failed_tests() {
    find "$REPORTS" -name 'TEST-*.xml' -exec cat {} + 2>/dev/null | awk '
        function text(name) { return match($0, " " name "=\"[^\"]*\"") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) : "" }
        /^ *<testcase / { test = text("classname") "." text("name") }
        /^ *<(failure|error)[ >]/ { print "  " test; message = text("message"); if (message != "") print "      " substr(message, 1, 3000) }'
}

# The summary; fails when a test failed or a layer ran none.
sum_up() {
    local layer tests failed skipped result=0 all=0 all_failed=0 all_skipped=0
    for layer in "$@"; do
        read -r tests failed skipped < <(count_reports "$REPORTS/$layer")
        all=$((all + tests)) all_failed=$((all_failed + failed)) all_skipped=$((all_skipped + skipped))
        if ((tests == 0)); then
            echo "The layer $layer ran no test."
            all=$((all + 1)) all_failed=$((all_failed + 1))
        fi
    done
    if ((all_failed > 0)); then
        echo "Failed:"
        failed_tests
        echo "Reports and logs are in $REPORTS"
        result=1
    fi
    echo
    echo "$((all - all_failed - all_skipped)) passed, $all_failed failed, $all_skipped skipped"
    return "$result"
}
