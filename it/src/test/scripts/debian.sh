#!/usr/bin/env bash
# Unpacks Debian packages into a directory, for tests with programs that this machine lacks. Needs apt-get and
# dpkg-deb, but not root: nothing is installed. apt checks signatures and checksums. A program that cannot be
# had is named; its tests are then skipped, or fail if CI=true.
# usage: debian.sh [--with-libraries] DIRECTORY PROGRAM,... PACKAGE...
#   --with-libraries  also unpacks the packages that these depend on and this machine has not installed
set -uo pipefail
libraries=
if [ "$1" = --with-libraries ]; then
  libraries=true
  shift
fi
home=$1
IFS=, read -ra programs <<< "$2"
packages=("${@:3}")

missing() {
  for program in "${programs[@]}"; do
    [ -x "$home/usr/bin/$program" ] || command -v "$program" > /dev/null || echo "$program"
  done
}

if [ -z "$(missing)" ]; then
  exit 0
fi
if ! command -v apt-get > /dev/null || ! command -v dpkg-deb > /dev/null; then
  echo "debian.sh: no apt-get or no dpkg-deb here to unpack ${packages[*]}; not found: $(missing | xargs)" >&2
  exit 0
fi

scratch="$home/apt-$$"
trap 'rm -rf "$scratch"' EXIT
mkdir -p "$scratch/lists/partial" "$scratch/cache/archives/partial"
own=(-o "Dir::State::Lists=$scratch/lists" -o "Dir::Cache=$scratch/cache" -o APT::Sandbox::User=)
cd "$scratch" || exit 1

# Downloads the packages; the arguments are options of apt-get.
download() {
  local names=("${packages[@]}")
  if [ -n "$libraries" ]; then
    mapfile -t names < <(apt-get -qq "$@" --simulate --no-install-recommends install "${packages[@]}" |
      awk '$1 == "Inst" { print $2 }')
    [ ${#names[@]} -gt 0 ] || return 1
  fi
  apt-get -qq "$@" download "${names[@]}"
}

# The lists of this machine may name versions that the archive no longer has; then new ones are fetched.
if ! download -o APT::Sandbox::User= 2> /dev/null; then
  rm -f ./*.deb
  apt-get -qq "${own[@]}" update && download "${own[@]}"
fi
for package in ./*.deb; do
  [ -f "$package" ] && dpkg-deb --extract "$package" "$home"
done
[ -z "$(missing)" ] || echo "debian.sh: Debian's archive did not give ${packages[*]}; not found: $(missing | xargs)" >&2
exit 0
