# What the tests of the pipelines share. Sourced by tests/parts/pipeline, once; it makes a directory and removes it.
export NO_COLOR=1
top=$PWD
examples=$top/examples/pipeline
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
# nothing of the user's own configuration counts, and nothing is left in the home directory
mkdir "$dir/home" "$dir/bin" "$dir/tmp"
export HOME=$dir/home XDG_CONFIG_HOME=$dir/home/.config TMPDIR=$dir/tmp
# the examples call the program by its name
BW=$(realpath "$BW")
ln -s "$BW" "$dir/bin/bondwright"
PATH=$dir/bin:$PATH
good=$examples/ansible/hosts/hv7.example.com.yaml
dangerous() { sed 's/mode: 802.3ad/mode: balance-rr/' "$good"; }

ok() { echo "ok $1"; }
bad() { echo "not ok $1: $2"; shift 2; [ $# -eq 0 ] || cat "$@"; }

# expect NAME EXIT COMMAND...: runs it, keeps both its streams in $dir/out
expect() {
	local name=$1 want=$2 got=0
	shift 2
	"$@" > "$dir/out" 2>&1 < /dev/null || got=$?
	if [ $got -eq "$want" ]; then ok "$name"; else bad "$name" "exit $got, not $want" "$dir/out"; fi
}
says() { # NAME PATTERN [FILE]
	if grep -qE -- "$2" "${3:-$dir/out}"; then ok "$1"; else bad "$1" "no '$2' in" "${3:-$dir/out}"; fi
}
lacks() { # NAME PATTERN
	if grep -qE -- "$2" "$dir/out"; then bad "$1" "'$2' in" "$dir/out"; else ok "$1"; fi
}
# The names and contents of all files of a tree, those that bondwright keeps to itself left out.
state() { (cd "$1" && find . -path ./var -prune -o -print | LC_ALL=C sort; find . -path ./var -prune -o -type f -print0 | LC_ALL=C sort -z | xargs -0r sha256sum); }
same() { # NAME FILE FILE
	if cmp -s "$2" "$3"; then ok "$1"; else bad "$1" "they differ:"; diff "$2" "$3"; fi
}
# A tree of Debian with lines of somebody else's, one of them Latin-1, one without an end.
tree() {
	rm -rf "$1"
	mkdir -p "$1/etc/network" "$1/etc/modprobe.d"
	printf '# von J\xfcrgen\nauto lo\niface lo inet loopback\n' > "$1/etc/network/interfaces"
	# patch(1) takes away a directory that it empties
	echo 'options e1000e IntMode=1' > "$1/etc/modprobe.d/e1000e.conf"
	printf 'nameserver 10.0.0.1' > "$1/etc/resolv.conf"
}
# What doc/pipeline.md shows for NAME is what was printed.
shown() { "$PYTHON" tests/pipeline/shown.py doc/pipeline.md "$1" "$dir/out"; }
need() { # PART COMMAND...: false, with a skip, where one is missing
	local part=$1 command
	shift
	for command; do
		command -v "$command" > /dev/null || { echo "skip $part: no $command"; return 1; }
	done
}
