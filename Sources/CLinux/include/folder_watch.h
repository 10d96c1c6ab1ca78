#pragma once

/* Opens the folder `path` with O_PATH, links followed. Returns the descriptor, or minus errno. */
int open_folder_place(const char *path);

/* The magic number (linux/magic.h) of the file system behind `descriptor`, which may be one of
   O_PATH; or minus errno. */
long long file_system_magic(int descriptor);

/* An eventfd(2) that poll(2) finds readable between a write and a read of its eight bytes. Never
   blocks. Returns the descriptor, or minus errno. */
int new_wake_up(void);
