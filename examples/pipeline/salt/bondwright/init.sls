# The network configuration of a virtualisation host from salt://hosts/MINION.yaml. bondwright is installed on the minion.
#
# Exit codes of bondwright: 0 yes (clean, equal), 1 no (findings, differences), 2 trouble.
{%- set description = '/etc/bondwright/' ~ grains['id'] ~ '.yaml' %}
{%- set bondwright = salt['pillar.get']('bondwright:program', 'bondwright') | quote %}
{%- set root = salt['pillar.get']('bondwright:root', '/') | quote %}
{%- set backups = salt['pillar.get']('bondwright:backups', '/var/backups/bondwright') | quote %}
{%- set manifest = root ~ '/var/lib/bondwright/manifest' %}

# Salt puts the path of a temporary file behind check_cmd, and takes the new content only if that exits 0; else the state
# fails with the findings in its comment. With test=True it is not run: check the hosts in CI too.
{{ description }}:
  file.managed:
    - source: salt://hosts/{{ grains['id'] }}.yaml
    - makedirs: True
    - mode: '0644'
    - check_cmd: >-
        {{ bondwright }} check --color never --stdin-name hosts/{{ grains['id'] }}.yaml

# Runs unless diff exits 0. On 1 the diff is kept and the files are written; on 2 (a host that is refused, a file that was
# edited by hand: TREE010) nothing is, and the state fails. Either way the findings are in the output of the state: ACT...
# says what has to be done, since nothing is restarted. With test=True the state says that it would run.
# The way back:  patch -R -p1 -d / -i TIME.patch  and TIME.manifest becomes /var/lib/bondwright/manifest again; where there
# is no TIME.manifest, that file goes.
network files of {{ grains['id'] }}:
  cmd.run:
    - name: |
        set -euC; umask 077; mkdir -p {{ backups }}
        until change={{ backups }}/$(date -u +%Y%m%dT%H%M%SZ); [ ! -e "$change.patch" ]; do sleep 1; done
        {{ bondwright }} diff --color never --root {{ root }} {{ description }} > "$change.patch" || [ $? -eq 1 ] || { rm "$change.patch"; exit 1; }
        [ ! -e {{ manifest }} ] || cp -p {{ manifest }} "$change.manifest"
        {{ bondwright }} render --quiet --root {{ root }} {{ description }}
    - unless: >-
        {{ bondwright }} diff --quiet --root {{ root }} {{ description }}
    - require:
      - file: {{ description }}
