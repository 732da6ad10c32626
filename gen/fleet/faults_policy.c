/* Faults of a policy file. They have no example here: an example is a host description. */
#include "diag/finding.h"

const struct descriptor POLICY001 = {
	.id = "POLICY001",
	.title = "a policy that is no text",
	.severity = ERROR,
	.since = "0.1",
	.why = "A policy is text in UTF-8 without control characters, of at most 1 MiB. The INI reader ends "
	       "a line at a NUL "
	       "and would pass over the rest of it in silence, and a reviewer cannot see what a hidden "
	       "character does. "
	       "Nothing of the file was applied.",
	.fix = "Save the file as UTF-8; take the character out.",
};

const struct descriptor POLICY002 = {
	.id = "POLICY002",
	.title = "a line of the policy that says nothing",
	.severity = ERROR,
	.since = "0.1",
	.why = "A line is a [section], a KEY = VALUE in one, a comment behind ';' or '#' at its start, or "
	       "empty. This one is "
	       "none of them, stands in front of the first section, has something behind the section's "
	       "bracket, or is "
	       "longer than the reader takes. INI readers pass over such lines, and what their writer wanted "
	       "would be "
	       "missing without a word.",
	.fix = "[rules] with lines like 'BOND003 = warning', [defaults] with lines like 'fail-on = warning'. "
	       "A comment needs "
	       "a line of its own.",
};

const struct descriptor POLICY003 = {
	.id = "POLICY003",
	.title = "an unknown section or default in the policy",
	.severity = ERROR,
	.since = "0.1",
	.why = "The sections are [rules] and [defaults]; the defaults are fail-on and allow-loss. What "
	       "stands elsewhere has "
	       "no effect, while whoever wrote it believes that it has.",
	.fix = "The help names the nearest one.",
};

const struct descriptor POLICY004 = {
	.id = "POLICY004",
	.title = "an id in the policy that nothing has",
	.severity = ERROR,
	.since = "0.1",
	.why = "No finding has that id, so the line changes nothing. Ids are written as findings show them "
	       "in brackets, in "
	       "capitals.",
	.fix = "The id as `bondwright rules` lists it.",
};

const struct descriptor POLICY005 = {
	.id = "POLICY005",
	.title = "a value that the policy's key does not take",
	.severity = ERROR,
	.since = "0.1",
	.why = "A rule takes error, warning, info or 'off: REASON'; fail-on takes error, warning or info; "
	       "allow-loss takes "
	       "yes or no. There are no comments behind a value, as the semicolon may belong to a reason.",
	.fix = "One of these words, in small letters.",
};

const struct descriptor POLICY006 = {
	.id = "POLICY006",
	.title = "a rule switched off without a reason",
	.severity = ERROR,
	.since = "0.1",
	.why = "A rule that is off is off for every host below the policy, those of next year included. "
	       "Whoever meets a host "
	       "that the rule would have caught has to know whether the reason still holds. For one host, "
	       "`allow` in its "
	       "description does the same with a smaller reach.",
	.fix = "TOPO005 = off: one switch per rack, ticket 12",
};

const struct descriptor POLICY007 = {
	.id = "POLICY007",
	.title = "a fault of a file that the policy would change",
	.severity = ERROR,
	.since = "0.1",
	.why = "YAML, REF and POLICY findings, and the rules by which the language refuses a value (NAME001, "
	       "VLAN001, BOND001 "
	       "and others), say that a file was not understood. The host is then not judged at all, so with "
	       "less than an "
	       "error a check would say yes to something it never looked at. TREE findings that are errors say "
	       "that a tree is not what it is taken for; --force is there for one that is known.",
	.fix = "Remove the line, and mend the file or the tree that has the fault.",
};

const struct descriptor POLICY008 = {
	.id = "POLICY008",
	.title = "a key given twice in the policy",
	.severity = ERROR,
	.since = "0.1",
	.why = "Two lines decide the same thing. The first one holds here and the last one with other INI "
	       "readers, so nobody "
	       "could say what was meant.",
	.fix = "Remove one of them.",
};
