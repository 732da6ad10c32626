# The module, by puppet apply.
need puppet puppet patch || return 0

work=$dir/puppet
root="$dir/root; its \$HOME" # a name that a shell would make something else of
backups="$work/back ups"
mkdir -p "$work"
cp "$good" "$work/described.yaml"
cat > "$work/site.pp" <<-END
	class { 'bondwright_network':
	  host => 'hv7.example.com', source => '$work/described.yaml', directory => '$work/etc', backups => '$backups',
	  root => '$root', program => '$dir/bin/bondwright',
	}
END
# Puppet looks at files of /proc that a container may refuse, and says so: that is not about the module
apply() {
	puppet apply --confdir "$work/conf" --vardir "$work/var" --logdir "$work/log" --rundir "$work/run" --color false \
		--modulepath "$examples/puppet/modules" --detailed-exitcodes --strict_variables "$@" "$work/site.pp" 2>&1 |
		grep -v '^Error: Facter: '
	return "${PIPESTATUS[0]}"
}
# --detailed-exitcodes: 0 nothing to do, 2 changes, 4 failures, 6 both

expect "puppet: syntax" 0 puppet parser validate --confdir "$work/conf" --vardir "$work/var" "$examples/puppet/site.pp" \
	"$examples/puppet/modules/bondwright_network/manifests/init.pp"
tree "$root"
state "$root" > "$dir/before"
expect "puppet: --noop" 0 apply --noop
says "puppet: --noop says what it would do" 'Exec\[bondwright render\].*\(noop\)'
state "$root" > "$dir/after"
same "puppet: --noop writes nothing" "$dir/before" "$dir/after"
expect "puppet: the first run" 2 apply
says "puppet: the first run tells what to do" 'info\[ACT006\]: bond '
lacks "puppet: the first run has no warning of Puppet's" '^Warning'
shown puppet-first
tree "$dir/rendered"
bondwright render --quiet --root "$dir/rendered" "$good"
state "$dir/rendered" > "$dir/after"
state "$root" > "$dir/applied"
same "puppet: the files are those of render --root" "$dir/after" "$dir/applied"
expect "puppet: the second run" 0 apply
lacks "puppet: the second run does nothing" 'Exec|File'

dangerous > "$work/described.yaml"
expect "puppet: a dangerous host" 4 apply
says "puppet: a dangerous host: the finding, by its name" 'hv7.example.com.yaml:17:25: error\[GUEST004\]: bond '
shown puppet-refused
same "puppet: a dangerous host: the description stays" "$good" "$work/etc/host.yaml"
state "$root" > "$dir/after"
same "puppet: a dangerous host: the files stay" "$dir/applied" "$dir/after"
cp "$good" "$work/described.yaml"
cp "$root/etc/resolv.conf" "$dir/resolv.conf"
echo '# by hand' >> "$root/etc/resolv.conf"
expect "puppet: edited by hand" 4 apply
says "puppet: edited by hand: the finding" 'error\[TREE010\]: /etc/resolv.conf was edited'
[ "$(ls "$backups")" = "$(cd "$backups" && echo *.patch)" ] && [ "$(ls "$backups" | wc -l)" = 1 ] &&
	ok "puppet: a refusal leaves no patch" || bad "puppet: a refusal leaves no patch" "$(ls "$backups")"
cp "$dir/resolv.conf" "$root/etc/resolv.conf"
expect "puppet: the way back" 0 patch --batch -R -p1 -d "$root" -i "$(echo "$backups"/*.patch)"
state "$root" > "$dir/after"
same "puppet: the way back, byte for byte" "$dir/before" "$dir/after"
