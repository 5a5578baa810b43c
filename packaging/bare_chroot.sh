#!/bin/bash
# Try `./run test` (or another command) on a bare Debian 12: Python 3.11 and pip, and nothing else. Not part of the check.
#
#     sudo packaging/bare_chroot.sh [FOLDER] [ARGUMENTS OF ./run ...]
#
# Needs root, debootstrap and a Debian mirror. FOLDER (default /tmp/bare) keeps the system; delete it to start afresh.
# The clone inside is made anew each time from what is committed here, with ../shared beside it where there is one.
# DEBIAN_MIRROR names another mirror. This machine's settings of pip (environment, pip.conf, certificates, folders of
# wheels named in them) are carried in, since they say where packages come from here.
set -euo pipefail
here="$(cd "$(dirname "$0")/.." && pwd)"
bare="${1:-/tmp/bare}"
shift || true
[ $# -gt 0 ] || set -- test

if [ ! -e "$bare/.made" ]; then
  debootstrap --variant=minbase bookworm "$bare" ${DEBIAN_MIRROR:+"$DEBIAN_MIRROR"}
  cp -f /etc/resolv.conf "$bare/etc/resolv.conf"
  [ -d /etc/apt/apt.conf.d ] && cp -n /etc/apt/apt.conf.d/* "$bare/etc/apt/apt.conf.d/" 2>/dev/null || true
  chroot "$bare" apt-get update -qq
  DEBIAN_FRONTEND=noninteractive chroot "$bare" apt-get install -y -qq --no-install-recommends python3 python3-pip
  touch "$bare/.made"
fi

cp -f /etc/resolv.conf "$bare/etc/resolv.conf"
cp -f /etc/hosts "$bare/etc/hosts"
mkdir -p "$bare/etc/ssl" "$bare/checkout"
cp -aL /etc/ssl/certs "$bare/etc/ssl/" 2>/dev/null || true
for settings in /etc/pip.conf /etc/xdg/pip; do
  [ -e "$settings" ] && mkdir -p "$bare$(dirname "$settings")" && cp -aT "$settings" "$bare$settings"
done
mounted=()
trap 'for place in "${mounted[@]}"; do umount "$place" || umount -l "$place"; done' EXIT
carry() {  # a folder of this machine, read-only inside
  [ -d "$1" ] || return 0
  mkdir -p "$bare$2"
  mountpoint -q "$bare$2" && return 0
  mount --bind -o ro "$1" "$bare$2"
  mounted+=("$bare$2")
}
mountpoint -q "$bare/proc" || mount -t proc proc "$bare/proc"
mounted+=("$bare/proc")
# Folders on this machine that pip was told to look in, by their first two steps (an index may lie beside them).
for folder in $(python3 -m pip config list | grep -oE "(find-links|index-url)='(file://)?/[^/'][^']*'" |
  grep -oE "/[A-Za-z0-9._-]+/[A-Za-z0-9._-]+" | sort -u); do
  carry "$folder" "$folder"
done
for folder in ${PIP_FIND_LINKS:-}; do
  carry "$folder" "$folder"
done
carry "$here/../shared" /checkout/shared

rm -rf "$bare/checkout/main"
git clone -q "$here" "$bare/checkout/main"

env_kept=()
while IFS= read -r -d '' pair; do
  case "$pair" in PIP_* | SSL_CERT_* | REQUESTS_CA_BUNDLE=* | http*_proxy=* | HTTP*_PROXY=* | no_proxy=* | NODE_EXTRA_CA_CERTS=*) env_kept+=("$pair") ;; esac
done < /proc/self/environ
chroot "$bare" /usr/bin/env -i HOME=/home PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 "${env_kept[@]}" \
  /bin/bash -c 'cd /checkout/main && dpkg-query -W | wc -l && time ./run "$@"' run "$@"
