#!/bin/sh
# Prépare ce que compose.yaml attend dans ./secrets : certificats et mots de passe.
# Makes what compose.yaml expects in ./secrets: certificates and passwords.
#
#   ./prepare.sh          what is missing; nothing that exists is touched
#   ./prepare.sh renew    certificates of the nodes, anew, by the same authority
#   ./prepare.sh check    when each certificate ends; fails 30 days before
#
# SITE is the name under which the site is asked, else localhost.
#
# The folder is closed to others and its files are readable: containers read
# them under user ids of their own, nobody else on this machine gets in.
set -eu
umask 022
cd "$(dirname "$0")"

SITE=${SITE:-localhost}
NODES="esdb-1 esdb-2 esdb-3"
CA_DAYS=3650
NODE_DAYS=365
LEAST_DAYS=30

# authority makes the root that signs the nodes. Its key is in no container;
# keep it elsewhere between two renewals.
authority() {
	[ -e secrets/ca.crt ] && return
	openssl req -x509 -newkey rsa:2048 -nodes -sha256 -days "$CA_DAYS" \
		-subj "/CN=Suivi EventStoreDB CA" \
		-addext "basicConstraints=critical,CA:TRUE" \
		-addext "keyUsage=critical,keyCertSign,cRLSign" \
		-keyout secrets/ca.key -out secrets/ca.crt 2>/dev/null
	chmod 600 secrets/ca.key
	echo "secrets/ca.crt, ca.key"
}

# sign makes $1.key and $1.crt, in the name $2, for host $3 and the uses $4.
sign() {
	openssl req -newkey rsa:2048 -nodes -sha256 -subj "/CN=$2" \
		-keyout "$1.key.new" -out "$1.csr" 2>/dev/null
	cat >"$1.ext" <<-EXT
		basicConstraints=critical,CA:FALSE
		keyUsage=critical,digitalSignature,keyEncipherment
		extendedKeyUsage=$4
		subjectAltName=DNS:$3,DNS:localhost,IP:127.0.0.1
		authorityKeyIdentifier=keyid
		subjectKeyIdentifier=hash
	EXT
	openssl x509 -req -in "$1.csr" -CA secrets/ca.crt -CAkey secrets/ca.key \
		-set_serial "0x$(openssl rand -hex 16)" -sha256 -days "$NODE_DAYS" \
		-extfile "$1.ext" -out "$1.crt.new" 2>/dev/null
	chmod 644 "$1.key.new"
	mv "$1.key.new" "$1.key"
	mv "$1.crt.new" "$1.crt"
	rm "$1.csr" "$1.ext"
	echo "$1.crt, .key"
}

# node makes the certificate of one node. EventStoreDB knows its peers by the
# common name, the same on all; each is server and client to the others.
node() {
	mkdir -p "secrets/$1/ca"
	cp secrets/ca.crt "secrets/$1/ca/ca.crt"
	sign "secrets/$1/node" eventstoredb-node "$1" serverAuth,clientAuth
}

# site makes the certificate that the proxy shows, for those who have no better:
# put your own chain and key in secrets/site.pem.
site() {
	sign secrets/site "$SITE" "$SITE" serverAuth
	cat secrets/site.crt secrets/site.key >secrets/site.pem
	rm secrets/site.crt secrets/site.key
}

# secret writes a line to a file of that name, where there is none.
secret() {
	[ -e "secrets/$1" ] && return
	printf '%s\n' "$2" >"secrets/$1"
	echo "secrets/$1"
}

password() { openssl rand -hex 24; }

# environment gives EventStoreDB the passwords of its first start, which it
# takes from its environment only.
environment() {
	[ -e secrets/esdb.env ] && return
	(umask 077 && printf 'EVENTSTORE_DEFAULT_ADMIN_PASSWORD=%s\nEVENTSTORE_DEFAULT_OPS_PASSWORD=%s\n' \
		"$(cat secrets/esdb_admin)" "$(cat secrets/esdb_ops)" >secrets/esdb.env)
	echo "secrets/esdb.env"
}

check() {
	status=0
	for certificate in secrets/ca.crt secrets/*/node.crt secrets/site.pem; do
		end=$(openssl x509 -in "$certificate" -noout -enddate | cut -d= -f2)
		echo "$certificate: $end"
		openssl x509 -in "$certificate" -noout -checkend $((LEAST_DAYS * 86400)) >/dev/null || status=1
	done
	[ $status = 0 ] || echo "moins de $LEAST_DAYS jours : ./prepare.sh renew / less than $LEAST_DAYS days left" >&2
	return $status
}

case "${1-}" in
check) check ;;
renew)
	for n in $NODES; do node "$n"; done
	;;
"")
	mkdir -p secrets
	chmod 700 secrets
	authority
	for n in $NODES; do [ -e "secrets/$n/node.crt" ] || node "$n"; done
	[ -e secrets/site.pem ] || site
	secret esdb_admin "$(password)"
	secret esdb_ops "$(password)"
	secret grafana_admin "$(password)"
	secret suivi_store "esdb://admin:$(cat secrets/esdb_admin)@esdb-1:2113,esdb-2:2113,esdb-3:2113?tls=true&tlsCaFile=/run/secrets/ca"
	environment
	;;
*)
	echo "usage: $0 [renew|check]" >&2
	exit 2
	;;
esac
