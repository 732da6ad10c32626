"""The bonding driver loaded by modprobe: the only way to set a bond up on RHEL 4, and what an alias does later."""
from kernel import MODES, Refused


class Driver:
    """One load of the module: its parameters, as bond_check_params() takes them."""

    def __init__(self, kernel, words):
        self.kernel, self.name, self.parameters = kernel, "bonding", {}
        words = list(words)
        while words:
            word = words.pop(0)
            if word == "-o":
                self.name = words.pop(0)
            else:
                key, _, value = word.partition("=")
                self.parameters[key] = value

    def load(self):
        """
        Nothing if it is there; else max_bonds of them, called bond0 and so on. Under another name (-o) it is loaded
        once more, as bonding.txt 3.3.1 has it; that some kernels refuse this is not seen here.
        """
        if self.name in self.kernel.modules:
            return
        self.kernel.bond_defaults = self.options()
        for _ in range(int(self.parameters.get("max_bonds", "1"))):
            self.kernel.add_bond(next(f"bond{n}" for n in range(256) if f"bond{n}" not in self.kernel.links))
        self.kernel.modules.add(self.name)

    def options(self):
        wrong = set(self.parameters) - self.kernel.release.options()
        if wrong:
            raise Refused(f"bonding: Unknown parameter {', '.join(sorted(wrong))}")
        given = {k: v for k, v in self.parameters.items() if k != "max_bonds"}
        options = {}
        for key, value in given.items():
            if key == "arp_ip_target":
                if "+" in value:
                    raise Refused(f"bonding: arp_ip_target={value}: bad address")
                options[key] = value.split(",")
            elif key == "primary":
                options[key] = value
            else:
                options[key] = self.kernel.word(key, value)
                self.kernel.known(key, options[key])
        return self.checked(options)

    @staticmethod
    def checked(options):
        mode = MODES.index(options.get("mode", "balance-rr"))
        if mode in (4, 5, 6) and options.get("miimon", "0") == "0":
            options["miimon"] = "100"
        if options.get("miimon", "0") != "0" or not options.get("arp_ip_target"):
            options.pop("arp_interval", None)
        if options.get("miimon", "0") == "0":
            options.pop("updelay", None)
            options.pop("downdelay", None)
        if options.get("arp_validate", "none") != "none":
            if mode != 1:
                raise Refused("bonding: arp_validate only supported in active-backup mode")
            if "arp_interval" not in options:
                raise Refused("bonding: arp_validate requires arp_interval")
        for key, modes in (("primary", (1, 5, 6)), ("lacp_rate", (4,)), ("xmit_hash_policy", (2, 4))):
            if mode not in modes:
                options.pop(key, None)
        return options


def load_empty(kernel, config, name):
    """Where bonds are made one by one, max_bonds is out of place."""
    driver = Driver(kernel, config.options.get("bonding", []) + config.options.get(name, []))
    if "max_bonds" in driver.parameters:
        raise Refused("max_bonds beside BONDING_OPTS")
    kernel.bond_defaults = driver.options()
    kernel.modules.add("bonding")


def modprobe(kernel, config, name):
    """modprobe NAME, an alias of bonding or one with an `install` line."""
    if name in config.install:
        words = config.install[name]
        at = words.index("bonding") if "bonding" in words else None
        if not words[0].endswith("/modprobe") or at is None:
            raise Refused(f"install {name}: {' '.join(words)}")
        Driver(kernel, words[at + 1:]).load()
    elif config.alias.get(name) == "bonding":
        Driver(kernel, config.options.get("bonding", []) + config.options.get(name, [])).load()
    else:
        raise Refused(f"modprobe: Module {name} not found")
