/* What stands in the way of files, inside the tree that they go into. */
#include "files/plan_parts.h"

const struct descriptor TREE001 = {
	.id = "TREE001",
	.title = "something else stands where a file belongs",
	.severity = ERROR,
	.since = "0.1",
	.why = "A file is replaced by another one that takes its name. Where the name is a symbolic link, "
	       "that would cut the link and leave what it leads to as it was: /etc/resolv.conf is one "
	       "where systemd-resolved or resolvconf writes the file. A directory, a device or a pipe is "
	       "nothing that a file of configuration can take the place of.",
	.fix = "Take away what is there, if the file is wanted; or leave out of the description what the "
	       "file is for.",
};

const struct descriptor TREE002 = {
	.id = "TREE002",
	.title = "damaged markers in a shared file",
	.severity = ERROR,
	.since = "0.1",
	.why = "Of files that others write too only the lines between '# BEGIN bondwright' and '# END "
	       "bondwright' are ours. Where one of the two is missing, or a pair is there twice, nobody "
	       "can tell what is whose.",
	.fix = "Put the markers right, or take both away with the lines between them: they are written "
	       "anew.",
};

const struct descriptor TREE003 = {
	.id = "TREE003",
	.title = "lines of a shared file that ours cannot stand beside",
	.severity = ERROR,
	.since = "0.1",
	.why = "An /etc/network/interfaces that bondwright did not write keeps its stanzas, and gets the "
	       "others between markers. Where it has one for an interface of the description, or more for "
	       "lo than the two lines that every Debian begins with, ifupdown would find two: up to 0.6 it "
	       "stops there, later it carries out both. And where "
	       "the last line of a shared file ends in a backslash, the first of ours would become a part "
	       "of it.",
	.fix = "Take those lines out. For interfaces, with --force the whole file is replaced, and a copy of "
	       "the old one is kept below var/lib/bondwright/old.",
};

const struct descriptor TREE004 = {
	.id = "TREE004",
	.title = "a manifest or journal that cannot be used",
	.severity = ERROR,
	.since = "0.1",
	.why = "var/lib/bondwright holds what earlier runs wrote down: the manifest which files are "
	       "theirs, the journal what a run that was cut off had begun. Files are removed by it, so it "
	       "is not trusted: one line that bondwright would not have written makes it useless.",
	.fix = "Find out what happened to it. With --force the run does without it, and then removes no "
	       "file of earlier runs.",
};

const struct descriptor TREE005 = {
	.id = "TREE005",
	.title = "a file that is not needed any more and was edited",
	.severity = WARNING,
	.since = "0.1",
	.why = "bondwright wrote the file for an interface or a setting that the description no longer "
	       "has. It would be removed, but it holds something else by now, which somebody may miss. "
	       "While it is there it is read at boot as ever.",
	.fix = "Move what is still wanted into the description, and remove the file; or --force, which "
	       "removes it and keeps a copy below var/lib/bondwright/old.",
};

const struct descriptor TREE006 = {
	.id = "TREE006",
	.title = "a tree that is half written",
	.severity = INFO,
	.since = "0.1",
	.why = "A run began to write the files and did not come to its end: it was killed, or the disk was "
	       "full. Each file is the old or the new one as a whole, but not all are of one kind; a host "
	       "that boots now has something of both.",
	.fix = "Run `bondwright render --root` again: it completes what was begun.",
};

const struct descriptor TREE007 = {
	.id = "TREE007",
	.title = "the tree of another host",
	.severity = ERROR,
	.since = "0.1",
	.why = "The manifest, or the journal of a run that was cut off, says that the files of this tree "
	       "were made for a host of another name. Those of one host on another give it addresses that "
	       "are taken.",
	.fix = "Give the root of the host that is meant. Where it has a new name, --force.",
};

const struct descriptor TREE008 = {
	.id = "TREE008",
	.title = "lines that people have to put in",
	.severity = INFO,
	.since = "0.1",
	.why = "The file of a guest is made by the tool that runs it. Where there is none yet a file with "
	       "nothing but the network would be a guest that cannot start; and libvirt writes its files "
	       "itself, in which the lines go inside of an element.",
	.fix = "Make the guest, then render again; for libvirt put the lines in with `virsh edit`.",
};

const struct descriptor TREE009 = {
	.id = "TREE009",
	.title = "a file that has other names",
	.severity = WARNING,
	.since = "0.1",
	.why = "A file is replaced by a new one of its name; other hard links of the old one go on holding "
	       "the old text. system-config-network of Red Hat makes such links: ifcfg files in "
	       "etc/sysconfig/networking/devices, which it copies back when it is next used.",
	.fix = "Remove the other names, or do not use that tool any more on the host.",
};

const struct descriptor TREE010 = {
	.id = "TREE010",
	.title = "a file of ours that was edited",
	.severity = ERROR,
	.since = "0.1",
	.why = "bondwright wrote the file, or the lines between its markers, and they are others by now: "
	       "somebody edited them, or a program of the host did. Written anew they would be lost "
	       "without a word.",
	.fix = "Put what was changed into the description, if it is wanted. With --force the file is "
	       "replaced, "
	       "and a copy of it is kept below var/lib/bondwright/old.",
};

const struct descriptor TREE011 = {
	.id = "TREE011",
	.title = "a copy of what was there before",
	.severity = INFO,
	.since = "0.1",
	.why = "A file that bondwright did not write, or that was edited since, is replaced or removed. "
	       "What it said is kept below var/lib/bondwright/old, with its owner, permissions and "
	       "attributes, where nothing reads it at boot.",
	.fix = "Look whether it says what the description does not. Copies are never removed by bondwright.",
};
