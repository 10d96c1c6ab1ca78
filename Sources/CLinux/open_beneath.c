#define _GNU_SOURCE
#include "open_beneath.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

/* A rename elsewhere in the tree can make the kernel answer EAGAIN; so often is enough. */
enum { tries_max = 16 };

int open_beneath(int folder, const char *path, int flags) {
    struct open_how how;
    memset(&how, 0, sizeof how);
    how.flags = (unsigned long long)(flags | O_CLOEXEC);
    how.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS;
    long descriptor = -1;
    for (int tries = 0; tries < tries_max; tries++) {
        descriptor = syscall(SYS_openat2, folder, path, &how, sizeof how);
        if (descriptor >= 0 || (errno != EAGAIN && errno != EINTR)) break;
    }
    return descriptor >= 0 ? (int)descriptor : -errno;
}

int open_place_beneath(int folder, const char *path, int flags) {
    return open_beneath(folder, path, flags | O_PATH | O_NOFOLLOW);
}

int rename_without_replacing(int from_folder, const char *from, int to_folder, const char *to) {
    return renameat2(from_folder, from, to_folder, to, RENAME_NOREPLACE) == 0 ? 0 : -errno;
}
