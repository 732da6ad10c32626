# --stdin-name for the one FILE: what configuration management hands to a validator has a name that means nothing.
need names sed || return 0

work=$dir/names
mkdir -p "$work/hosts"
dangerous > "$work/source"
cp "$work/source" "$work/hosts/a.yaml"
in_work() { (cd "$work" && "$@"); }

expect "names: a description without .yaml" 1 in_work bondwright check --stdin-name hosts/a.yaml source
says "names: its name" '^hosts/a.yaml:17:25: error\[GUEST004\]'
lacks "names: nothing is called as it is" '^ *source:'
in_work bondwright check hosts/a.yaml > "$dir/named"
same "names: the findings are those of the file of that name" "$dir/named" "$dir/out"
for command in render fix\ --diff show; do
	in_work bondwright $command hosts/a.yaml > "$dir/named" 2>&1
	got=$?
	expect "names: $command" $got in_work bondwright $command --stdin-name hosts/a.yaml source
	same "names: $command says the same" "$dir/named" "$dir/out"
done
tree "$dir/root"
expect "names: diff" 1 in_work bondwright diff --root "$dir/root" --stdin-name h/x.yaml "$good"
says "names: diff's name" '^h/x.yaml:17:12: info\[ACT006\]'
expect "names: an empty file is an empty description" 1 in_work bondwright check --stdin-name hosts/a.yaml /dev/null
says "names: an empty file: its name" '^hosts/a.yaml:1:1: error\[YAML014\]'
: > "$work/empty"
expect "names: an empty regular file too" 1 in_work bondwright check --stdin-name hosts/a.yaml empty
says "names: an empty regular file: its name" '^hosts/a.yaml:1:1: error\[YAML014\]'
expect "names: a file that is not there" 2 in_work bondwright check --stdin-name hosts/a.yaml absent
says "names: a file that is not there: its name" '^bondwright: hosts/a.yaml: No such file'
expect "names: of several files none is called so" 1 in_work bondwright check --stdin-name x.yaml source hosts/a.yaml
lacks "names: of several files none is called so, seen" 'x\.yaml'
expect "names: a directory keeps its own" 1 in_work bondwright check --stdin-name x.yaml hosts
lacks "names: a directory keeps its own, seen" 'x\.yaml'

# a file of an existing host, which is known by its content and its name
printf 'DEVICE=eth0\nONBOOT=yes\nIPADDR=10.0.0.2\nNETMASK=255.255.255.0\n' > "$work/temporary"
expect "names: a file of a host" 0 in_work bondwright import --allow-loss --stdin-name etc/sysconfig/network-scripts/ifcfg-eth0 temporary
says "names: a file of a host: its name" '^etc/sysconfig/network-scripts/ifcfg-eth0:'

# the policy is the one that the file of that name has
printf '[rules]\nGUEST004 = off: lab\nTOPO003 = off: lab\n' > "$work/hosts/bondwright.ini"
expect "names: the policy beside NAME" 0 in_work bondwright check --stdin-name hosts/a.yaml source
expect "names: the policy beside NAME, standard input" 0 sh -c "cd '$work' && bondwright check --stdin-name hosts/a.yaml - < source"
expect "names: no policy beside NAME" 1 in_work bondwright check --stdin-name nowhere/a.yaml hosts/a.yaml
expect "names: standard input without a name has no policy" 1 sh -c "cd '$work/hosts' && bondwright check - < a.yaml"
