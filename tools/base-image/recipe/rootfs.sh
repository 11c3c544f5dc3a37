#!/bin/sh
# The root file system of a base. mmdebstrap runs this as its extract hook: $1 is the (still empty) root.
# BASE_PACKAGES holds the locked packages, "name version sha256" a line; BASE_ARCH is Debian's name of the architecture.
# No maintainer script is run, so what they would have done and we need is done here.
set -eu
umask 022
export LC_ALL=C APT_CONFIG="$MMDEBSTRAP_APT_CONFIG"
root=${1:?the root of the image}
debs=$root/tmp/debs
mkdir -p "$debs" "$root/var/lib/dpkg/status.d"
cd "$debs"

gone=0
while read -r name version sha256; do
  if [ -z "$(apt-cache show "$name=$version" 2>/dev/null)" ]; then
    candidate=$(apt-cache show --no-all-versions "$name" 2>/dev/null | sed -n 's/^Version: //p')
    echo "base-image: gone $name $version ${candidate:--}"
    gone=1
  fi
done <<END
$BASE_PACKAGES
END
[ "$gone" = 0 ] || exit 1

printf '%s\n' "$BASE_PACKAGES" | sed 's/^\([^ ]*\) \([^ ]*\) .*/\1=\2/' |
  xargs apt-get --quiet --quiet --option APT::Sandbox::User=root download

# Left out by --exclude: manuals, character set conversions that nothing here uses, and what only a shell, an init
# system or an administrator would read. apt has checked Debian's signatures; the lock's own sum says that these are the very bytes it was made from.
while read -r name version sha256; do
  for deb in "$name"_*.deb; do
    if ! echo "$sha256  $deb" | sha256sum --check --status; then
      echo "base-image: altered $name $version"
      exit 1
    fi
    dpkg-deb --field "$deb" >"$root/var/lib/dpkg/status.d/$name"
    dpkg-deb --fsys-tarfile "$deb" | tar --extract --directory "$root" --keep-directory-symlink \
      --exclude='./usr/share/man/*' --exclude='./usr/share/info/*' --exclude='./usr/share/lintian' \
      --exclude='./usr/share/base-files' --exclude='./usr/share/bug' --exclude='./usr/share/gcc' \
      --exclude='./usr/share/gdb' --exclude='./usr/lib/*/gconv' --exclude='./usr/lib/systemd' \
      --exclude='./usr/sbin/*' --exclude='./usr/share/prometheus/install-ui.sh' --exclude='*.js.map' \
      --exclude='*.css.map' --exclude='./usr/share/nodejs/@popperjs' --exclude='./usr/share/javascript/moment*/data/*' \
      --exclude='./etc/init.d' --exclude='./etc/default' --exclude='./etc/profile.d' --exclude='./etc/skel' \
      --exclude='./etc/update-motd.d' --exclude='./etc/issue*' --exclude='./etc/logrotate.d' \
      --exclude='./etc/prometheus' --exclude='./etc/ca-certificates'
  done
done <<END
$BASE_PACKAGES
END

# Of the documentation the licences stay.
find "$root/usr/share/doc" -mindepth 2 ! -type d ! -name copyright -delete
find "$root/usr/share/doc" -type d -empty -delete

# The bundle that update-ca-certificates would have made; awk ends a last line that a certificate left open.
mkdir -p "$root/etc/ssl/certs"
awk 1 "$root"/usr/share/ca-certificates/mozilla/*.crt >"$root/etc/ssl/certs/ca-certificates.crt"

cat >"$root/etc/passwd" <<END
root:x:0:0:root:/root:/usr/sbin/nologin
app:x:65532:65532:app:/nonexistent:/usr/sbin/nologin
END
printf 'root:x:0:\napp:x:65532:\n' >"$root/etc/group"
printf 'passwd: files\ngroup: files\nhosts: files dns\n' >"$root/etc/nsswitch.conf"
ln -sf /usr/share/zoneinfo/Etc/UTC "$root/etc/localtime"
if [ -e "$root/usr/bin/prometheus" ]; then
  mkdir -p "$root/var/lib/prometheus"
  chown 65532:65532 "$root/var/lib/prometheus"
fi

# What mmdebstrap and apt laid down for themselves, and folders that stay empty for good.
rm -rf "$debs" "$root/etc/apt" "$root/etc/dpkg" "$root/etc/fstab" "$root/etc/hostname" "$root/etc/resolv.conf" \
  "$root/var/cache" "$root/var/log" "$root/var/backups" "$root/var/lib/apt" "${root:?}/boot" "$root/usr/games" \
  "$root/usr/include" "$root/usr/src"
find "$root/var/lib/dpkg" -mindepth 1 -maxdepth 1 ! -name status.d -exec rm -rf {} +
