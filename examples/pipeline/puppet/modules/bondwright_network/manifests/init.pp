# The network configuration of a virtualisation host, from a description of it.
#
#   host       what findings call it, and the name of its description
#   source     the description: files/HOST.yaml of this module
#   directory  where the host keeps it
#   backups    where each change leaves TIME.patch. The way back:  patch -R -p1 -d / -i TIME.patch  and TIME.manifest
#              becomes /var/lib/bondwright/manifest again; where there is no TIME.manifest, that file goes
#   root       the root directory of the host
#   program    bondwright, by its whole path
#
# Exit codes of bondwright: 0 yes (clean, equal), 1 no (findings, differences), 2 trouble. Nothing is restarted: the
# findings ACT... that are logged say what has to be done. A resource of your own may do it, with
# subscribe => Exec['bondwright render'].
class bondwright_network (
  Pattern[/\A[\w.:-]+\z/] $host = $facts['networking']['fqdn'],
  String $source    = "puppet:///modules/bondwright_network/${host}.yaml",
  String $directory = '/etc/bondwright',
  String $backups   = '/var/backups/bondwright',
  String $root      = '/',
  Pattern[/\A[\w.\/+-]+\z/] $program = '/usr/bin/bondwright',
) {
  $description = "${directory}/host.yaml"

  file { $directory:
    ensure => directory,
  }

  # % is a temporary file with the new content, which comes into place only if the command exits 0; else the findings
  # are in the error. With --noop it is not run: check the hosts in CI too.
  file { $description:
    ensure       => file,
    mode         => '0644',
    source       => $source,
    validate_cmd => "${program} check --color never --stdin-name ${host}.yaml %",
  }

  # Runs unless diff exits 0. On 1 the diff is kept and the files are written; on 2 (a host that is refused, a file that
  # was edited by hand: TREE010) nothing is, and the resource fails. Either way the findings are logged.
  exec { 'bondwright render':
    provider    => shell,
    # by their names: a value is never a part of the script
    environment => ["PROGRAM=${program}", "ROOT=${root}", "DESCRIPTION=${description}", "BACKUPS=${backups}"],
    command     => @(SCRIPT),
      set -euC; umask 077; mkdir -p "$BACKUPS"
      until change=$BACKUPS/$(date -u +%Y%m%dT%H%M%SZ); [ ! -e "$change.patch" ]; do sleep 1; done
      "$PROGRAM" diff --color never --root "$ROOT" "$DESCRIPTION" > "$change.patch" || [ $? -eq 1 ] ||
        { rm "$change.patch"; exit 1; }
      [ ! -e "$ROOT/var/lib/bondwright/manifest" ] || cp -p "$ROOT/var/lib/bondwright/manifest" "$change.manifest"
      "$PROGRAM" render --quiet --color never --root "$ROOT" "$DESCRIPTION"
      | SCRIPT
    unless      => '"$PROGRAM" diff --quiet --color never --root "$ROOT" "$DESCRIPTION"',
    logoutput   => true,
    path        => ['/usr/bin', '/bin'],
    require     => File[$description],
  }
}
