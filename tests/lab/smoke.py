"""The lab's smoke run: hosts rendered by bondwright, brought up by the real ifup on a real kernel, and judged by
the model: smoke.py BUILD [SCENARIO...]

Every measurement is a line of BUILD/lab/measurements,
	LAB scenario=HOST iface=IFACE key=KEY want=WORDS got=WORDS ok|WRONG
and printed if it is wrong. The console of the machine is in BUILD/lab/console.log.
"""
import os
import shutil
import sys
import time

import machine
import scenario
from kernel import STEPS, Kernel

# Everything else is a set.
ORDERED = {"slaves", "slaves_up", "arp_ip_target", "nameserver", "search"}
# What holds for every host.
ALWAYS = [("-", step, ["0"]) for step in STEPS] + [("-", "ifup_said", []), ("-", "kernel_said", [])]


class Judge:
    def __init__(self, measurements):
        self.measurements = measurements
        self.passed = self.failed = 0

    def say(self, good, line):
        line = f"LAB {line} {'ok' if good else 'WRONG'}"
        print(line, file=self.measurements)
        if good:
            self.passed += 1
        else:
            self.failed += 1
            print(line)

    def host(self, host, console):
        _, begun, text = console.partition(f"## scenario {host.name} ")
        text, ended, _ = text.partition(f"## end {host.name} ")
        if not begun or not ended:
            self.say(False, f"scenario={host.name} key=ended want=yes got=no")
            return
        before, kernel = self.failed, Kernel(text)
        for part, why in kernel.unread.items():
            self.say(False, f"scenario={host.name} key={part} want=read got={why}")
        measured = list(settings(host, kernel))
        if host.mutant:
            self.mutant(host, measured)
            return
        for iface, key, good, line in measured:
            self.say(good, f"scenario={host.name} iface={iface} key={key} {line}")
        for ns, address, size in host.pings:
            status = kernel.pings.get((ns, address, size), "never")
            self.say(status == "0", f"scenario={host.name} from={ns} to={address} size={size} key=ping want=0 got={status}")
        if self.failed > before:
            for step in STEPS:
                print("\n".join(f"    {step}: {line}" for line in kernel.text(step).splitlines() if line))

    def mutant(self, host, measured):
        """What the edits are for is wrong, and so is what goes with it; all else is as if there were none."""
        seen = {f"{iface} {key}": (good, line) for iface, key, good, line in measured}
        for notice in host.mutant["notices"]:
            good, line = seen.get(notice, (True, "want=- got=-"))
            iface, key = notice.split()
            self.say(not good, f"scenario={host.name} iface={iface} key={key} {line} noticed={'no' if good else 'yes'}")
        others = {notice for notice, (good, _) in seen.items() if not good} - set(host.mutant["notices"])
        want = set(host.mutant.get("collateral", []))
        words = lambda notices: ",".join(notice.replace(" ", ".") for notice in sorted(notices)) or "-"
        self.say(others == want, f"scenario={host.name} key=collateral want={words(want)} got={words(others)}")


def settings(host, kernel):
    """(interface, key, whether it is as wanted, how it is)"""
    for iface, key, want in host.facts.settings + ALWAYS:
        got = kernel.get(iface, key)
        if want in (["on"], ["off"]):
            got = [{"1": "on", "0": "off"}.get(word, word) for word in got]
        good = got == want if key in ORDERED else sorted(got) == sorted(want)
        if key == "ageing_time" and kernel.get(iface, "stp_state") == ["1"]:
            # while STP's topology changes it is 2 * forward_delay: __br_set_topology_change()
            good |= got == [f"{2 * float(word):g}" for word in kernel.get(iface, "forward_delay")]
        yield iface, key, good, f"want={','.join(want) or '-'} got={','.join(got) or '-'}"


def main():
    lab, start = os.path.abspath(os.path.join(sys.argv[1], "lab")), time.time()
    for sub in ("scenarios", "hosts", "rendered"):
        shutil.rmtree(os.path.join(lab, sub), ignore_errors=True)
        os.makedirs(os.path.join(lab, sub))
    hosts, refused, surprises = scenario.load(lab, sys.argv[2:])
    console, how = machine.run(lab, [h.name for h in hosts]) if hosts else ("", "nothing")
    with open(os.path.join(lab, "measurements"), "w", encoding="utf-8") as f:
        judge = Judge(f)
        for surprise in surprises:
            judge.say(False, surprise)
        for host in hosts:
            judge.host(host, console)
    for host in refused:
        print(f"left out: {host.name}, refused with {host.refusal}")
    print(f"{len(hosts)} hosts in one boot by {how} in {time.time() - start:.0f} s")
    print(f"{judge.passed} passed, {judge.failed} failed")
    return 0 if judge.passed and not judge.failed else 1


sys.exit(main())
