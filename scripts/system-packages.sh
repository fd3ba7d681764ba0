#!/bin/sh
# Installs what the tests need of the system: two browsers, the driver of one, and two web servers. With `webkit`, what its
# stories need too.
# The rule it guards: it installs only what is missing, and without the rights for that it says which command would.
set -eu
PATH=$PATH:/usr/sbin

missing=
wanted="chromium:chromium chromedriver:chromium-driver firefox:firefox-esr nginx:nginx-light python3:python3"
[ "${1:-}" != webkit ] ||
	wanted="$wanted WebKitWebDriver:webkit2gtk-driver xvfb-run:xvfb xauth:xauth dbus-run-session:dbus"
for needed in $wanted; do
	command -v "${needed%:*}" >/dev/null || missing="$missing ${needed#*:}"
done
[ -n "$missing" ] || exit 0

if ! command -v apt-get >/dev/null; then
	echo "hallway: the tests need these Debian packages, or what your system calls them:$missing" >&2
	exit 1
fi
if [ "$(id -u)" = 0 ]; then
	as_root=
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
	as_root="sudo -n"
else
	echo "hallway: the tests need packages that only root may install. Run, as root or with sudo:" >&2
	echo "    apt-get update && apt-get install --no-install-recommends$missing" >&2
	exit 1
fi

echo "==> Debian packages for the tests:$missing"
export DEBIAN_FRONTEND=noninteractive
# shellcheck disable=SC2086 # one argument for each word
{
	$as_root apt-get update -q &&
		$as_root apt-get install -q -y --no-install-recommends $missing
} || {
	echo "hallway: the packages could not be installed: see above. Is the network there?" >&2
	exit 1
}

# The tests start an nginx of their own; the one that Debian starts with the package would hold port 80 for nothing.
case $missing in
*nginx*) $as_root systemctl disable --now nginx >/dev/null 2>&1 || true ;;
esac
