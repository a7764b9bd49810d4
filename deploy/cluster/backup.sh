#!/bin/sh
# Copie les fichiers d'un nœud d'EventStoreDB qui sert, dans l'ordre que sa
# documentation demande : ce qui dit où s'arrêter avant ce qui est écrit.
# Copies the files of a node of EventStoreDB that serves, in the order that its
# documentation asks for: what says where to stop before what is written.
#
#   backup.sh FROM TO     FROM: the data folder of a node; TO: a folder that is not
#   backup.sh restore FROM TO     TO: the empty data folder of a node that is stopped
#
# No scavenge may run meanwhile. It runs in the image of EventStoreDB: README.md.
set -eu

fail() {
	echo "$0: $1" >&2
	exit 1
}

# keep copies the files of the list on its input, paths below $1, to $2.
keep() {
	while IFS= read -r file; do
		mkdir -p "$2/$(dirname "$file")"
		cp -p "$1/$file" "$2/$file"
	done
}

# files lists what find selects below $1.
files() {
	below=$1
	shift
	(cd "$below" && find . -type f "$@" | sort)
}

if [ "${1-}" = restore ]; then
	[ $# = 3 ] || fail "restore FROM TO"
	[ -e "$2/chaser.chk" ] || fail "$2: no backup of a node"
	[ -z "$(ls -A "$3")" ] || fail "$3: not empty"
	cp -pR "$2/." "$3/"
	cp -p "$3/chaser.chk" "$3/truncate.chk"
	exit
fi

[ $# = 2 ] || fail "FROM TO"
[ -e "$1/chaser.chk" ] || fail "$1: no data of a node"
[ ! -e "$2" ] || fail "$2: is there already"
part=$2.part
rm -rf "$part"
mkdir -p "$part"
if [ -d "$1/index" ]; then
	files "$1" -path './index/*' -name '*.chk' | keep "$1" "$part"
	files "$1" -path './index/*' ! -name '*.chk' | keep "$1" "$part"
fi
files "$1" ! -path './index/*' -name '*.chk' | keep "$1" "$part"
files "$1" ! -path './index/*' -name 'chunk-*.*' | keep "$1" "$part"
mv "$part" "$2"
