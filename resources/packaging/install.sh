#!/bin/sh
# Puts Fanhua into this user's menu, and lets *.fanhua open in it by double-click:
#   ./install.sh              once, and again after the folder was moved
#   ./install.sh --uninstall  takes that back; the folder, projects and settings stay
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
data=${XDG_DATA_HOME:-$HOME/.local/share}

files() { (cd "$here/share" && find . -type f); }

# What menus and file managers read is made of the files by programs that not every desktop has.
tell() { if command -v "$1" >/dev/null; then "$@" >/dev/null 2>&1 || true; fi; }
tell_desktop() {
    tell update-mime-database "$data/mime"
    tell update-desktop-database "$data/applications"
    tell gtk-update-icon-cache -q -t -f "$data/icons/hicolor"
}

if [ "${1:-}" = --uninstall ]; then
    files | while read -r file; do rm -f "$data/$file"; done
    tell_desktop
    echo "Fanhua is out of the menu. Its folder can be deleted: $here"
    exit
fi

files | while read -r file; do
    mkdir -p "$data/$(dirname "$file")"
    cp "$here/share/$file" "$data/$file"
done
# Between quotes, a desktop entry wants two backslashes before what is special to a shell (as a
# backslash of the path is itself written with two, four), and %% for %.
# shellcheck disable=SC2016 # the $ is one of the special characters
program=$(printf %s "$here/fanhua" | sed -e 's/\\/\\\\\\\\/g' -e 's/["`$]/\\\\&/g' -e 's/%/%%/g')
{
    grep -v '^Exec=' "$here/share/applications/fanhua.desktop"
    printf 'Exec="%s" %%f\n' "$program"
} >"$data/applications/fanhua.desktop"
tell_desktop
echo "Fanhua is in the menu, and *.fanhua opens in it."
