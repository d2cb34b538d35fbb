#!/bin/sh
# Called by Maven from the module's directory: build or test the console, only where something changed.
for program in node npm; do
  if ! command -v "$program" >/dev/null; then
    echo "The console needs $program: install the packages nodejs (18.18 or newer) and npm, or build without it by -Dconsole.skip" >&2
    exit 1
  fi
done
exec node build/run.mjs "$@"
