#!/usr/bin/env bash
# The steps of the scheduled refresh: fetch, test, propose. Each can be run by hand in a clone.
set -euo pipefail
cd "$(dirname "$0")/.."
report=.github/refresh.md

case "${1:-}" in
fetch)
    # One source that fails is told and leaves the others stored (exit 1); anything else ends the run.
    code=0
    make -s refresh >refresh.out 2>refresh.err || code=$?
    cat refresh.out
    cat refresh.err >&2
    # make ends with 2 whatever its command ended with: the store's own check says whether what is there is whole
    [ "$code" -eq 0 ] || make -s check
    # What quotes the data is written anew: README's examples and the notebooks.
    if [ -n "$(git status --porcelain -- data)" ]; then
        make -s docs notebooks
    fi
    {
        printf 'A scheduled refresh. What changed:\n\n```\n'
        cat refresh.out
        printf '```\n\n'
        if [ -s refresh.err ]; then
            printf 'What the refresh said beside it, failures included:\n\n```\n'
            cat refresh.err
            printf '```\n\n'
        fi
        printf 'How to read it:\n'
        printf -- '- `data/snapshots/` gains files and loses none: a vintage is never edited.\n'
        printf -- '- `data/scores/changes/` tells, for each source, rows added, revised and removed, months touched and scores before and after.\n'
        printf -- '- In the diff of `data/scores/scores.csv` look at months long past first: they move only where a publisher revised them.\n'
        printf -- '- `data/outlook/issues/` gains the forecast of each new month; a file that is there never changes.\n'
        printf -- '- README and notebooks quote the data; their examples and figures were written anew.\n'
        printf -- '- Merge when the largest change has a reason in a source. Close it otherwise; the next run starts anew.\n'
    } >"$report"
    rm -f refresh.out refresh.err
    ;;
test)
    make test
    make check
    ;;
propose)
    # The report is not part of the change.
    if [ -z "$(git status --porcelain -- data)" ]; then
        echo "nothing new"
        exit 0
    fi
    branch="refresh-$(date -u +%Y-%m-%d)"
    git config user.name "refresh"
    git config user.email "refresh@users.noreply.github.com"
    git switch -c "$branch"
    git add data README.md notebooks
    git commit -m "Refresh the data of $(date -u +%Y-%m-%d)"
    gh auth setup-git
    git push --set-upstream origin "$branch"
    gh pr create --title "Refresh the data of $(date -u +%Y-%m-%d)" --body-file "$report" --head "$branch"
    ;;
*)
    echo "usage: $0 fetch|test|propose" >&2
    exit 2
    ;;
esac
