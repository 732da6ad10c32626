/* The language of interfaces(5). What is expected here is what ifquery of ifupdown 0.8.41 prints. */
#include "targets/debian/reads.h"

/* ifquery: up "x # y # z", mtu 9; and the iface behind the comment is there */
static void comments_end_with_their_line(void **state)
{
	(void)state;
	read_eni("auto a\n# com \\\niface a inet manual\n\tmtu 1400\n");
	clean();
	yes("mtu: 1400");
	read_eni("auto a\niface a inet manual\n\tup x # y\\\n # z\n\tmtu 1400\n");
	said("IMP003", "no place for: x # y # z");
	assert_string_equal(place_of("IMP003", "no place for: x # y # z"), "x # y\\\n # z");
	yes("mtu: 1400");
}

static void values_that_go_on(void **state)
{
	(void)state;
	read_eni(
		"auto bond0\niface bond0 inet manual\n\tbond-slaves \\\n\t  eth0 \\\n eth1\n\tbond-mode 1\n");
	clean();
	yes("slaves: [eth0, eth1]");
	read_eni("auto \\\n eth0 \\\n eth1\niface eth0 inet manual\niface eth1 inet manual");
	clean();
	no("onboot");
	/* the place of a value that goes on is the whole of it */
	read_eni("auto a\niface a inet manual\n\tmtu \\\n 9\\\n0x\n");
	assert_string_equal(place_of("IMP002", "90x"), "\\\n 9\\\n0x");
}

/* isspace() takes a carriage return for a blank, so DOS line ends do no harm; a continuation is none any more
 */
static void dos_line_ends(void **state)
{
	(void)state;
	read_eni("auto eth0\r\niface eth0 inet static\r\n\taddress 10.0.0.1/24\r\n\tmtu 1400\r\n");
	clean();
	yes("addresses: [10.0.0.1/24]");
	yes("mtu: 1400");
	read_eni("auto eth0\r\niface eth0 inet manual\r\n\tup a \\\r\n\r\n");
	said("IMP003", "'up' does what a description has no place for: a ");
}

static void what_ifupdown_refuses(void **state)
{
	static const struct {
		const char *text, *says;
	} cases[] = {
		{"auto a\nfoo bar\n", "'foo' stands in no stanza"},
		{"auto a\n\tmtu 9\n", "'mtu' stands in no stanza"},
		{"iface a inet manual\n\tfoo\n", "'foo' has no value"},
		{"iface\n", "without a name"},
		{"iface a inet7 manual\n", "'inet7' is not a family"},
		{"iface a inherits b\n\tmtu 3\niface b inet manual\n",
		 "'b', which is inherited, is not described above"},
		{"iface a inet inherits\n", "does not say what"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		read_eni(cases[i].text);
		refused("IMP009", cases[i].says);
	}
}

static void no_text(void **state)
{
	static const char nul[] = ENI "auto eth0\niface eth0 inet manual\n\tmtu 1\0000\n";

	(void)state;
	read_bytes("bookworm", nul, sizeof(nul) - 1);
	refused("IMP009", "NUL");
	/* Latin-1 in a comment is kept as far as it can be shown */
	read_eni("# B\xfcro\nauto eth0\niface eth0 inet manual\n");
	clean();
	yes("# B\xef\xbf\xbdro\n");
	read_eni("# nothing\n\n");
	refused("IMP010", "");
}

/* 0.8.41: options of what is inherited come first, and the method is its */
static void inheritance(void **state)
{
	(void)state;
	read_eni("iface b inet static\n\taddress 10.0.0.1/24\n\tmtu 1400\nauto a\niface a inet inherits b\n"
		 "\tup ip link set $IFACE up\n");
	clean();
	yes("name: a\n    addresses: [10.0.0.1/24]\n    mtu: 1400\n");
	/* ifquery: mtu "3\n4" */
	read_eni("iface b inet static\n\taddress 10.0.0.1/24\n\tmtu 1400\nauto a\niface a inet inherits "
		 "b\n\tmtu 1300\n");
	said("IMP004", "'mtu' of 'a' is set twice: 1300 counts");
	/* of two of that name the one of the same family */
	read_eni("iface b inet manual\n\tmtu 1400\niface b inet6 manual\n\tmtu 1300\nauto a\niface a inet6 static inherits b\n"
		 "\taddress 2001:db8::1/64\n");
	yes("name: a\n    addresses: [\"2001:db8::1/64\"]\n    mtu: 1300\n");
}

static void comments_of_an_interface(void **state)
{
	(void)state;
	read_eni("# of the file\n\n# of lo\nauto lo\niface lo inet loopback\n\n# above\nauto eth0\niface "
		 "eth0 inet manual\n"
		 "\t# inside\n\tmtu 1400\n# below\n\n# of nothing\n\n# the other\niface eth1 inet manual\n");
	clean();
	yes("  # above\n  # inside\n  # below\n  - name: eth0");
	yes("  # the other\n  - name: eth1");
	no("of the file");
	no("of lo");
	no("of nothing");
}

/* ---- which files ---- */

static void files_in_their_order(void **state)
{
	(void)state;
	read_on("bookworm",
		ENI NIC("\nsource /etc/network/interfaces.d/*\n\nauto eth9\niface eth9 inet manual\n")
			MORE("b") "auto eth2\niface eth2 inet manual\n" MORE(
				"a") "auto eth1\niface eth1 inet manual\n");
	clean();
	yes("name: eth0\n  - name: eth1\n  - name: eth2\n  - name: eth9\n");
	/* nobody sources it */
	read_on("bookworm", ENI NIC() MORE("a") "auto eth1\niface eth1 inet manual\n");
	said("IMP007", "does not source it");
	no("eth1");
	/* only the directory was given */
	read_on("bookworm", MORE("a") NIC() MORE("b") "auto eth1\niface eth1 inet manual\n");
	clean();
	yes("eth1");
}

static void names_in_a_directory(void **state)
{
	(void)state;
	read_on("bookworm",
		ENI NIC("source-directory interfaces.d\n")
			MORE("a.cfg") "iface eth1 inet manual\n" MORE("ok_1") "iface eth2 inet manual\n");
	said("IMP007", "'etc/network/interfaces.d/a.cfg' is left out");
	no("eth1");
	yes("eth2");
}

static void files_that_source_each_other(void **state)
{
	(void)state;
	read_on("bookworm", ENI NIC("source interfaces.d/a\n")
				    MORE("a") "source /etc/network/interfaces\niface eth1 inet manual\n");
	said("IMP004", "sources itself in a circle");
	yes("eth1");
	read_on("bookworm", ENI NIC("source interfaces.d/a\nsource interfaces.d/*\n")
				    MORE("a") "iface eth1 inet manual\n");
	said("IMP004", "sourced once more");
	read_eni(NIC("source /etc/network/$HOST\n"));
	refused("IMP005", "takes a shell");
	read_eni(NIC("source /etc/network/interfaces.d/*\n"));
	said("IMP008", "not one of its files was given");
}

/* Each file sources the next: as deep as it goes, without recursion. */
static void a_long_chain_of_files(void **state)
{
	enum { DEEP = 3000 };
	struct text t;

	(void)state;
	text_init(&t, arena);
	text_add(&t, ENI "source interfaces.d/f0\n");
	for (int i = 0; i < DEEP; i++)
		text_addf(&t, "\n==> etc/network/interfaces.d/f%d <==\nsource f%d\niface e%d inet manual\n",
			  i, i + 1, i);
	read_on("bookworm", t.s);
	yes("name: e2999\n");
	yes("name: e0\n");
}

/* Places of words, and nothing quadratic. */
static void long_lines(void **state)
{
	enum { MANY = 60000 };
	struct text t;

	(void)state;
	text_init(&t, arena);
	text_add(&t, ENI "auto bond0\niface bond0 inet manual\n\tbond-mode 1\n\tbond-slaves");
	for (int i = 0; i < MANY; i++)
		text_addf(&t, " e%d", i);
	text_add(&t, "\n\tbond-primary e59999");
	read_on("bookworm", t.s);
	yes("primary: e59999");
	text_init(&t, arena);
	text_add(&t, ENI);
	for (int i = 0; i < MANY; i++)
		text_add(&t, "auto a\n#x\n");
	text_add(&t, "iface a inet manual\n");
	read_on("bookworm", t.s);
	yes("name: a\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(comments_end_with_their_line),
		TEST(values_that_go_on),
		TEST(dos_line_ends),
		TEST(what_ifupdown_refuses),
		TEST(no_text),
		TEST(inheritance),
		TEST(comments_of_an_interface),
		TEST(files_in_their_order),
		TEST(names_in_a_directory),
		TEST(files_that_source_each_other),
		TEST(a_long_chain_of_files),
		TEST(long_lines),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
