# The role and the playbooks against localhost, each host's root a directory.
need ansible ansible-playbook patch || return 0

work=$dir/ansible
root=$dir/root
cp -r "$examples/ansible" "$work"
cat > "$work/local.yml" <<-END
	hypervisors:
	  vars:
	    ansible_connection: local
	    ansible_become: false
	    ansible_python_interpreter: $PYTHON
	    bondwright_root: $root
END
export ANSIBLE_HOME=$dir/home/.ansible ANSIBLE_LOCAL_TEMP=$dir/tmp/local ANSIBLE_REMOTE_TEMP=$dir/tmp/remote ANSIBLE_NOCOLOR=1 \
	ANSIBLE_CONFIG=$work/ansible.cfg
play() { (cd "$work" && ansible-playbook -i inventory.yml -i local.yml "$@"); }
description=$work/hosts/hv7.example.com.yaml

for playbook in playbook.yml undo.yml validate.yml; do
	expect "ansible: syntax of $playbook" 0 play --syntax-check $playbook
done

# ---- what would change ----

tree "$root"
state "$root" > "$dir/before"
expect "ansible: check mode" 0 play --check --diff playbook.yml
says "ansible: check mode reports the change" 'changed=1 .*failed=0'
says "ansible: check mode shows the diff" '^ *\+iface bond0 inet manual$'
says "ansible: check mode shows what that does" 'info\[ACT006\]: bond '
shown ansible-check
state "$root" > "$dir/after"
same "ansible: check mode writes nothing" "$dir/before" "$dir/after"
[ ! -e "$root/var" ] && ok "ansible: check mode makes nothing" || bad "ansible: check mode makes nothing" "there is $root/var"
expect "ansible: check mode without --diff" 0 play --check playbook.yml
lacks "ansible: check mode without --diff shows none" 'iface bond0'

# ---- twice ----

expect "ansible: the first run" 0 play playbook.yml
says "ansible: the first run changes" 'changed=2 .*failed=0'
mkdir "$dir/rendered" && state "$root" > "$dir/applied"
tree "$dir/rendered"
bondwright render --quiet --root "$dir/rendered" "$good"
state "$dir/rendered" > "$dir/after"
same "ansible: the files are those of render --root" "$dir/after" "$dir/applied"
expect "ansible: the second run" 0 play playbook.yml
says "ansible: the second run changes nothing" 'changed=0 .*failed=0'
shown ansible-again
expect "ansible: check mode behind it" 0 play --check --diff playbook.yml
says "ansible: check mode behind it: nothing" 'changed=0 .*failed=0'
[ "$(find "$dir/tmp" -name 'bondwright.*' | wc -l)" = 0 ] && ok "ansible: no description is left behind" ||
	bad "ansible: no description is left behind" "$(find "$dir/tmp" -name 'bondwright.*')"

# ---- and back, two changes ----

sleep 1 # the names of the patches are seconds
sed -i 's/192.168.7.10/192.168.7.11/; s/192.168.7.53/192.168.7.54/' "$description"
expect "ansible: another change" 0 play playbook.yml
says "ansible: another change is one" 'changed=2 .*failed=0'
[ "$(ls "$root"/var/backups/bondwright/*.patch | wc -l)" = 2 ] && ok "ansible: each has its patch" ||
	bad "ansible: each has its patch" "$(ls "$root/var/backups/bondwright")"
changes=("$root"/var/backups/bondwright/*.patch)
expect "ansible: the first is not taken back before the second" 2 play undo.yml -e "bondwright_undo=$(basename "${changes[0]}" .patch)"
expect "ansible: the second change back" 0 play undo.yml -e "bondwright_undo=$(basename "${changes[1]}" .patch)"
state "$root" > "$dir/after"
same "ansible: the second change back: the files of the first" "$dir/applied" "$dir/after"
expect "ansible: the second change back: bondwright knows them" 0 play --check playbook.yml
says "ansible: the second change back: it could be made again" 'changed=1 .*failed=0'
cp "$good" "$description"
expect "ansible: the second change back: the description too" 0 play playbook.yml
says "ansible: the second change back: nothing to change" 'changed=0 .*failed=0'
expect "ansible: all back" 0 play undo.yml -e "bondwright_undo=$(basename "${changes[0]}" .patch)"
state "$root" > "$dir/after"
same "ansible: all back: byte for byte" "$dir/before" "$dir/after"

# ---- refusals ----

state "$root" > "$dir/before"
dangerous > "$description"
for mode in '' --check; do
	expect "ansible: a dangerous host $mode" 2 play $mode playbook.yml
	says "ansible: a dangerous host $mode: the finding" '^ *hosts/hv7.example.com.yaml:17:25: error\[GUEST004\]: bond '
	says "ansible: a dangerous host $mode: before the host is touched" 'ok=1 .*changed=0 .*failed=1'
done
shown ansible-refused
rm "$description"
expect "ansible: no description" 2 play playbook.yml
says "ansible: no description: it says so" 'hv7.example.com.yaml: No such file'
cp "$good" "$description"
expect "ansible: no program" 2 play playbook.yml -e bondwright_program=bondwright-is-not-here
says "ansible: no program: it says so" 'No such file or directory'
state "$root" > "$dir/after"
same "ansible: refusals write nothing" "$dir/before" "$dir/after"

expect "ansible: once more" 0 play playbook.yml
echo '# by hand' >> "$root/etc/resolv.conf"
state "$root" > "$dir/before"
for mode in '' --check; do
	expect "ansible: edited by hand $mode" 2 play $mode playbook.yml
	says "ansible: edited by hand $mode: the finding" 'etc/resolv.conf:1:1: error\[TREE010\]: /etc/resolv.conf was edited'
done
shown ansible-edited
state "$root" > "$dir/after"
same "ansible: edited by hand: it stays" "$dir/before" "$dir/after"
[ "$(find "$dir/tmp" -name 'bondwright.*' | wc -l)" = 0 ] && ok "ansible: refused, no description is left behind" ||
	bad "ansible: refused, no description is left behind" "$(find "$dir/tmp" -name 'bondwright.*')"

# ---- site file, policy, activation ----

tree "$root"
sed '/^switches:/,/^$/d; /^dns:/d' "$good" > "$description"
printf 'version: 1\n%s\n%s\n' "$(grep '^dns:' "$good")" "$(sed -n '/^switches:/,/^$/p' "$good")" > "$work/site.yaml"
expect "ansible: a site file that is not named" 0 play --check --diff playbook.yml
says "ansible: a site file that is not named is not there" 'info\[TOPO013\]'
lacks "ansible: a site file that is not named is not there, indeed" '^ *\+nameserver'
expect "ansible: a site file" 0 play --check --diff playbook.yml -e bondwright_site="$work/site.yaml"
says "ansible: a site file comes to the host" '^ *\+nameserver 192.168.7.53$'
lacks "ansible: a site file has the switches" 'TOPO013'
cp "$good" "$description"
printf '[rules]\nPKG001 = error\n' > "$work/hosts/bondwright.ini"
expect "ansible: a policy" 2 play --check playbook.yml
says "ansible: a policy holds on the controller" 'error\[PKG001\]'
printf '[rules]\nPKG001 = off: they are in the image\nACT006 = warning\n' > "$work/hosts/bondwright.ini"
expect "ansible: a policy for what is found on the host" 0 play --check playbook.yml
says "ansible: a policy holds on the host" 'warning\[ACT006\]'
lacks "ansible: a policy switches off" 'PKG001'
expect "ansible: an activation" 0 play playbook.yml -e '{"bondwright_activate": ["touch", "'"$dir"'/activated"]}'
for i in 1 2 3 4 5 6 7 8 9 10; do [ -e "$dir/activated" ] && break; sleep 0.5; done
[ -e "$dir/activated" ] && ok "ansible: an activation is run" || bad "ansible: an activation is run" "" "$dir/out"
rm -f "$dir/activated" "$work/hosts/bondwright.ini"
expect "ansible: an activation without a change" 0 play playbook.yml -e '{"bondwright_activate": ["touch", "'"$dir"'/activated"]}'
[ -e "$dir/activated" ] && bad "ansible: it is not run without a change" "" || ok "ansible: it is not run without a change"

# ---- validate ----

target=$dir/described.yaml
expect "ansible: validate" 0 play validate.yml -e bondwright_target="$target"
says "ansible: validate: written" 'changed=1 .*failed=0'
expect "ansible: validate: the description is one" 0 bondwright check "$target"
expect "ansible: validate, again" 0 play validate.yml -e bondwright_target="$target"
says "ansible: validate, again: nothing" 'changed=0 .*failed=0'
cp "$target" "$dir/before"
expect "ansible: validate, a dangerous host" 2 play validate.yml -e bondwright_target="$target" -e network_mode=balance-rr
says "ansible: validate, a dangerous host: who refused" 'msg: failed to validate'
says "ansible: validate, a dangerous host: the finding, by the name" '^ *hosts/hv7.example.com.yaml:[0-9]+:[0-9]+: error\[GUEST004\]'
shown ansible-validate
expect "ansible: validate, check mode" 2 play --check validate.yml -e bondwright_target="$target" -e network_mode=balance-rr
says "ansible: validate, check mode: the finding" 'error\[GUEST004\]'
same "ansible: validate: what was there stays" "$dir/before" "$target"
