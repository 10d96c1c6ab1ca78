#pragma once

/* Opens `path` beneath the folder `folder` with openat2(2): no symbolic link on the way, no way
   out by `..`, an absolute path or a magic link. `flags` are those of open(2); O_CLOEXEC is added.
   Returns the descriptor, or minus errno: ELOOP for a link, EXDEV for a way out, ENOSYS before
   Linux 5.6. */
int open_beneath(int folder, const char *path, int flags);

/* As open_beneath, with O_PATH and O_NOFOLLOW: the descriptor only stands for the place and serves
   fstat(2) and the calls that end in "at". A symbolic link at the very end is opened as itself. */
int open_place_beneath(int folder, const char *path, int flags);

/* renameat2(2) that never replaces. Returns 0, or minus errno: EEXIST when `to` is taken, EINVAL
   where the file system can't promise it, EXDEV between file systems. */
int rename_without_replacing(int from_folder, const char *from, int to_folder, const char *to);
