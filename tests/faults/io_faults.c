/* Loaded before the C library: makes calls that write to files below SETTLE_FAULT_FOLDER fail as a broken disk does.
 *
 * SETTLE_FAULT_CONTROL is a file of six numbers that the test changes while the program runs: for pwrite, then for
 * fsync and fdatasync: how many calls to let through, how many to fail after them (-1: all), how many failed. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

struct fault {
    int32_t let_through, to_fail, failed;
};

static struct fault* faults(void) {
    static struct fault* mapped;
    if (mapped == NULL) {
        const char* path = getenv("SETTLE_FAULT_CONTROL");
        const int file = path == NULL ? -1 : open(path, O_RDWR | O_CLOEXEC);
        if (file < 0) abort();
        mapped = mmap(NULL, 2 * sizeof(struct fault), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
        close(file);
        if (mapped == MAP_FAILED) abort();
    }
    return mapped;
}

static int is_below_folder(int file) {
    char link[64], target[4096];
    const char* folder = getenv("SETTLE_FAULT_FOLDER");
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    const ssize_t length = readlink(link, target, sizeof target - 1);
    if (length < 0 || folder == NULL) return 0;
    target[length] = 0;
    return strncmp(target, folder, strlen(folder)) == 0;
}

static int fails(struct fault* fault, int file) {
    if (fault->to_fail == 0 || !is_below_folder(file)) return 0;
    if (fault->let_through > 0) {
        __atomic_fetch_sub(&fault->let_through, 1, __ATOMIC_SEQ_CST);
        return 0;
    }
    if (fault->to_fail > 0) __atomic_fetch_sub(&fault->to_fail, 1, __ATOMIC_SEQ_CST);
    __atomic_fetch_add(&fault->failed, 1, __ATOMIC_SEQ_CST);
    errno = EIO;
    return 1;
}

ssize_t pwrite64(int file, const void* bytes, size_t count, off64_t offset) {
    static ssize_t (*real)(int, const void*, size_t, off64_t);
    if (real == NULL) real = (ssize_t(*)(int, const void*, size_t, off64_t))dlsym(RTLD_NEXT, "pwrite64");
    return fails(&faults()[0], file) ? -1 : real(file, bytes, count, offset);
}

ssize_t pwrite(int file, const void* bytes, size_t count, off_t offset) {
    return pwrite64(file, bytes, count, offset);
}

int fsync(int file) {
    static int (*real)(int);
    if (real == NULL) real = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
    return fails(&faults()[1], file) ? -1 : real(file);
}

int fdatasync(int file) {
    static int (*real)(int);
    if (real == NULL) real = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
    return fails(&faults()[1], file) ? -1 : real(file);
}
