#!/bin/sh
# scripts/note-conference.sh FILE NOTE: notes which conference file this is, and the checksums of it and of the photos that
# it names, wherever they are, missing ones too.
# The rule it guards: the note changes when one of these does, whatever the time of a file says, and at nothing else. So make
# builds a site again exactly when it must.
set -eu
file=$1
note=$2

sum() { cksum 2>/dev/null <"$1" || echo missing; }

# The values of `photo`, each on a line.
photos() {
	[ ! -f "$file" ] || tr '\n' ' ' <"$file" | LC_ALL=C grep -o '"photo"[[:space:]]*:[[:space:]]*"[^"]*"' |
		sed 's/"$//; s/.*"//; s,\\/,/,g' | sort -u
}

mkdir -p "$(dirname "$note")"
{
	echo "$(realpath "$file") $(sum "$file")"
	photos | while IFS= read -r photo; do
		echo "$photo $(sum "$(dirname "$file")/$photo")"
	done
} >"$note.part"
cmp -s "$note.part" "$note" || cp "$note.part" "$note"
rm "$note.part"
