#include "base/mac.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

static int hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)tolower((unsigned char)c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool mac_parse(const char *s, struct mac *mac)
{
	if (strlen(s) != 17)
		return false;
	for (int i = 0; i < 6; i++) {
		int high = hex(s[3 * i]), low = hex(s[3 * i + 1]);

		if (high < 0 || low < 0 || (i < 5 && s[3 * i + 2] != ':'))
			return false;
		mac->b[i] = (uint8_t)(high << 4 | low);
	}
	return true;
}

const char *mac_text(const struct mac *mac, char *buf)
{
	snprintf(buf, MAC_TEXT, "%02x:%02x:%02x:%02x:%02x:%02x", mac->b[0], mac->b[1], mac->b[2], mac->b[3],
		 mac->b[4], mac->b[5]);
	return buf;
}

bool mac_same(const struct mac *a, const struct mac *b)
{
	return !memcmp(a->b, b->b, sizeof(a->b));
}

bool mac_is_unicast(const struct mac *mac)
{
	static const struct mac zero;

	return !(mac->b[0] & 1) && !mac_same(mac, &zero);
}
