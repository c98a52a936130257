#!/usr/bin/env bash
# A larger corpus of programs may stand beside the project (CORPUS, default ../shared/corpus: programs,
# outputs of five CPythons, and `compare`). Its figure is reported, not required: this test passes with
# any figure, and says so; what is required stands in oracle.t.
set -u
top=$(cd "$(dirname "$0")/.." && pwd)
ouro=${OURO:-$top/build/release/ouro}
corpus=${CORPUS:-$top/../shared/corpus}
echo 1..1
if [ ! -x "$corpus/compare" ]; then
    echo "# skipped: no corpus at $corpus" >&2
    echo "ok 1 - the corpus has been compared # SKIP no corpus at $corpus"
    exit 0
fi
figure=$(python3 -B "$corpus/compare" "$ouro" --jobs 2 --list </dev/null 2>&1)
total=$(tail -n 1 <<<"$figure")
sed 's/^/# /' <<<"$figure"
echo "# corpus (3.13), a figure for information, no gate: $total" >&2
if [[ $figure =~ [0-9]+/[0-9]+ ]]; then
    echo "ok 1 - the corpus has been compared"
else
    echo "not ok 1 - the corpus has been compared"
    exit 1
fi
