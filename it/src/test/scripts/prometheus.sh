#!/usr/bin/env bash
# Unpacks Debian's Prometheus, promtool and Pushgateway into a directory, for MetricsIT. Needs apt-get and
# dpkg-deb, but not root: nothing is installed. apt checks signatures and checksums.
# usage: prometheus.sh DIRECTORY
set -uo pipefail
home=$1

complete() {
  [ -x "$home/usr/bin/prometheus" ] && [ -x "$home/usr/bin/promtool" ] && [ -x "$home/usr/bin/prometheus-pushgateway" ]
}

if complete; then
  exit 0
fi
if ! command -v apt-get > /dev/null || ! command -v dpkg-deb > /dev/null; then
  echo "prometheus.sh: no apt-get or no dpkg-deb here; MetricsIT uses the Prometheus on the PATH, if there is one" >&2
  exit 0
fi

mkdir -p "$home/apt/lists/partial" "$home/apt/cache/archives/partial"
own=(-o "Dir::State::Lists=$home/apt/lists" -o "Dir::Cache=$home/apt/cache" -o APT::Sandbox::User=)
packages=(prometheus prometheus-pushgateway)
cd "$home/apt" || exit 1
# The lists of this machine may name versions that the archive no longer has; then new ones are fetched.
if ! apt-get -qq download "${packages[@]}" 2> /dev/null; then
  rm -f ./*.deb
  apt-get -qq "${own[@]}" update && apt-get -qq "${own[@]}" download "${packages[@]}"
fi
for package in ./*.deb; do
  [ -f "$package" ] && dpkg-deb --extract "$package" "$home"
done
rm -rf "$home/apt"
complete || echo "prometheus.sh: Debian's archive did not give Prometheus; MetricsIT uses the one on the PATH, if there is one" >&2
exit 0
