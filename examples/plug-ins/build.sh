#!/bin/sh
# Compiles the plug-ins of this directory into one jar.
#   CAMUS_HOME=/opt/camus sh build.sh [DIRECTORY]    the jar's directory; else plugins/ of CAMUS_HOME
#   JAVA_HOME                                        a JDK, 17 or newer; else the one in the PATH
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
target=${1:-$CAMUS_HOME/plugins}
tools=${JAVA_HOME:+$JAVA_HOME/bin/}
classes=$(mktemp -d)
trap 'rm -rf -- "$classes"' EXIT

"${tools}javac" --release 17 -cp "$CAMUS_HOME/lib/*" -d "$classes" "$here"/*.java
cp -R -- "$here/META-INF" "$classes"
mkdir -p -- "$target"
"${tools}jar" --create --file "$target/examples.jar" -C "$classes" .
