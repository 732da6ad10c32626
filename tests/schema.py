"""Validates each example by the schema, and breaks it in ways that the schema must notice."""
import copy
import json
import sys

import jsonschema
import yaml

with open(sys.argv[1], encoding="utf-8") as f:
    schema = json.load(f)
cls = jsonschema.validators.validator_for(schema)
cls.check_schema(schema)
validator = cls(schema)


def breaks(host):
    """Hosts that are not valid, each with a name."""
    host = {"bonds": [{"name": "bond9", "slaves": ["eth0"]}], **host}
    for key in ("host", "os"):
        broken = copy.deepcopy(host)
        del broken[key]
        yield f"without {key}", broken
    broken = copy.deepcopy(host)
    broken["bond"] = []
    yield "unknown key", broken
    for bad in ("0x10", -1, 1.5, [1]):
        broken = copy.deepcopy(host)
        broken["bonds"][0]["miimon"] = bad
        yield f"miimon {bad!r}", broken
    broken = copy.deepcopy(host)
    broken["bonds"][0]["mode"] = "balance-up"
    yield "unknown mode", broken
    broken = copy.deepcopy(host)
    broken["nics"][0]["mac"] = "00:16:3e"
    yield "short mac", broken
    broken = copy.deepcopy(host)
    broken["os"] = "rhel99"
    yield "unknown release", broken


for path in sys.argv[2:]:
    with open(path, encoding="utf-8") as f:
        host = yaml.safe_load(f)
    errors = list(validator.iter_errors(host))
    for e in errors:
        print(f"{path}: {e.json_path}: {e.message}")
    print(f"{'not ok' if errors else 'ok'} {path} is valid")
    for name, broken in breaks(host):
        print(f"{'not ok' if validator.is_valid(broken) else 'ok'} {path} {name} is not")
