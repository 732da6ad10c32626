"""What Cobbler does with a snippet and with a trigger: template_api.py, templar.py and utils.py of 2.x and 3.x."""
import glob
import re
import subprocess

try:
    from Cheetah.Template import Template
except ImportError:
    Template = object


class CobblerTemplate(Template):
    """As Cobbler compiles it, with what it includes: SNIPPET::NAME goes before Cheetah sees the text."""

    @classmethod
    def compile(cls, *args, **kwargs):
        def preprocess(source, file):
            return re.sub(r"SNIPPET::([A-Za-z0-9_\-/.]+)", r"$SNIPPET('\1')", source), file

        kwargs["preprocessors"] = [preprocess]
        kwargs.setdefault("baseclass", cls)
        return super().compile(*args, **kwargs)


# What any system knows, and a value that would be noticed.
KNOWN = {"system_name": "hv1", "server": "10.9.9.9", "http_port": "80", "x": "REPLACED", "y": "REPLACED"}


def replaced(text, table):
    """The keys that Cobbler replaces in the result, whatever made it."""
    for key, value in table.items():
        text = text.replace(f"@@{key}@@", str(value))
    return text


def expanded(snippet):
    """The snippet as it comes out of a template that calls for it."""
    outer = "#errorCatcher ListErrors\nbefore\n#include source=$snippet\nafter\n"
    made = str(CobblerTemplate(source=outer, searchList=[dict(KNOWN, snippet=snippet)]))
    begin, end = "before\n", "after\n"
    if not made.startswith(begin) or not made.endswith(end):
        raise ValueError("the template around it is not whole")
    return replaced(made[len(begin) : -len(end)], KNOWN)


class Aborted(Exception):
    """What an action of Cobbler ends with when a trigger does not want it."""


def run_triggers(pattern, name=None, env=None):
    """Runs what is there, and gives what Cobbler logs: standard output at level info, standard error at debug."""
    log, debug = "", ""
    for file in sorted(glob.glob(pattern)):
        if ".rpm" in file:
            continue
        try:
            # the encoding is that of Cobbler 3: what is not UTF-8 counts as a trigger that could not be run
            done = subprocess.run([file] + ([name] if name is not None else []), encoding="utf-8", env=env, stdin=None,
                                  capture_output=True, close_fds=True, check=False)
        except (OSError, ValueError) as why:
            log += f"failed to execute trigger: {file}: {why}\n"
            continue
        log += done.stdout
        debug += done.stderr
        if done.returncode:
            raise Aborted(f"cobbler trigger failed: {file} returns {done.returncode}", log, debug)
    return log, debug
