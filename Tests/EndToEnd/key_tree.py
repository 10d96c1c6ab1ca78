"""The tree of keys as docs/formats/keys.md has it, written from that page alone, over libsodium."""

import ctypes
import ctypes.util
import hashlib
import hmac
import os
import struct

sodium = ctypes.CDLL(ctypes.util.find_library("sodium") or "libsodium.so.23")
assert sodium.sodium_init() >= 0

NONCE, TAG, KEY = 24, 16, 32


def hkdf(key, info, salt=b"callaudit master key"):
    """32 bytes by RFC 5869 with SHA-512."""
    extracted = hmac.digest(salt, key, hashlib.sha512)
    return hmac.digest(extracted, info + b"\1", hashlib.sha512)[:KEY]


def derived(master, name):
    return hkdf(master, name.encode())


def key_id(master):
    return derived(master, "key-id")[:8]


def seal(plain, key, place, nonce=None):
    nonce = nonce or os.urandom(NONCE)
    box = ctypes.create_string_buffer(len(plain) + TAG)
    sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(
        box, None, plain, ctypes.c_ulonglong(len(plain)), place, ctypes.c_ulonglong(len(place)),
        None, nonce, key)
    return nonce + box.raw


def unseal(box, key, place):
    """None when it doesn't open."""
    plain = ctypes.create_string_buffer(max(1, len(box) - NONCE - TAG))
    status = sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(
        plain, None, None, box[NONCE:], ctypes.c_ulonglong(len(box) - NONCE), place,
        ctypes.c_ulonglong(len(place)), box[:NONCE], key)
    return plain.raw[:len(box) - NONCE - TAG] if status == 0 else None


def sized(data):
    return struct.pack(">I", len(data)) + data


def subject_place(epoch, customer):
    return sized(b"subject-key") + struct.pack(">Hq", epoch, customer)


def blind_place(epoch):
    return sized(b"blind-key") + struct.pack(">H", epoch)


def carried_place(epoch):
    return sized(b"carried-keys") + struct.pack(">H", epoch)


def carried(masters, new, epoch):
    """The keys of `masters`, by epoch from 1, wrapped for `epoch` under `new`."""
    records = b"".join(
        struct.pack(">H", number) + derived(master, "row-mac") + derived(master, "field-misc")
        for number, master in enumerate(masters, 1))
    return seal(records, derived(new, "carry-wrap"), carried_place(epoch))


def row_mac(master, table, columns):
    return row_code(derived(master, "row-mac"), table, columns)


def row_code(key, table, columns):
    """Columns are None, whole numbers, texts and bytes, in the order of the row type."""
    row = sized(table.encode()) + struct.pack(">I", len(columns))
    for value in columns:
        if value is None:
            row += b"\0"
        elif isinstance(value, int):
            row += b"\1" + struct.pack(">q", value)
        elif isinstance(value, str):
            row += b"\2" + sized(value.encode())
        else:
            row += b"\3" + sized(value)
    return hmac.digest(key, row, hashlib.sha512)[:32]


def passphrase_key(words, salt):
    key = ctypes.create_string_buffer(KEY)
    status = sodium.crypto_pwhash(
        key, ctypes.c_ulonglong(KEY), words, ctypes.c_ulonglong(len(words)), salt,
        ctypes.c_ulonglong(3), ctypes.c_size_t(268435456), 2)
    assert status == 0
    return key.raw
