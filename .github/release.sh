#!/usr/bin/env bash
# The steps of a release: agree TAG, build, notes. Each can be run by hand in a clone.
set -euo pipefail
cd "$(dirname "$0")/.."
python=${PYTHON:-.venv/bin/python}
version=$(sed -n 's/^VERSION = "\(.*\)"$/\1/p' indicators/version.py)

case "${1:-}" in
agree)  # the tag is that of the program, of its newest heading of changes, and of its citation
    tag=${2:?usage: release.sh agree TAG}
    newest=$(sed -n 's/^## \([^ ]*\) - [0-9-]*$/\1/p' CHANGELOG.md | head -n 1)
    cited=$(sed -n 's/^version: //p' CITATION.cff)
    for told in "tag ${tag#v}" "CHANGELOG.md $newest" "CITATION.cff $cited"; do
        [ "${told##* }" = "$version" ] || { echo "error: ${told% *} says '${told##* }', indicators/version.py $version" >&2; exit 1; }
    done
    ;;
build)  # the source and, from it, the wheel; the data of the release beside them; checksums of all three
    rm -rf dist
    SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
    export SOURCE_DATE_EPOCH
    "$python" -m build --no-isolation --outdir dist . >/dev/null
    git archive --format=tar.gz --prefix="mali-risk-indicators-data-$version/" --output="dist/mali-risk-indicators-data-$version.tar.gz" \
        HEAD data LICENSE DATA_LICENCES.md CITATION.cff
    (cd dist && sha256sum -- * >SHA256SUMS)
    ;;
notes)  # what CHANGELOG.md has under the heading of this version
    awk -v heading="## $version " 'index($0, heading) == 1 { found = 1; next } /^## / { found = 0 } found' CHANGELOG.md
    ;;
*)
    echo "usage: .github/release.sh agree TAG|build|notes" >&2
    exit 2
    ;;
esac
