#!/bin/sh
# The verbs of this project, for people and for CI alike:  sh run.sh demo | test | quick | lint | gate | golden | bench | docs
set -eu
cd "$(dirname "$0")"

python_of() { # the newest suitable Python that is here
    for name in python3.13 python3.12 python3.11 python3 python; do
        if command -v "$name" >/dev/null 2>&1 && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$name"; return
        fi
    done
    echo "Python 3.11 or newer is needed, and none was found: install it, then call this again" >&2; exit 2
}

environment() { # $1: "" for the package alone, "dev" with what the tests need
    if [ ! -x .venv/bin/python ]; then
        "$(python_of)" -m venv .venv || {
            echo "the environment could not be made: on Debian and Ubuntu install python3-venv, then call this again" >&2; exit 2; }
    fi
    mark=".venv/installed-${1:-package}-$(cksum <pyproject.toml | cut -d' ' -f1)"
    if [ ! -f "$mark" ]; then
        echo "installing synoptic ${1:+and what its tests need }in .venv ..." >&2
        .venv/bin/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1' >&2
        if [ "${1:-}" = dev ]; then
            .venv/bin/python -m pip install --quiet --disable-pip-version-check --editable . --group dev >&2
        else
            .venv/bin/python -m pip install --quiet --disable-pip-version-check --editable . >&2
        fi
        : >"$mark"
    fi
}

lint() {
    .venv/bin/ruff check .
    .venv/bin/ruff format --check .
    .venv/bin/mypy
    .venv/bin/lint-imports
}

verb="${1:-help}"
[ $# -gt 0 ] && shift
case "$verb" in
demo)
    environment
    .venv/bin/synoptic account "$(.venv/bin/python -c 'import synoptic; print(synoptic.sample_folder())')" --html sample.html "$@"
    echo "the page is beside you: sample.html" >&2
    ;;
test)
    environment dev
    .venv/bin/python -m pytest "$@"
    ;;
quick)
    environment dev
    .venv/bin/python -m pytest -m "not slow and not browser" "$@"
    ;;
lint)
    environment dev
    lint
    ;;
golden)
    environment dev
    .venv/bin/python -m eval.golden
    ;;
gate)
    environment dev
    .venv/bin/python -m eval.gate "$@"
    ;;
bench)
    environment dev
    .venv/bin/python -m eval.bench "$@"
    ;;
docs)
    environment dev
    .venv/bin/python -m eval.documents "$@"
    ;;
*)
    sed -n '2p' run.sh | cut -c3-
    echo "  demo   install in .venv and print the account of the sample; writes sample.html"
    echo "  test   install what the tests need and run them all"
    echo "  quick  the tests that take no more than a few seconds each"
    echo "  lint   ruff, mypy, import contracts"
    echo "  gate   measure the quality and compare it with its floors (--update raises them)"
    echo "  golden write the golden account of the sample anew, to be reviewed as a diff"
    echo "  bench  time the steps beside a named yardstick; bench kill: kill a case at random; bench case: let one grow"
    echo "  docs   write what is generated: schemas, help pages, the picture in the README"
    [ "$verb" = help ] || exit 2
    ;;
esac
