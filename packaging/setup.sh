#!/usr/bin/env bash
# Set up a checkout: system packages by apt, Python packages (with hashes) into .venv.
#
# Usage: packaging/setup.sh run | test
#   run   what the program needs
#   test  that, and what the tests need (PostgreSQL, pdftoppm)
#
# Idempotent. A stamp in .venv holds the hash of this script and of the lock file, so that a
# second run ends at once. What is present is left alone; without root nor passwordless sudo,
# one line says what to install.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
readonly PROFILE="${1:-test}"
readonly LOCK=packaging/requirements.lock
readonly VENV=.venv
# Optimised by a profile, which one made by hand is not as a rule: a save takes 15 % less.
readonly SYSTEM_PYTHON=/usr/bin/python3

# What the Qt wheels load but do not ship: "shared object, Debian and Ubuntu package".
# Found by: readelf -d on QtCore, QtGui, QtWidgets, QtPrintSupport, QtSvg, QtPdf and the
# platform plugins offscreen, xcb and wayland.
readonly LIBRARIES="
libEGL.so.1               libegl1
libGL.so.1                libgl1
libdbus-1.so.3            libdbus-1-3
libfontconfig.so.1        libfontconfig1
libfreetype.so.6          libfreetype6
libglib-2.0.so.0          libglib2.0-0
libX11.so.6               libx11-6
libX11-xcb.so.1           libx11-xcb1
libxkbcommon.so.0         libxkbcommon0
libxkbcommon-x11.so.0     libxkbcommon-x11-0
libxcb.so.1               libxcb1
libxcb-cursor.so.0        libxcb-cursor0
libxcb-icccm.so.4         libxcb-icccm4
libxcb-image.so.0         libxcb-image0
libxcb-keysyms.so.1       libxcb-keysyms1
libxcb-randr.so.0         libxcb-randr0
libxcb-render.so.0        libxcb-render0
libxcb-render-util.so.0   libxcb-render-util0
libxcb-shape.so.0         libxcb-shape0
libxcb-shm.so.0           libxcb-shm0
libxcb-sync.so.1          libxcb-sync1
libxcb-util.so.1          libxcb-util1
libxcb-xfixes.so.0        libxcb-xfixes0
libxcb-xkb.so.1           libxcb-xkb1
libwayland-client.so.0    libwayland-client0
libwayland-cursor.so.0    libwayland-cursor0
libwayland-egl.so.1       libwayland-egl1
libcups.so.2              libcups2
"

say() { printf '%s\n' "$*" >&2; }

die() {
  say "$@"
  exit 1
}

usable_python() { # usable_python COMMAND: tell whether it is Python 3.11 to 3.13 with venv
  "$1" -c 'import sys, ensurepip, venv; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' \
    >/dev/null 2>&1
}

find_python() { # the one asked for; else the system's before any made by hand
  local candidate
  if [[ -n ${PYTHON:-} ]]; then
    usable_python "$PYTHON" && printf '%s\n' "$PYTHON"
    return
  fi
  for candidate in "$SYSTEM_PYTHON" python3 python3.13 python3.12 python3.11; do
    if usable_python "$candidate"; then
      printf '%s\n' "$candidate"
      return
    fi
  done
  return 1
}

postgres_present() {
  command -v initdb >/dev/null || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null
}

missing_packages() {
  local object package known
  known="$(PATH="$PATH:/sbin:/usr/sbin" ldconfig -p)"
  while read -r object package; do
    [[ -z $object || $known == *"$object ("* ]] || printf '%s\n' "$package"
  done <<<"$LIBRARIES"
  find_python >/dev/null || [[ -n ${PYTHON:-} ]] || printf '%s\n' python3 python3-venv
  [[ -e /etc/fonts/fonts.conf ]] || printf '%s\n' fontconfig-config
  [[ $PROFILE == test ]] || return 0
  postgres_present || printf '%s\n' postgresql
  command -v psql >/dev/null || printf '%s\n' postgresql-client
  command -v pdftoppm >/dev/null || printf '%s\n' poppler-utils
}

as_root() { # as_root COMMAND...: run as root, or fail without asking anything
  if [[ $(id -u) -eq 0 ]]; then "$@"; else sudo -n "$@"; fi
}

say_what_to_install() {
  if [[ $PROFILE == run ]]; then
    die "Il manque des composants système. Installez-les puis recommencez : sudo apt install $*"
  fi
  die "Missing system packages; install them and try again: sudo apt install $*"
}

install_system_packages() {
  local -a missing
  mapfile -t missing < <(missing_packages)
  [[ ${#missing[@]} -gt 0 ]] || return 0
  command -v apt-get >/dev/null || say_what_to_install "${missing[@]}"
  as_root true 2>/dev/null || say_what_to_install "${missing[@]}"
  say "Installing system packages: ${missing[*]}"
  as_root apt-get update -qq || say "apt-get update failed; trying with the lists at hand"
  as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -qq -y --no-install-recommends -o DPkg::Lock::Timeout=300 \
    "${missing[@]}" >/dev/null ||
    say_what_to_install "${missing[@]}"
}

moved() { # tell whether .venv was made elsewhere: its scripts would call another folder
  ! head -n 1 "$VENV/bin/pip" 2>/dev/null | grep -qF "$PWD/$VENV/"
}

install_python_packages() {
  local python
  if ! usable_python "$VENV/bin/python" || moved; then
    python="$(find_python)" || die "Python 3.11, 3.12 or 3.13 with venv is needed${PYTHON:+, which $PYTHON is not}."
    say "Making $VENV with $("$python" --version)"
    "$python" -m venv --clear "$VENV"
  fi
  say "Installing Python packages of $LOCK"
  "$VENV/bin/python" -m pip install --disable-pip-version-check --quiet \
    --require-hashes -r "$LOCK" >&2
}

wanted_stamp() {
  { cat "$LOCK" packaging/setup.sh && pwd; } | sha256sum
}

main() {
  [[ $PROFILE == run || $PROFILE == test ]] || die "Usage: packaging/setup.sh run | test"
  local stamp="$VENV/.ready-$PROFILE" wanted
  wanted="$(wanted_stamp)"
  if [[ -f $stamp && $(<"$stamp") == "$wanted" && -x $VENV/bin/python ]]; then
    return
  fi
  install_system_packages
  install_python_packages
  printf '%s\n' "$wanted" >"$VENV/.ready-run"
  printf '%s\n' "$wanted" >"$stamp" # the profile test covers run
}

main
