#!/bin/sh
# What the suite offers today. mmdebstrap runs this as its extract hook; BASE_NAMES are the packages' names.
# Prints "base-image: offers name version sha256" for each.
set -eu
export LC_ALL=C APT_CONFIG="$MMDEBSTRAP_APT_CONFIG"
for name in $BASE_NAMES; do
  apt-cache show --no-all-versions "$name" |
    awk -v name="$name" '/^Version: / { v = $2 } /^SHA256: / { s = $2 } END { print "base-image: offers", name, v, s }'
done
