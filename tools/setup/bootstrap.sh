#!/bin/sh
# What must run before Node's dependencies exist: npm's packages, and with them the Node that everything else runs on.
# Usage: bootstrap.sh setup [--check] | up | test
set -eu
cd "$(dirname "$0")/../.."

fail() {
  printf 'error: %s\n  next:  %s\n' "$1" "$2" >&2
  exit 1
}

has_node() { node -e 'const [a, b] = process.versions.node.split("."); process.exit(+a > +process.argv[1] || (+a === +process.argv[1] && +b >= +process.argv[2]) ? 0 : 1)' "$1" "$2" 2>/dev/null; }

# npm run puts the Node of node_modules first, and npm ci removes it while it installs: look past it.
workspace_path=$PWD/node_modules/.bin:$PATH
PATH=$(printf %s "$PATH" | tr : '\n' | grep -v '/node_modules/\.bin$' | paste -s -d : -)

if [ ! -e node_modules/.package-lock.json ] || [ -n "$(find package-lock.json -newer node_modules/.package-lock.json)" ]; then
  has_node 20 19 || fail "Node 20.19 or newer is needed, found $(node --version 2>/dev/null || echo none)" \
    'install Node 20.19 or newer, with npm'
  command -v npm >/dev/null || fail 'npm is not installed' 'install npm, which comes with Node'
  if [ "${2-}" = --check ]; then
    fail 'node_modules is absent or older than package-lock.json' 'npm ci'
  fi
  echo 'set-up: installing the packages of package-lock.json (npm ci)'
  npm ci --no-audit --no-fund --loglevel=error
fi

PATH=$workspace_path
export PATH
has_node 22 18 || fail "npm has no Node for this platform, and the machine's own is older than 22.18" 'install Node 24'
exec node tools/setup/src/main.ts "$@"
