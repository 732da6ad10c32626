"""The machine that the lab runs on: qemu, with KVM only where Debian's kernel proves to boot under it."""
import os
import shutil
import subprocess
import time

HERE = os.path.dirname(os.path.abspath(__file__))
LIMIT, LIMIT_OF_HOST = 180, 40  # seconds for a run, and for each of its hosts on top
KVM = ["-enable-kvm", "-cpu", "host"]
EMULATION = ["-accel", "tcg,thread=multi", "-cpu", "max"]
# IPv6: only hosts that have some switch it on (vm/run).
APPEND = "console=ttyS0,115200 quiet panic=-1 mitigations=off ipv6.disable_ipv6=1"


def pack(lab, names):
    """The image to boot: the base, and behind it a second archive with the scenarios of these names."""
    top, image = os.path.join(lab, "overlay"), os.path.join(lab, "image.cpio.gz")
    shutil.rmtree(top, ignore_errors=True)
    shutil.copytree(os.path.join(HERE, "vm"), os.path.join(top, "lab"), ignore=shutil.ignore_patterns("init"))
    for name in names:
        shutil.copytree(os.path.join(lab, "scenarios", name), os.path.join(top, "lab/scenarios", name))
    with open(image, "wb") as f, open(os.path.join(lab, "base.cpio.gz"), "rb") as base:
        shutil.copyfileobj(base, f)
        f.flush()
        subprocess.run("find . | cpio -o -H newc -R 0:0 --quiet | gzip -1", shell=True, cwd=top, stdout=f, check=True)
    return image


def said(log):
    with open(log, "rb") as f:
        return f.read().replace(b"\r", b"").decode("utf-8", "replace")


def boot(lab, image, accelerator, seconds, proof):
    """Boots, and gives what came over the serial line; ends early if /init has not spoken after `proof` seconds."""
    command = ["qemu-system-x86_64", *accelerator, "-m", "1024", "-smp", "2", "-nographic", "-no-reboot", "-nodefaults",
               "-serial", "stdio", "-monitor", "none", "-kernel", os.path.join(lab, "vmlinuz"), "-initrd", image,
               "-append", APPEND]
    log, start = os.path.join(lab, "console.log"), time.time()
    with open(log, "wb") as f:
        qemu = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=f, stderr=subprocess.STDOUT)
    try:
        while qemu.poll() is None and time.time() - start < seconds:
            time.sleep(0.2)
            if time.time() - start > proof and "## boot" not in said(log):
                break
    finally:
        qemu.kill()
        qemu.wait()
    return said(log)


def run(lab, names):
    """Boots the scenarios of these names; gives what was said, and by what."""
    image, limit = pack(lab, names), LIMIT + LIMIT_OF_HOST * len(names)
    if os.access("/dev/kvm", os.R_OK | os.W_OK):
        out = boot(lab, image, KVM, limit, 15)
        if "## boot" in out:
            return out, "KVM"
    return boot(lab, image, EMULATION, limit, 120), "emulation"
