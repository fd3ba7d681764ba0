#!/bin/sh
# Installs the Rust toolchain of rust-toolchain.toml, with its components and targets, if it is missing.
# The rule: if something is missing, a sentence says what to do, instead of the error of a later step.
set -eu
cd "$(dirname "$0")/.."

for needed in cc:gcc node:nodejs npm:npm; do
	command -v "${needed%:*}" >/dev/null || {
		echo "hallway: ${needed%:*} is missing. On Debian: apt-get install ${needed#*:}" >&2
		exit 1
	}
done
command -v rustup >/dev/null || {
	echo "hallway: rustup is missing; https://rustup.rs says how to install it. On Debian 13: apt-get install rustup" >&2
	exit 1
}

# The words of a setting in rust-toolchain.toml.
setting() { sed -n "s/^$1 *= *//p" rust-toolchain.toml | tr -d '[],"'; }
channel=$(setting channel)
components=$(setting components)
targets=$(setting targets)

# Whether each of the words is in the list, alone or before `-` and the platform.
has_all() {
	for wanted in $2; do
		printf '%s\n' "$1" | grep -q -E "^$wanted(-|$| )" || return 1
	done
}

if has_all "$(rustup toolchain list)" "$channel" &&
	has_all "$(rustup component list --installed --toolchain "$channel")" "$components" &&
	has_all "$(rustup target list --installed --toolchain "$channel")" "$targets"; then
	exit 0
fi

echo "==> Rust $channel"
# shellcheck disable=SC2086,SC2046 # one argument for each word
rustup toolchain install "$channel" --no-self-update --profile "$(setting profile)" \
	$(printf -- '--component %s ' $components) $(printf -- '--target %s ' $targets) || {
	echo "hallway: Rust $channel could not be installed: see above. Check the network." >&2
	exit 1
}
