# The state, with what Salt does taken from its sources.
"$PYTHON" -c 'import jinja2, yaml' 2> /dev/null || { echo "skip salt: no python3-jinja2 or python3-yaml"; return 0; }

work=$dir/salt
root="$dir/root; it's \$HOME" # a name that a shell would make something else of
backups="$work/back ups"
mkdir -p "$work"
cp "$good" "$work/source.yaml"
apply() { "$PYTHON" tests/pipeline/salt.py "$examples/salt/bondwright/init.sls" "$work/source.yaml" "$work/host.yaml" "$root" "$backups"; }

tree "$root"
state "$root" > "$dir/before"
expect "salt: the first run" 2 apply
says "salt: the first run tells what to do" 'info\[ACT006\]: bond '
tree "$dir/rendered"
bondwright render --quiet --root "$dir/rendered" "$good"
state "$dir/rendered" > "$dir/after"
state "$root" > "$dir/applied"
same "salt: the files are those of render --root" "$dir/after" "$dir/applied"
expect "salt: the second run" 0 apply
dangerous > "$work/source.yaml"
expect "salt: a dangerous host" 1 apply
says "salt: a dangerous host: the finding, by its name" '^hosts/hv7.example.com.yaml:17:25: error\[GUEST004\]: bond '
shown salt-refused
same "salt: a dangerous host: the description stays" "$good" "$work/host.yaml"
cp "$good" "$work/source.yaml"
cp "$root/etc/resolv.conf" "$dir/resolv.conf"
echo '# by hand' >> "$root/etc/resolv.conf"
expect "salt: edited by hand" 1 apply
says "salt: edited by hand: the finding" 'error\[TREE010\]: /etc/resolv.conf was edited'
[ "$(ls "$backups" | wc -l)" = 1 ] && ok "salt: a refusal leaves no patch" || bad "salt: a refusal leaves no patch" "$(ls "$backups")"
cp "$dir/resolv.conf" "$root/etc/resolv.conf"
need "salt: the way back" patch || return 0
expect "salt: the way back" 0 patch --batch -R -p1 -d "$root" -i "$(echo "$backups"/*.patch)"
state "$root" > "$dir/after"
same "salt: the way back, byte for byte" "$dir/before" "$dir/after"
