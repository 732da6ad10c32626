# The scripts of the GitLab and GitHub examples, run as their runners do, and what they leave.
"$PYTHON" -c 'import yaml, jsonschema' 2> /dev/null || { echo "skip ci: no python3-yaml or python3-jsonschema"; return 0; }

work=$dir/ci
lines() { "$PYTHON" tests/pipeline/ci.py "$@" > "$dir/script" || bad "ci: $*" "it cannot be read"; }
repository() { # good | bad
	rm -rf "$work"
	mkdir -p "$work/repository/hosts"
	cp "$good" "$work/repository/hosts"
	[ "$1" = good ] || dangerous > "$work/repository/hosts/hv7.example.com.yaml"
}
# GitLab's runner: bash, with errexit and pipefail
gitlab_job() { (cd "$work/repository" && bash -c "set -eo pipefail; $(cat "$dir/script")"); }
# GitHub's: bash -e, where there is no bash sh -e
github_step() { (cd "$work/repository" && "$1" -e "$dir/script"); }

file=$examples/gitlab/.gitlab-ci.yml
for host in good:0:0 bad:1:1; do
	IFS=: read -r kind code failures <<< "$host"
	repository "$kind"
	lines gitlab "$file" hosts
	expect "gitlab: a $kind host" "$code" gitlab_job
	expect "gitlab: a $kind host: the report is one" 0 "$PYTHON" -c "
import sys, xml.etree.ElementTree as t
suites = t.parse(sys.argv[1]).getroot()
failed = suites.findall('.//failure') + suites.findall('.//error')
assert suites.tag == 'testsuites' and suites.findall('.//testcase') and bool(failed) == (sys.argv[2] == '1'), failed
" "$work/repository/bondwright.xml" "$failures"
	lines gitlab "$file" hosts-files
	expect "gitlab: the files of a $kind host" "$code" gitlab_job
	[ -e "$work/repository/files/hv7.example.com/etc/network/interfaces" ] && found=0 || found=1
	[ "$found" = "$code" ] && ok "gitlab: the files of a $kind host, seen" || bad "gitlab: the files of a $kind host, seen" "$found"
done
lines gitlab "$file" hosts
expect "gitlab: the log" 1 gitlab_job
sed -i 's/\x1b\[[0-9;]*m//g' "$dir/out"
shown gitlab
rm "$work/repository/hosts/"*
expect "gitlab: no host at all does not pass" 1 gitlab_job
rm -r "$work/repository/hosts"
expect "gitlab: trouble fails" 1 gitlab_job
says "gitlab: trouble fails: why" '^bondwright: hosts: No such file'
lines gitlab "$file" hosts-warnings
expect "gitlab: trouble is not allowed to fail" 2 gitlab_job
repository good
lines gitlab "$file" hosts
sed -i 's/, port_group: lacp, edge: true/, port_group: none, edge: false/; s/mode: 802.3ad/mode: active-backup/; s/, lacp: true/, lacp: false/; s/ stack: rack7,//' "$work/repository/hosts/"*
expect "gitlab: a host with a warning passes the gate" 0 gitlab_job
says "gitlab: it has one" 'warning\['
lines gitlab "$file" hosts-warnings
expect "gitlab: its warnings make exit 1, which is allowed to fail" 1 gitlab_job
"$PYTHON" -c "
import sys, yaml
job = yaml.safe_load(open(sys.argv[1]))['hosts-warnings']
assert job['allow_failure'] == {'exit_codes': [1]}" "$file" && ok "gitlab: only exit 1 is" || bad "gitlab: only exit 1 is" ""

file=$examples/github/.github/workflows/hosts.yml
for shell in bash sh; do
	for host in good:0 bad:1; do
		IFS=: read -r kind code <<< "$host"
		repository "$kind"
		lines github "$file" "Findings as SARIF"
		expect "github, $shell: SARIF of a $kind host" 0 github_step $shell
		expect "github, $shell: SARIF of a $kind host is some" 0 "$PYTHON" -c "
import json, sys
run, = json.load(open(sys.argv[1]))['runs']
errors = [r for r in run['results'] if r['level'] == 'error']
uris = {l['physicalLocation']['artifactLocation']['uri'] for r in run['results'] for l in r['locations']}
assert bool(errors) == (sys.argv[2] == '1') and uris == {'hosts/hv7.example.com.yaml'}, (errors, uris)
" "$work/repository/bondwright.sarif" "$code"
		lines github "$file" "Check the hosts"
		expect "github, $shell: a $kind host" "$code" github_step $shell
	done
	says "github, $shell: the annotation" '^::error .*file=hosts/hv7.example.com.yaml,line=17,'
done
shown github
rm -r "$work/repository/hosts"
lines github "$file" "Findings as SARIF"
expect "github: trouble fails the step before the upload" 1 github_step bash
"$PYTHON" -c "
import sys, yaml
w = yaml.safe_load(open(sys.argv[1]))
steps = w['jobs']['check']['steps']
names = [s.get('name') or s['uses'].split('@')[0] for s in steps]
assert w['permissions']['security-events'] == 'write'
assert names.index('Findings as SARIF') < names.index('github/codeql-action/upload-sarif') < names.index('Check the hosts'), names
" "$file" && ok "github: the upload stands before the gate" || bad "github: the upload stands before the gate" ""
