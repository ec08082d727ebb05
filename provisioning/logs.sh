# logs [PART] [-f]: the last lines of one log, or of all.

box_logs() {
    need_box
    local follow=() files=() word file
    for word in "${WORDS[@]}"; do
        case $word in
            -f) follow=(-F) ;;
            *)
                file=$HOME_DIR/logs/$word.log
                [[ -f $file ]] || fail "There is no log of '$word'. There are: $(find "$HOME_DIR/logs" -name '*.log' -printf '%f ' | sed 's/[.]log / /g')"
                files+=("$file")
                ;;
        esac
    done
    ((${#files[@]} > 0)) || files=("$HOME_DIR"/logs/*.log)
    tail -n $((${#files[@]} == 1 ? 100 : 15)) "${follow[@]}" "${files[@]}"
}
