# The hooks of this repository, by pre-commit, in a scratch repository; nothing is fetched.
need pre-commit pre-commit git || return 0

export PRE_COMMIT_HOME=$dir/home/pre-commit GIT_CONFIG_NOSYSTEM=1 GIT_AUTHOR_NAME=t GIT_AUTHOR_EMAIL=t@example.com \
	GIT_COMMITTER_NAME=t GIT_COMMITTER_EMAIL=t@example.com
unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE
hooks=$dir/hooks
work=$dir/committed
git init -q -b main "$hooks"
cp .pre-commit-hooks.yaml "$hooks"
git -C "$hooks" add . && git -C "$hooks" commit -qm hooks && git -C "$hooks" tag v0.1.0
git init -q -b main "$work"
mkdir "$work/hosts"
cp "$good" "$work/hosts"
example=$examples/pre-commit/.pre-commit-config.yaml
sed "s|https://git.example.com/bondwright.git|$hooks|" "$example" > "$work/.pre-commit-config.yaml"
hook() { (cd "$work" && pre-commit "$@"); }
commit() { git -C "$work" add . && git -C "$work" commit -m change; }

expect "pre-commit: the hooks are valid" 0 pre-commit validate-manifest .pre-commit-hooks.yaml
expect "pre-commit: the example is valid" 0 pre-commit validate-config "$example"
expect "pre-commit: install" 0 hook install
expect "pre-commit: a good host is committed" 0 commit
says "pre-commit: it was looked at" 'bondwright check, all hosts together\.+Passed'
echo 'notes' > "$work/notes.txt"
expect "pre-commit: a commit without hosts" 0 commit
says "pre-commit: there is nothing to look at" 'bondwright check.*Skipped'

dangerous > "$work/hosts/hv7.example.com.yaml"
expect "pre-commit: a dangerous host is not committed" 1 commit
says "pre-commit: the finding" '^hosts/hv7.example.com.yaml:17:25: error\[GUEST004\]: bond '
shown pre-commit
[ "$(git -C "$work" rev-list --count HEAD)" = 2 ] && ok "pre-commit: there is no commit" || bad "pre-commit: there is no commit" "there are others"
expect "pre-commit: the other hook" 1 hook try-repo "$hooks" bondwright --files hosts/hv7.example.com.yaml
says "pre-commit: the other hook: the finding" '^hosts/hv7.example.com.yaml:17:25: error\[GUEST004\]: bond '

# a cable that is given away twice shows only where all hosts are looked at
cp "$good" "$work/hosts/hv7.example.com.yaml"
sed 's/hv7/hv8/g; s/192.168.7.10/192.168.7.12/; s/52:54:00:07/52:54:00:08/' "$good" > "$work/hosts/hv8.example.com.yaml"
expect "pre-commit: a port that another host has" 1 commit
says "pre-commit: a port that another host has: the finding" 'error\[FLEET[0-9]+\]'

# the variant in the comments
git -C "$work" reset -q --hard
sed -n '/^# - repo: local/,$ s/^# /  /p' "$example" | sed '1i repos:' > "$work/.pre-commit-config.yaml"
expect "pre-commit: the local variant is valid" 0 pre-commit validate-config "$work/.pre-commit-config.yaml"
dangerous > "$work/hosts/hv7.example.com.yaml"
expect "pre-commit: the local variant refuses" 1 commit
says "pre-commit: the local variant: the finding" 'error\[GUEST004\]'
