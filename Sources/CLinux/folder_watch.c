#define _GNU_SOURCE
#include "folder_watch.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/eventfd.h>
#include <sys/vfs.h>

int open_folder_place(const char *path) {
    int descriptor = open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);
    return descriptor >= 0 ? descriptor : -errno;
}

long long file_system_magic(int descriptor) {
    struct statfs facts;
    return fstatfs(descriptor, &facts) == 0 ? (long long)(unsigned int)facts.f_type : -errno;
}

int new_wake_up(void) {
    int descriptor = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    return descriptor >= 0 ? descriptor : -errno;
}
