#!/bin/sh
# Installs the system packages for the tests: two browsers, the driver of one of them, and two web servers; with the
# argument `webkit`, also what the stories in WebKitGTK need; with `static`, only what a static build needs; with
# `compare`, only what downloads pretalx's widget.
# The rule: it installs only missing packages; without the rights for that, it prints the command.
set -eu
PATH=$PATH:/usr/sbin

missing=
wanted="chromium:chromium chromedriver:chromium-driver firefox:firefox-esr nginx:nginx-light python3:python3"
[ "${1:-}" != webkit ] ||
	wanted="$wanted WebKitWebDriver:webkit2gtk-driver xvfb-run:xvfb xauth:xauth dbus-run-session:dbus"
[ "${1:-}" != static ] || wanted="musl-gcc:musl-tools"
[ "${1:-}" != compare ] || wanted="python3:python3 pip3:python3-pip"
for needed in $wanted; do
	command -v "${needed%:*}" >/dev/null || missing="$missing ${needed#*:}"
done
[ -n "$missing" ] || exit 0

if ! command -v apt-get >/dev/null; then
	echo "hallway: these Debian packages are missing, or the equivalent ones of your system:$missing" >&2
	exit 1
fi
if [ "$(id -u)" = 0 ]; then
	as_root=
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
	as_root="sudo -n"
else
	echo "hallway: packages are missing that only root may install. Run, as root or with sudo:" >&2
	echo "    apt-get update && apt-get install --no-install-recommends$missing" >&2
	exit 1
fi

echo "==> Debian packages:$missing"
export DEBIAN_FRONTEND=noninteractive
# shellcheck disable=SC2086 # one argument for each word
{
	$as_root apt-get update -q &&
		$as_root apt-get install -q -y --no-install-recommends $missing
} || {
	echo "hallway: the packages could not be installed: see above. Check the network." >&2
	exit 1
}

# The tests start their own nginx; the one that Debian starts with the package would only occupy port 80.
case $missing in
*nginx*) $as_root systemctl disable --now nginx >/dev/null 2>&1 || true ;;
esac
