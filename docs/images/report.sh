#!/usr/bin/env bash
# Takes the pictures of the report in the README: runs the test that opens a made-up report in Chromium, and
# copies its screenshots beside this file.
# usage: docs/images/report.sh
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
./mvnw -q -ntp -pl it -am verify -Dit.test='ReportPageIT#thePicturesOfTheReadmeAreSmall' -Dtest=None \
  -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false
for theme in light dark; do
  cp "it/target/report-page/readme-$theme.png" "docs/images/report-$theme.png"
done
