#!/usr/bin/env bash
# `make install` puts a program in place that finds its lessons and fonts from any folder, and
# `make uninstall` leaves nothing behind. BUILD, VARIANT: what was built, and where (default build/release).
set -u
top=$(cd "$(dirname "$0")/.." && pwd)
export BUILD=${BUILD:-$top/build/release}
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
count=0

ok() { # ok NAME COMMAND...: the command's status decides; what it says is shown if it fails
    local name=$1 said
    shift
    count=$((count + 1))
    if said=$("$@" 2>&1 </dev/null); then
        echo "ok $count - $name"
    else
        echo "not ok $count - $name"
        sed 's/^/# /' <<<"$said"
    fi
}

make_quietly() { env -u MAKEFLAGS -u MAKELEVEL make -s -C "$top" "$@" DESTDIR="$place" PREFIX=/opt/ouro; }
installed() { (cd / && PATH= "$place/opt/ouro/bin/ouro" "$@"); }
lists_all_lessons() {
    local wanted=$1 listed
    listed=$(installed list) || return 1
    while read -r title; do
        grep -qF -- "$title" <<<"$listed" || { echo "'$title' is not listed:"; echo "$listed"; return 1; }
    done <<<"$wanted"
}
is_picture() { [ "$(head -c 4 "$1" | tail -c 3)" = PNG ]; }
is_empty() { local left; left=$(find "$place" ! -type d) && [ -z "$left" ] || { echo "$left"; return 1; }; }

titles=$(sed -n 's/^  "title": "\(.*\)",$/\1/p' "$top"/scenarios/*/*.json)
lesson=$place/opt/ouro/share/ouroboros/scenarios/03-collector/cycle-of-two-nodes.json

ok "make install" make_quietly install
ok "the program runs from another folder" installed --version
ok "it lists the installed lessons" lists_all_lessons "$titles"
ok "an installed lesson passes its check" installed check "$lesson"
ok "it finds the fonts" installed export "$lesson" -o "$place/frames" --steps 1-1
ok "and draws with them" is_picture "$place/frames/cycle-of-two-nodes-0001.png"
ok "it finds the page that plays" installed export "$lesson" -o "$place/lesson.html" --per step
for file in share/man/man1/ouro.1 share/bash-completion/completions/ouro \
    share/zsh/site-functions/_ouro \
    share/ouroboros/assets/scenario.schema.json share/ouroboros/assets/fonts/LICENSE; do
    ok "$file is there" test -s "$place/opt/ouro/$file"
done
rm -rf "$place/frames" "$place/lesson.html"
ok "make uninstall" make_quietly uninstall
ok "nothing is left" is_empty
echo "1..$count"
