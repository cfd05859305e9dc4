#!/bin/sh
# Makes the passwords and secrets that compose.yaml needs. What exists is kept, so that it can run again.
set -eu
umask 077
cd "$(dirname "$0")/../.."

# The containers read the files as this user.
reader=1000
case $(id -u) in
  0 | "$reader") ;;
  *) echo "Run this as root or as the user $reader, who reads the files in the containers." >&2; exit 1 ;;
esac

random() {
  od -A n -t x1 -N 24 /dev/urandom | tr -d ' \n'
}

write() {
  [ -e "$1" ] || printf '%s' "$2" > "$1"
}

mkdir -p secrets secrets-owner backups
write secrets/nextauth-secret "$(random)"
write secrets/database-url "postgresql://counterfoil_app:$(random)@database:5432/counterfoil"
write secrets-owner/postgres-password "$(random)"
write secrets-owner/database-owner-url \
  "postgresql://counterfoil:$(cat secrets-owner/postgres-password)@database:5432/counterfoil"
if [ "$(id -u)" = 0 ]; then chown -R "$reader:$reader" secrets secrets-owner backups; fi
