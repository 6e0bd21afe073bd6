#!/usr/bin/env bash
# Makes .venv ready: `venv.sh runtime` for what the site needs, `venv.sh dev` for tests and checks as well.
# Installs only when the locked requirements changed, so that it costs nothing the second time.
set -euo pipefail
cd "$(dirname "$0")/.."

set_name=${1:?runtime or dev}
venv=.venv
stamp() { cat "$@" | sha256sum | cut -d' ' -f1; }
runtime_now="runtime $(stamp requirements.txt)"
dev_now="dev $(stamp requirements-dev.txt)"

if [ "$set_name" = dev ]; then file=requirements-dev.txt wanted=$dev_now; else file=requirements.txt wanted=$runtime_now; fi
# The dev set contains the runtime set, as both are locked together.
if [ -x $venv/bin/python ] && grep -qsxF -e "$wanted" -e "$dev_now" $venv/.installed; then exit 0; fi

if ! $venv/bin/python -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null; then
    for candidate in ${PYTHON:-} python3.11 python3 python; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null; then python=$candidate; break; fi
    done
    if [ -z "${python:-}" ]; then
        echo "error: Python 3.11 is missing. On Debian or Ubuntu: apt-get install python3.11 python3.11-venv (or set PYTHON to its path)." >&2
        exit 1
    fi
    if ! "$python" -c 'import venv, ensurepip' 2>/dev/null; then
        echo "error: Python's venv module is missing. On Debian or Ubuntu: apt-get install python3.11-venv" >&2
        exit 1
    fi
    rm -rf $venv
    "$python" -m venv $venv
fi

echo "Installing $file into $venv (once; a minute or so) ..."
rm -f $venv/.installed
PIP_DISABLE_PIP_VERSION_CHECK=1 $venv/bin/python -m pip install -qq --no-input --require-hashes -r $file
echo "$wanted" > $venv/.installed
