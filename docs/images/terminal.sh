#!/bin/sh
# Draws docs/images/demo.svg, the picture of a run in README.md, from a real run of the demo.
set -eu
cd "$(dirname -- "$0")/../.."
python3 docs/images/terminal.py docs/images/demo.svg --title './camus demo' --columns 100 \
  --moment ETA \
  --section '3  ' '  app-logs ' --section '  warning  ' '4  ' --section '6  ' '7  ' --section 'OK: each' '' \
  -- ./camus demo --yes
