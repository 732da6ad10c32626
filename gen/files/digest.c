#include "files/digest.h"

#include <errno.h>
#include <sha256.h>
#include <string.h>
#include <unistd.h>

const char *digest_of(struct arena *a, const char *bytes, size_t len)
{
	char hex[SHA256_DIGEST_STRING_LENGTH];

	SHA256Data((const uint8_t *)bytes, len, hex);
	return arena_strdup(a, hex);
}

const char *digest_of_file(struct arena *a, int fd, size_t most)
{
	char buf[16384], hex[SHA256_DIGEST_STRING_LENGTH];
	SHA2_CTX state;
	ssize_t n;

	SHA256Init(&state);
	while ((n = read(fd, buf, sizeof(buf)))) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n > 0 && (size_t)n > most)
			errno = EFBIG; /* it grows while it is read */
		if (n < 0 || (size_t)n > most)
			return NULL;
		most -= (size_t)n;
		SHA256Update(&state, (const uint8_t *)buf, (size_t)n);
	}
	return arena_strdup(a, SHA256End(&state, hex));
}

bool digest_ok(const char *s)
{
	return strlen(s) == DIGEST_CHARS && strspn(s, "0123456789abcdef") == DIGEST_CHARS;
}
