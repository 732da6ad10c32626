"""ifcfg and route files, of RHEL (same_rhel.py) and of SUSE (same_suse.py), as bash reads them."""
import os

import same_rhel
import same_suse
import same_values


def settings(files, release, oracles, left_out):
    kind = same_suse if release.startswith("sles") else same_rhel
    return kind.settings([f for f in files if os.path.normpath(f) not in left_out], release)


def at_boot(found, name):
    """Slaves come up with their bond, whatever their own file says of boot."""
    return (name, "at boot") in found or any((k[0], "at boot") in found for k in found if k[1] == "slave" and k[2] == name)


def same(key, was, now, old, new):
    """Differences that are none."""
    name, what = key[:2]
    if what == "at boot":
        # what is only mentioned has a file of its own then
        described = any(k[0] == name and k[1] not in ("slave", "port") for k in old)
        return at_boot(old, name) == at_boot(new, name) or (was is None and not described)
    if was is None and what == "LINKDELAY" and new.get((name, "stp"), ("",))[0] == "yes":
        return True  # until STP lets its ports forward; ifup of RHEL 7 and 8 waits so long by itself
    if was is None and what == "alias":
        return True  # which does no harm beside BONDING_OPTS, formats.md 1.3
    return same_values.same(key, was, now, old, new)
