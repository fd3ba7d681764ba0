#!/bin/sh
# Serves a built site under /2026/london/ with a real web server, and runs a command with its address in HALLWAY_BASE:
#     scripts/hosted.sh nginx|python <site> <command> [<argument>…]
# The rule: the site works on any static host, at any path; the server ends with the command.
set -eu
PATH=$PATH:/usr/sbin
hosts=$(cd "$(dirname "$0")/../tests/hosts" && pwd)
server=$1
site=$(cd "$2" && pwd)
shift 2

home=$(mktemp -d)
pid=
stop() {
	[ -z "$pid" ] || kill "$pid" 2>/dev/null || true
	wait
	rm -rf "$home"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

mkdir -p "$home/www/2026"
ln -s "$site" "$home/www/2026/london"
port=$(node -e 'require("net").createServer().listen(0, "127.0.0.1", function () { console.log(this.address().port); this.close() })')
export HALLWAY_BASE="http://127.0.0.1:$port/2026/london/"

case $server in
nginx)
	sed "s/8080/$port/" "$hosts/nginx.conf" >"$home/nginx.conf"
	# As root, nginx would read files as a user that may not see this folder.
	user=
	[ "$(id -u)" != 0 ] || user="user root;"
	nginx -p "$home" -e stderr -c "$home/nginx.conf" -g "daemon off; $user" &
	;;
python)
	# Python's server cannot show the site's own 404 page.
	export HALLWAY_NO_404=1
	python3 -m http.server --directory "$home/www" --bind 127.0.0.1 "$port" >"$home/log" 2>&1 &
	;;
*)
	echo "hallway: no such server: $server" >&2
	exit 2
	;;
esac
pid=$!

node -e '
	(async () => {
		const end = Date.now() + 10_000;
		for (;;) {
			try { if ((await fetch(process.env.HALLWAY_BASE)).ok) return; } catch {}
			if (Date.now() > end) { console.error("hallway: the web server does not answer"); process.exit(1); }
			await new Promise((later) => setTimeout(later, 50));
		}
	})()'
"$@"
