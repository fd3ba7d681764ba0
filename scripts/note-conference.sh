#!/bin/sh
# scripts/note-conference.sh FILE NOTE: writes to NOTE the path and the checksum of the conference file FILE and of each
# photo that FILE names, whichever folder the photo is in. Missing files are noted as missing.
# The rule: NOTE changes if one of these paths or contents changes, and only then. The modification times of files do
# not matter. So make builds a site again exactly when it must.
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
