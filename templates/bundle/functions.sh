PATH=/sbin:/bin:/usr/sbin:/usr/bin
LC_ALL=C
export PATH LC_ALL
set +C +e +f +u
unset IFS
umask 022
state=var/lib/bondwright
newline='
'
status=0
described=
manifest=

complain() {
	printf '%s\n' "bondwright: $1" >&2
	status=1
}

say() {
	printf '%s\n' "bondwright: $1"
}

for tool in awk cat chmod cp head mkdir mv rm sed tail; do
	command -v $tool > /dev/null 2>&1 || {
		complain "there is no $tool: nothing is written"
		exit 1
	}
done

# What the next file says, in $text: the lines given, with a break between two, else what comes in.
take() {
	if [ $# -eq 0 ]; then
		text=$(cat; echo .)
		text=${text%.}
		return
	fi
	text=$1
	shift
	for line in "$@"; do
		text=$text$newline$line
	done
}

# True if a file can be at the path.
fits() {
	if [ -h "/$1" ]; then
		complain "/$1 is a symbolic link: left as it is"
	elif [ -e "/$1" ] && [ ! -f "/$1" ]; then
		complain "/$1 is no regular file: left as it is"
	else
		return 0
	fi
	return 1
}

# put PATH MODE COMMAND...: what the command prints becomes the file, as a whole or not at all; owner and permissions of
# one that is there stay.
put() {
	file=/$1
	mode=$2
	new=${file%/*}/.bondwright-000000
	there=no
	[ ! -f "$file" ] || there=yes
	shift 2
	if mkdir -p "${file%/*}/" && rm -f "$new" && { [ $there = no ] || cp -p "$file" "$new"; } &&
		"$@" > "$new" && permit "$new" "$mode" $there && mv -f "$new" "$file"; then
		label "$file"
		return 0
	fi
	rm -f "$new"
	complain "$file cannot be written"
	return 1
}

permit() {
	if [ "$3" = no ]; then
		chmod "$2" "$1"
	elif [ "$2" = 0755 ]; then
		chmod a+x "$1"
	fi
}

# SELinux: files written by an installer have no label, or a wrong one.
label() {
	if command -v restorecon > /dev/null 2>&1; then
		restorecon -R "$1" 2> /dev/null
	fi
}

write() {
	put "$1" "$2" printf '%s' "$text"
}

same() {
	if command -v cmp > /dev/null 2>&1; then
		cmp -s "$1" "$2"
	else
		[ "$(cat "$1"; echo .)" = "$(cat "$2"; echo .)" ]
	fi
}

# Keeps a copy of the file, which is not ours and goes or becomes another.
keep() {
	copy=$state/old/$1
	number=2
	while [ -e "/$copy" ] || [ -h "/$copy" ]; do
		if [ -f "/$copy" ] && same "/$1" "/$copy"; then
			return 0
		fi
		copy=$state/old/$1.$number
		number=$((number + 1))
	done
	if mkdir -p "/${copy%/*}" && cp -p "/$1" "/${copy%/*}/.bondwright-000000" &&
		mv -f "/${copy%/*}/.bondwright-000000" "/$copy"; then
		say "what /$1 was before is kept as /$copy"
		return 0
	fi
	complain "no copy of /$1 can be kept as /$copy: left as it is"
	return 1
}

# remove PATH WHY: the file goes, and a copy is kept.
remove() {
	keep "$1" || return
	if rm -f "/$1"; then
		say "/$1 went: $2"
		return 0
	fi
	complain "/$1 cannot be removed"
	return 1
}

# describe PATH: one that the host has, whatever becomes of it here.
describe() {
	described="$described $1 "
}

# own PATH MODE HASH: a file that is ours alone.
own() {
	path=$1 mode=$2 hash=$3
	shift 3
	describe "$path"
	take "$@"
	fits "$path" || return
	if [ -f "/$path" ] && [ "$(cat "/$path"; echo .)" = "$text." ]; then
		[ "$mode" != 0755 ] || chmod a+x "/$path"
	else
		[ ! -s "/$path" ] || keep "$path" || return
		write "$path" "$mode" || return
	fi
	manifest="$manifest$hash owned $path$newline"
}

# Where our lines are: numbers of the first and the last (0 0: there are none), and 1 if the last line of all goes on
# behind a backslash; or what is wrong with their markers.
find_block() {
	awk '
		{
			goes_on = $0 ~ /\\\r?$/
			sub(/[ \t\r]+$/, "")
			sub(/^[ \t]+/, "")
			begins = /^#[ \t]*BEGIN [ \t]*bondwright$/ || /^<!--[ \t]*BEGIN [ \t]*bondwright[ \t]*-->$/
			ends = /^#[ \t]*END [ \t]*bondwright$/ || /^<!--[ \t]*END [ \t]*bondwright[ \t]*-->$/
		}
		begins && (inside || to) { wrong = "they begin a second time" }
		ends && !inside { wrong = "they end and have not begun" }
		wrong { exit }
		begins { inside = 1; from = NR }
		ends { inside = 0; to = NR }
		END {
			if (inside && !wrong)
				wrong = "they begin and end nowhere"
			if (wrong)
				print wrong
			else
				print from + 0, to + 0, goes_on + 0
		}'
}

# The same of /$path, as $from, $to and $goes_on.
locate() {
	found=$(find_block < "/$path")
	case $found in
	*[!0-9\ ]* | '')
		complain "the markers of /$path are damaged: $found: left as it is"
		return 1
		;;
	esac
	from=${found%% *}
	found=${found#* }
	to=${found% *}
	goes_on=${found#* }
}

lines() {
	head -n "$to" "/$path" | tail -n "+$from"
}

# The file with $text in place of the lines from..to, or where it belongs.
merge() {
	if [ "$from" -gt 0 ]; then
		head -n $((from - 1)) "/$path" && printf '%s' "$text" && tail -n +$((to + 1)) "/$path"
	elif [ "$place" = top ]; then
		printf '%s' "$text" && cat "/$path"
	else
		cat "/$path" && { [ -z "$(tail -c 1 "/$path")" ] || echo; } && printf '%s' "$text"
	fi
}

# share PATH MODE HASH top|end: our lines, with their markers, in a file that others write too.
share() {
	path=$1 mode=$2 hash=$3 place=$4
	shift 4
	describe "$path"
	take "$@"
	fits "$path" || return
	if [ ! -f "/$path" ]; then
		write "$path" "$mode" || return
		manifest="$manifest$hash shared $path$newline"
		return
	fi
	locate || return
	if [ "$from" -eq 0 ] && [ "$place" = end ] && [ "$goes_on" = 1 ]; then
		complain "the last line of /$path ends in a backslash: left as it is"
		return
	fi
	if [ "$from" -eq 0 ] || [ "$(lines; echo .)" != "$text." ]; then
		[ "$from" -eq 0 ] || keep "$path" || return
		put "$path" "$mode" merge || return
	fi
	manifest="$manifest$hash shared $path$newline"
}

# True if there is such a file, which is not ours to make.
is_there() {
	describe "$1"
	[ ! -e "/$1" ] && [ ! -h "/$1" ] || return 0
	say "there is no /$1 that lines could be added to"
	return 1
}

by_hand() {
	path=$1
	describe "$path"
	shift
	take "$@"
	say "these lines for /$path have to be put in by hand:"
	printf '%s' "$text"
}

# Takes files out of the way that the installer wrote for these interfaces under other names: each file is read at boot,
# whatever its name. It is the interface that DEVICE says, else what is behind ifcfg-. Where ours could not be written,
# the installer's is the only one.
clear_away() {
	for file in /etc/sysconfig/network-scripts/ifcfg-*; do
		path=${file#/}
		case $path in
		*/ifcfg-lo | *\~ | *.bak | *.orig | *.rpmnew | *.rpmorig | *.rpmsave) continue ;;
		esac
		case $described in
		*" $path "*) continue ;;
		esac
		[ -f "$file" ] || continue
		device=$(sed -n "s/^[ 	]*DEVICE=[\"']*\\([^\"' 	#]*\\).*/\\1/p" "$file" | tail -n 1)
		device=${device:-${file##*/ifcfg-}}
		case " $* " in
		*" $device "*) ;;
		*) continue ;;
		esac
		case $manifest in
		*" owned ${path%/*}/ifcfg-$device$newline"*) remove "$path" "it was for $device too" ;;
		*) say "/$path stays: it is for $device, and ours for that is not in place" ;;
		esac
	done
}

stays() {
	complain "/$path is not needed any more, and stays: $1"
	return 1
}

# What of /$path is ours, by its $kind.
our_bytes() {
	if [ "$kind" = owned ]; then
		cat "/$path"
	else
		lines
	fi
}

# A file of an earlier run, which the host does not have any more: what is ours of it goes, with a copy, if nobody has
# changed it. False: it stays. SHA-256 came to coreutils after RHEL 4.
retire() {
	[ -e "/$path" ] || [ -h "/$path" ] || return 0
	fits "$path" || return
	if [ "$kind" = shared ]; then
		locate || return
		[ "$from" -gt 0 ] || return 0
	fi
	if [ "$all_well" = no ]; then
		stays 'something else is in the way'
	elif ! command -v sha256sum > /dev/null 2>&1; then
		stays 'there is no sha256sum to tell whether it was edited'
	elif [ "$(our_bytes | sha256sum)" != "$hash  -" ]; then
		stays 'it was edited after bondwright wrote it'
	elif [ "$kind" = owned ]; then
		remove "$path" 'it is not needed any more'
	else
		text=
		keep "$path" && put "$path" 0644 merge && say "the lines of bondwright in /$path went: they are not needed any more"
	fi
}

is_record() {
	[ ${#hash} -eq 64 ] || return
	case $kind in
	owned | shared) ;;
	*) return 1 ;;
	esac
	case $hash in
	*[!0-9a-f]*) return 1 ;;
	esac
	case /$path/ in
	*//* | */./* | */../* | *[!A-Za-z0-9._:@+/-]*) return 1 ;;
	esac
}

# What the manifest of an earlier run, of this host or of another, says of other files: those are not needed any more.
# What stays of them stays in it. Nothing goes while something of this run is not in place.
earlier() {
	all_well=yes
	[ "$status" -eq 0 ] || all_well=no
	{
		read -r first
		read -r second
		if [ "$first$newline$second$newline" != "$1" ]; then
			keep "$state/manifest" || return
		fi
		case $first$newline$second in
		"bondwright manifest 1${newline}host "*) ;;
		*) return 0 ;;
		esac
		while read -r hash kind path; do
			case $newline$manifest in
			*" $path$newline"*) continue ;;
			esac
			if ! is_record; then
				complain "the manifest had a line that is none of it: left out"
				keep "$state/manifest" || return
				continue
			fi
			case $described in
			*" $path "*) ;;
			*) ! retire || continue ;;
			esac
			manifest="$manifest$hash $kind $path$newline"
		done
		return 0
	} < "/$state/manifest"
}

# finish HOST: writes down what is ours, as `bondwright render --root` does, and ends.
finish() {
	head="bondwright manifest 1${newline}host $1$newline"
	if ! fits "$state/manifest"; then
		:
	elif [ ! -f "/$state/manifest" ]; then
		text=$head$manifest
		[ -z "$manifest" ] || write "$state/manifest" 0644
	elif earlier "$head"; then
		text=$head$manifest
		[ "$(cat "/$state/manifest"; echo .)" = "$text." ] || write "$state/manifest" 0644
	fi
	[ ! -d "/$state" ] || label "/$state"
	exit "$status"
}
