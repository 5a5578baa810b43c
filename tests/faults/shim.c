/* Fails chosen writes of a process, for tests: LD_PRELOAD this, then arm it from inside.
 *
 * Every call that writes to, makes, renames, removes or changes a file below the armed folder is counted; the call of
 * the given number fails with the given errno, and in the second mode every one after it as well.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static char root[PATH_MAX];
static long at, seen;
static int failing, for_good;
static char last[PATH_MAX + 64];

void fault_arm(const char *folder, long number, int error, int all) {
    snprintf(root, sizeof root, "%s", folder);
    at = number, failing = error, for_good = all, seen = 0, last[0] = 0;
}

long fault_disarm(void) {
    root[0] = 0;
    return seen;
}

const char *fault_last(void) { return last; }

static int below(const char *path) {
    size_t length = strlen(root);
    return length && !strncmp(path, root, length);
}

static int counted(const char *call, const char *path) {
    if (!below(path))
        return 0;
    seen++;
    if (!at || seen < at || (seen > at && !for_good))
        return 0;
    if (seen == at)
        snprintf(last, sizeof last, "%s %s", call, strrchr(path, '/') ? strrchr(path, '/') + 1 : path);
    errno = failing;
    return 1;
}

static int by_number(const char *call, int file) {
    char link[64], path[PATH_MAX];
    int before = errno;
    if (!root[0])
        return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    errno = before;
    if (length < 0)
        return 0;
    path[length] = 0;
    return counted(call, path);
}

static int by_name(const char *call, int folder, const char *name) {
    char link[64], path[PATH_MAX * 2];
    ssize_t length = 0;
    int before = errno;
    if (!root[0])
        return 0;
    if (name[0] == '/')
        return counted(call, name);
    if (folder == AT_FDCWD)
        snprintf(link, sizeof link, "/proc/self/cwd");
    else
        snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
    length = readlink(link, path, PATH_MAX - 1);
    errno = before;
    if (length < 0)
        return 0;
    snprintf(path + length, sizeof path - length, "/%s", name);
    return counted(call, path);
}

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define FILE_CALL(type, name, given, passed)                                                                            \
    type name given { return by_number(#name, file) ? (type)-1 : NEXT(name) passed; }
#define NAME_CALL(name, given, passed, folder, path)                                                                    \
    int name given { return by_name(#name, folder, path) ? -1 : NEXT(name) passed; }

FILE_CALL(ssize_t, write, (int file, const void *data, size_t size), (file, data, size))
FILE_CALL(ssize_t, pwrite, (int file, const void *data, size_t size, off_t place), (file, data, size, place))
FILE_CALL(ssize_t, pwrite64, (int file, const void *data, size_t size, off64_t place), (file, data, size, place))
FILE_CALL(ssize_t, writev, (int file, const struct iovec *parts, int count), (file, parts, count))
FILE_CALL(ssize_t, pwritev, (int file, const struct iovec *parts, int count, off_t place), (file, parts, count, place))
FILE_CALL(ssize_t, pwritev64, (int file, const struct iovec *parts, int count, off64_t place), (file, parts, count, place))
FILE_CALL(int, fsync, (int file), (file))
FILE_CALL(int, fdatasync, (int file), (file))
FILE_CALL(int, ftruncate, (int file, off_t size), (file, size))
FILE_CALL(int, ftruncate64, (int file, off64_t size), (file, size))
FILE_CALL(int, fchmod, (int file, mode_t mode), (file, mode))
FILE_CALL(int, fallocate, (int file, int mode, off_t from, off_t size), (file, mode, from, size))
FILE_CALL(int, fallocate64, (int file, int mode, off64_t from, off64_t size), (file, mode, from, size))

ssize_t sendfile(int file, int from, off_t *place, size_t size) {
    return by_number("sendfile", file) ? -1 : ((ssize_t(*)(int, int, off_t *, size_t))dlsym(RTLD_NEXT, "sendfile"))(file, from, place, size);
}

ssize_t sendfile64(int file, int from, off64_t *place, size_t size) {
    return by_number("sendfile", file) ? -1 : ((ssize_t(*)(int, int, off64_t *, size_t))dlsym(RTLD_NEXT, "sendfile64"))(file, from, place, size);
}

ssize_t copy_file_range(int from, off64_t *start, int file, off64_t *place, size_t size, unsigned flags) {
    return by_number("copy_file_range", file) ? -1 : NEXT(copy_file_range)(from, start, file, place, size, flags);
}

NAME_CALL(unlink, (const char *path), (path), AT_FDCWD, path)
NAME_CALL(unlinkat, (int folder, const char *path, int flags), (folder, path, flags), folder, path)
NAME_CALL(rmdir, (const char *path), (path), AT_FDCWD, path)
NAME_CALL(mkdir, (const char *path, mode_t mode), (path, mode), AT_FDCWD, path)
NAME_CALL(mkdirat, (int folder, const char *path, mode_t mode), (folder, path, mode), folder, path)
NAME_CALL(chmod, (const char *path, mode_t mode), (path, mode), AT_FDCWD, path)
NAME_CALL(fchmodat, (int folder, const char *path, mode_t mode, int flags), (folder, path, mode, flags), folder, path)
NAME_CALL(rename, (const char *path, const char *to), (path, to), AT_FDCWD, path)
NAME_CALL(renameat, (int folder, const char *path, int other, const char *to), (folder, path, other, to), folder, path)
NAME_CALL(link, (const char *from, const char *path), (from, path), AT_FDCWD, path)
NAME_CALL(symlink, (const char *from, const char *path), (from, path), AT_FDCWD, path)
NAME_CALL(truncate, (const char *path, off_t size), (path, size), AT_FDCWD, path)

#define WRITES (O_CREAT | O_WRONLY | O_RDWR)
#define OPEN_CALL(name, given, passed, folder)                                                                          \
    int name given {                                                                                                    \
        mode_t mode = 0;                                                                                                \
        if (flags & (O_CREAT | O_TMPFILE)) {                                                                            \
            va_list more;                                                                                               \
            va_start(more, flags);                                                                                      \
            mode = va_arg(more, mode_t);                                                                                \
            va_end(more);                                                                                               \
        }                                                                                                               \
        return (flags & WRITES) && by_name(#name, folder, path) ? -1 : NEXT(name) passed;                               \
    }

OPEN_CALL(open, (const char *path, int flags, ...), (path, flags, mode), AT_FDCWD)
OPEN_CALL(open64, (const char *path, int flags, ...), (path, flags, mode), AT_FDCWD)
OPEN_CALL(openat, (int folder, const char *path, int flags, ...), (folder, path, flags, mode), folder)
OPEN_CALL(openat64, (int folder, const char *path, int flags, ...), (folder, path, flags, mode), folder)
