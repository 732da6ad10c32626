/*
 * ifup-eth sets an address only if grep does not find it among those that are there: an ARP target in the
 * bond's arp_ip_target (9.03 throughout), an IP address in the output of `ip addr ls`. The pattern is the
 * address itself, unanchored: 10.0.0.1 is found in 10.0.0.10, and 10.1.1.1 in 10.111.1.1.
 */
#include <string.h>

#include "targets/rhel/rhel.h"

bool rhel_grep(const char *pattern, const char *text)
{
	for (; *text; text++) {
		size_t k = 0;

		while (pattern[k] && text[k] && (pattern[k] == '.' || pattern[k] == text[k]))
			k++;
		if (!pattern[k])
			return true;
	}
	return false;
}

static bool is_placed(const size_t *order, size_t placed, size_t i)
{
	for (size_t k = 0; k < placed; k++)
		if (order[k] == i)
			return true;
	return false;
}

/* True if an address that still has to be placed would be found in addresses[i]. Only a shorter one can be.
 */
static bool hides_another(const char *const *addresses, size_t n, const size_t *order, size_t placed,
			  size_t i)
{
	for (size_t j = 0; j < n; j++)
		if (strlen(addresses[j]) < strlen(addresses[i]) && !is_placed(order, placed, j) &&
		    rhel_grep(addresses[j], addresses[i]))
			return true;
	return false;
}

void rhel_grep_order(const char *const *addresses, size_t n, size_t *order)
{
	for (size_t placed = 0; placed < n; placed++) {
		size_t i = 0;

		while (is_placed(order, placed, i) || hides_another(addresses, n, order, placed, i))
			i++;
		order[placed] = i;
	}
}
