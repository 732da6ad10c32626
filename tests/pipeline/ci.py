"""Prints what a CI system would run, as a script for a shell.

Usage: ci.py gitlab FILE JOB, the lines of the job's script; ci.py github FILE STEP, the `run` of that step. Either
checks by the way that the keys are known ones.
"""
import sys

import yaml

GITLAB = {"extends", "image", "before_script", "script", "rules", "artifacts", "allow_failure"}
ARTIFACTS = {"when", "reports", "paths", "expire_in"}
STEP = {"name", "run", "uses", "with", "if"}


def gitlab(data, job):
    for name, body in data.items():
        assert name == "variables" or set(body) <= GITLAB, (name, set(body) - GITLAB)
        if name != "variables":
            assert set(body.get("artifacts", {})) <= ARTIFACTS, name
    body = {**data[data[job]["extends"]], **data[job]}
    return body["script"]


def github(data, name):
    # a YAML 1.1 reader takes the key `on` for true
    assert set(data) == {"name", True, "permissions", "jobs"}, set(data)
    steps = data["jobs"]["check"]["steps"]
    for step in steps:
        assert set(step) <= STEP and ("run" in step) != ("uses" in step), step
    step, = (s for s in steps if s.get("name") == name)
    return [step["run"]]


system, path, wanted = sys.argv[1:]
with open(path, encoding="utf-8") as f:
    loaded = yaml.safe_load(f)
print("\n".join({"gitlab": gitlab, "github": github}[system](loaded, wanted)))
