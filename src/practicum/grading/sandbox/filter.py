"""A seccomp filter: system calls that no lesson needs and that reach past namespaces give EPERM.

Namespaces leave a few doors: kernel keyrings are shared by forked processes, a virtual machine's host listens
on vsock, new namespaces give a process capabilities again, and memory without an address (memfd, System V)
is counted for nobody. This closes them, and system calls with a history of faults. What is not listed stays
allowed: a learner's notebook must not meet puzzles.

Numbers: arch/x86/entry/syscalls/syscall_64.tbl and include/uapi/asm-generic/unistd.h of Linux 6.12.
"""

from __future__ import annotations

import ctypes
import errno
import os
import socket
import struct

from practicum.grading.sandbox.system import CLONE_NEWUSER, prctl

_PR_SET_SECCOMP, _MODE_FILTER = 22, 2
_LOAD, _EQUAL, _ANY_BIT, _AT_LEAST, _RETURN = 0x20, 0x15, 0x45, 0x35, 0x06
_ALLOW, _KILL, _ERRNO = 0x7FFF0000, 0x80000000, 0x00050000
_NUMBER, _ARCHITECTURE, _FIRST_ARGUMENT = 0, 4, 16  # offsets in struct seccomp_data
_X32 = 0x40000000  # the second table of x86-64, unused by Python

# Calls since Linux 5.1 have one number everywhere: io_uring, the mount calls, quotactl_fd and so on.
_COMMON = {
    "io_uring_setup": 425, "io_uring_enter": 426, "io_uring_register": 427, "open_tree": 428,
    "move_mount": 429, "fsopen": 430, "fsconfig": 431, "fsmount": 432, "fspick": 433, "pidfd_getfd": 438,
    "mount_setattr": 442, "memfd_secret": 447,
}  # fmt: skip
_X86_64 = {
    "shmget": 29, "semget": 64, "msgget": 68,
    "ptrace": 101, "pivot_root": 155, "mount": 165, "umount2": 166, "swapon": 167, "reboot": 169,
    "init_module": 175, "add_key": 248, "request_key": 249, "keyctl": 250, "unshare": 272,
    "perf_event_open": 298, "name_to_handle_at": 303, "open_by_handle_at": 304, "setns": 308,
    "process_vm_readv": 310, "process_vm_writev": 311, "finit_module": 313, "kexec_file_load": 320,
    "memfd_create": 319,
    "bpf": 321, "userfaultfd": 323,
}  # fmt: skip
_AARCH64 = {
    "msgget": 186, "semget": 190, "shmget": 194, "memfd_create": 279,
    "umount2": 39, "mount": 40, "pivot_root": 41, "unshare": 97, "init_module": 105, "ptrace": 117,
    "reboot": 142, "add_key": 217, "request_key": 218, "keyctl": 219, "swapon": 224, "perf_event_open": 241,
    "name_to_handle_at": 264, "open_by_handle_at": 265, "setns": 268, "process_vm_readv": 270,
    "process_vm_writev": 271, "finit_module": 273, "bpf": 280, "userfaultfd": 282, "kexec_file_load": 294,
}  # fmt: skip
_CLONE3 = 435  # its flags lie in memory that a filter cannot read; libraries fall back to clone
_MACHINES = {  # name -> audit number, table, clone, socket
    "x86_64": (0xC000003E, _X86_64, 56, 41),
    "aarch64": (0xC00000B7, _AARCH64, 220, 198),
}
_FAMILIES = (socket.AF_UNIX, socket.AF_INET, socket.AF_INET6)


def close_doors() -> bool:
    """Install the filter for this process and its children, for good.

    Returns:
        Whether it is in force: False on a machine for which no table is here; namespaces then stand alone.
    """
    known = _MACHINES.get(os.uname().machine)
    if known is None:
        return False
    program = b"".join(_program(*known))
    buffer = ctypes.create_string_buffer(program, len(program))
    head = struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(buffer))
    holder = ctypes.create_string_buffer(head, len(head))
    prctl(_PR_SET_SECCOMP, _MODE_FILTER, ctypes.addressof(holder))
    return True


def _program(architecture: int, table: dict[str, int], clone: int, socket_call: int) -> list[bytes]:
    """Return the filter's instructions; a jump counts the instructions that it passes over."""
    refuse = _line(_RETURN, _ERRNO | errno.EPERM)
    lines = [_line(_LOAD, _ARCHITECTURE), _line(_EQUAL, architecture, 1, 0), _line(_RETURN, _KILL)]
    lines += [_line(_LOAD, _NUMBER), _line(_AT_LEAST, _X32, 0, 1), refuse]
    for number in sorted({*table.values(), *_COMMON.values()}):
        lines += [_line(_EQUAL, number, 0, 1), refuse]
    lines += [_line(_EQUAL, _CLONE3, 0, 1), _line(_RETURN, _ERRNO | errno.ENOSYS)]
    allow = _line(_RETURN, _ALLOW)
    lines += [_line(_EQUAL, clone, 0, 4), _line(_LOAD, _FIRST_ARGUMENT)]
    lines += [_line(_ANY_BIT, CLONE_NEWUSER, 0, 1), refuse, allow]
    lines += [_line(_EQUAL, socket_call, 0, 3 + len(_FAMILIES) - 1), _line(_LOAD, _FIRST_ARGUMENT)]
    families = [int(family) for family in _FAMILIES]
    lines += [_line(_EQUAL, family, len(families) - place, 0) for place, family in enumerate(families)]
    lines += [refuse]
    return [*lines, allow]


def _line(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("HBBI", code, if_true, if_false, value)
