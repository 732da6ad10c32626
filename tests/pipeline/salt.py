"""Does with an example what Salt would: renders the state with Jinja, reads the YAML, runs its commands by a shell.

Salt itself is not packaged. From its sources, salt/states/file.py mod_run_check_cmd() and salt/states/cmd.py run(),
mod_run_check(): check_cmd gets the path of a temporary file behind it, and another exit code than 0 fails the state,
with both streams in its comment; cmd.run is skipped where `unless` exits 0, and fails where its command does not.

Usage: salt.py STATE SOURCE DESCRIPTION ROOT BACKUPS; exits 0 unchanged, 2 changed, 1 failed, and prints the comments.
"""
import os
import shlex
import shutil
import subprocess
import sys
import tempfile

import jinja2
import yaml

state, source, description, root, backups = sys.argv[1:]
pillar = {"bondwright:root": root, "bondwright:backups": backups}


def run(command):
    r = subprocess.run(["/bin/sh", "-c", command], text=True, check=False, stdin=subprocess.DEVNULL,
                       stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return r.returncode, r.stdout


def arguments(states, function):
    (name, body), = ((n, b[function]) for n, b in states.items() if function in b)
    return name, {k: v for entry in body for k, v in entry.items()}


def same(a, b):
    return os.path.exists(b) and open(a, "rb").read() == open(b, "rb").read()


with open(state, encoding="utf-8") as f:
    environment = jinja2.Environment(undefined=jinja2.StrictUndefined)
    environment.filters["quote"] = shlex.quote  # salt/utils/jinja.py quote()
    template = environment.from_string(f.read())
states = yaml.safe_load(template.render(grains={"id": "hv7.example.com"},
                                        salt={"pillar.get": lambda key, default: pillar.get(key, default)}))
changed = False

path, managed = arguments(states, "file.managed")
assert path == "/etc/bondwright/hv7.example.com.yaml", path
assert managed["source"] == "salt://hosts/hv7.example.com.yaml", managed["source"]
if not same(source, description):
    with tempfile.NamedTemporaryFile() as f:
        shutil.copyfile(source, f.name)
        code, said = run(f"{managed['check_cmd']} {f.name}")
    if code:
        print("check_cmd execution failed\n" + said)
        sys.exit(1)
    shutil.copyfile(source, description)
    changed = True

name, command = arguments(states, "cmd.run")
assert command["require"] == [{"file": path}], command["require"]
if run(command["unless"].replace(path, description))[0]:
    code, said = run(command["name"].replace(path, description))
    print(said)
    if code:
        sys.exit(1)
    changed = True
sys.exit(2 if changed else 0)
