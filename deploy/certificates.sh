#!/bin/sh
# Makes, or renews, the certificates the database is asked by: sh certificates.sh FOLDER
# One authority for the machines of the database and of etcd, one for the accounts of Holdfast: an account's certificate opens no machine.
# Run it on a machine of its own. The keys of the authorities stay there; docs/operations.md says which file goes where.
set -eu
umask 077
mkdir -p "$1"
cd "$1"
new='-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes'

authority() {
  [ -f "$1.key" ] || openssl req -x509 $new -days 3650 -subj "/CN=Holdfast $1" -keyout "$1.key" -out "$1.crt" \
    -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign,cRLSign
}
certify() { # BY NAME FOR, and for a server the name it answers to
  openssl req -x509 $new -days 395 -subj "/CN=$2" -CA "$1.crt" -CAkey "$1.key" -keyout "$2.key" -out "$2.crt" \
    -addext basicConstraints=critical,CA:FALSE -addext keyUsage=critical,digitalSignature \
    -addext "extendedKeyUsage=$3" ${4:+-addext "subjectAltName=DNS:$4"}
}

authority machines
authority accounts
cat machines.crt accounts.crt >authorities.crt
for machine in db1 db2 db3 etcd1 etcd2 etcd3; do certify machines $machine serverAuth,clientAuth $machine; done
for account in holdfast_admin holdfast_app; do certify accounts $account clientAuth; done
