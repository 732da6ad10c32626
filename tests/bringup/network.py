"""A boot of the release up to the end of `network start`: modules, sysctls, and the order of the interfaces."""
import re

from files import SCRIPTS, Modprobe, Tree
from ifup import Ifup
from kernel import Kernel
from release import NETWORK_KEYS

FALSE = {"0", "f", "F", "false", "FALSE", "False", "n", "N", "no", "NO", "No", "off", "OFF", "Off"}
ONBOOT_NO = r"""^ONBOOT=['"]?[Nn][Oo]['"]?"""

# Where the files of the host's own network are.
BOOT = ("etc/sysconfig/", "etc/mod", "etc/sysctl", "etc/host", "etc/udev", "etc/rc", "etc/resolv.conf")


class Boot:
    def __init__(self, root, release, nics):
        self.release, self.tree = release, Tree(root, release)
        self.kernel = Kernel(release, nics)
        self.complaints = self.tree.complaints
        self.modprobe = Modprobe(self.tree)
        self.ifup = Ifup(self)

    def say(self, text):
        if text not in self.complaints:
            self.complaints.append(text)

    def run(self):
        self.load_modules()
        self.sysctl(self.sysctl_files())
        if self.release.has("udev_renames"):
            self.udev()
        self.start()
        if self.release.has("sysctl_again"):
            self.sysctl(["etc/sysctl.conf"], last=True)
        self.unread()

    # ---- before the network ----

    def load_modules(self):
        """rc.sysinit's *.modules, or systemd-modules-load."""
        if self.release.has("modules_dir"):
            for path in self.tree.below("etc/sysconfig/modules", ".modules"):
                if path not in self.tree.executable:
                    self.say(f"{path}: not executable")
                    continue
                found = re.findall(r"(?m)^(?:/sbin/)?modprobe\s+(\w+)", self.tree.text(path))
                self.kernel.modules.update(found)
        if self.release.has("modules_load_d"):
            for path in self.tree.below("etc/modules-load.d", ".conf"):
                self.kernel.modules.update(line.strip() for line in self.tree.text(path).split("\n")
                                           if line.strip() and line.strip()[0] not in "#;")

    def sysctl_files(self):
        """Those of /etc by name; sysctl.conf after them where systemd reads it as 99-sysctl.conf, else before."""
        if not self.release.has("sysctl_d"):
            return ["etc/sysctl.conf"]
        directory = self.tree.below("etc/sysctl.d", ".conf")
        conf = ["etc/sysctl.conf"]
        return directory + conf if self.release.has("modules_load_d") else conf + directory

    def sysctl(self, paths, last=False):
        module = "br_netfilter" if self.release.has("br_netfilter") else "bridge"
        for path in paths:
            for line in (self.tree.text(path) or "").split("\n"):
                key, equals, value = (part.strip() for part in line.partition("="))
                if not equals or key[0] in "#;":
                    continue
                if key.startswith("net.bridge.") and module not in self.kernel.modules:
                    if last or not self.release.has("sysctl_again") or path != "etc/sysctl.conf":
                        self.say(f"{path}: {key} is unknown while {module} is not loaded")
                    continue
                self.kernel.sysctls[key] = value

    def udev(self):
        """The rule that names NICs after the ifcfg files with their HWADDR."""
        wanted = self.tree.pinned()
        nics = [link for link in self.kernel.links.values() if link.kind == "nic"]
        self.kernel.links = {}
        for link in nics:
            link.name = wanted.get(link.permanent, link.name)
            if link.name in self.kernel.links:
                self.say(f"udev: two NICs are called {link.name}")
            self.kernel.links[link.name] = link

    # ---- network start ----

    def interfaces(self):
        """What `ls ifcfg*` leaves, by the letters and then the number of the name."""
        allowed = {"4": r"ifcfg-[A-Za-z0-9._-]+$", "5": r"ifcfg-[A-Za-z0-9#._-]+$"}
        allowed = allowed.get(self.release.branch, r"ifcfg-.+$")
        loopback = r"ifcfg-lo$" if self.release.has("lo_anchored") else r"ifcfg-lo"
        names = [n for n in self.tree.ifcfgs()
                 if not self.tree.ignored(n) and not re.search(loopback, n) and ":" not in n
                 and not re.search(r"ifcfg-.*-range", n) and re.match(allowed, n)]
        return sorted((n[len("ifcfg-"):] for n in names), key=self.sort_key)

    @staticmethod
    def sort_key(name):
        """sed 's/[0-9]/ &/' | LC_ALL=C sort -k 1,1 -k 2n"""
        head = re.match(r"[^0-9]*", name).group()
        figures = re.match(r"[0-9]*\.?[0-9]*", name[len(head):]).group()
        return head, float(figures) if figures not in ("", ".") else 0.0, name

    def start(self):
        network = self.tree.network()
        self.tree.text("etc/sysconfig/network")
        if "etc/sysconfig/network" not in self.tree.texts or network.get("NETWORKING") == "no":
            self.say("network: there is no etc/sysconfig/network that says NETWORKING=yes")
            return
        self.ifup.name_type_at_boot(network)
        passes = {"first": [], "port": [], "vlan": [], "bridge": []}
        for name in self.interfaces():
            where = self.pass_of(name)
            if where:
                passes[where].append(name)
        for name in passes["first"]:
            self.bring_up(name)
        order = ("vlan", "bridge") if self.release.has("bridges_last") else ("vlan", "port")
        for name in passes[order[0]] + passes[order[1]]:
            self.bring_up(name)

    def pass_of(self, name):
        """From the lines that hold DEVICE=, TYPE= and so on, evaluated as one."""
        grep = self.tree.greps[f"{SCRIPTS}/ifcfg-{name}"]
        device = grep["DEVICE="] or name
        if grep["TYPE="] in ("xDSL", "IPSEC"):
            self.say(f"ifcfg-{name}: TYPE={grep['TYPE=']}")
            return None
        if self.release.has("bridges_last"):
            if grep["SLAVE="] == "yes" and self.release.has("slaves_first"):
                return None
            if grep["TYPE="] == "Bridge":
                return "bridge"
        elif grep["BRIDGE="]:
            return "port"
        if "." in device or device.startswith("vlan"):
            return "vlan"
        return None if grep["SLAVE="] == "yes" else "first"

    def bring_up(self, name):
        path = f"{SCRIPTS}/ifcfg-{name}"
        if self.release.has("onboot_sourced"):
            off = self.tree.values[path].get("ONBOOT") in FALSE
        else:
            off = any(re.search(ONBOOT_NO, line) for line in self.tree.texts[path].split("\n"))
        if not off:
            self.ifup.ifup(f"ifcfg-{name}", boot=True)

    # ---- what nobody read ----

    def unread(self):
        """Keys and files that this release passes by."""
        for key in sorted(set(self.tree.network()) - NETWORK_KEYS):
            self.say(f"etc/sysconfig/network: {key} is not read")
        for name in self.tree.ifcfgs():
            if self.tree.ignored(name):
                self.say(f"{name}: no script looks at a file of that name")
                continue
            values = self.tree.values[f"{SCRIPTS}/{name}"]
            for key in values:
                if not self.release.reads(key):
                    self.say(f"{name}: {key} is not read")
            if self.release.has("network_manager") and values.get("NM_CONTROLLED") not in FALSE:
                self.say(f"{name}: NetworkManager may take {values.get('DEVICE')}")
        known = {"etc/hostname"} if self.release.has("hostname_file") else set()
        for path in sorted(set(self.tree.texts) - self.tree.read_by - known):
            if not path.startswith(BOOT):
                continue  # of guests, or of their tools
            if path.startswith(SCRIPTS + "/ifcfg-") and self.off(path):
                continue
            self.say(f"{path}: not read")

    def off(self, path):
        """Left alone on purpose, or an alias or route of one that is."""
        onboot = self.tree.values.get(path.split(":")[0], {}).get("ONBOOT")
        return onboot == "no" or (self.release.has("onboot_sourced") and onboot in FALSE)
