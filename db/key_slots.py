"""One slot of the key file: a password opens a private key, which opens the data key.

password --argon2id--> AES-256-GCM --> X25519 private key --> sealed data key

The way over X25519 lets the data key be replaced for every account without its password.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import unicodedata
from dataclasses import dataclass, field, replace

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from db.boxes import KEY_BYTES, NONCE_BYTES, Binding, Sealed, close_for, open_with, public_of
from db.errors import KeyFileTampered, WrongPassword

SALT_BYTES = 16
TAG_BYTES = 16
_PURPOSE = b"sealed data key"


@dataclass(frozen=True, slots=True)
class Cost:
    """What a guess at a password costs (argon2id): memory in KiB, passes, lanes."""

    memory: int = 64 * 1024
    passes: int = 3
    lanes: int = 4

    def reaches(self, least: Cost) -> bool:
        """Say whether this is at least as dear as ``least`` in every respect."""
        return (
            self.memory >= least.memory
            and self.passes >= least.passes
            and self.lanes >= least.lanes
        )


STANDARD = Cost()
MOST = Cost(memory=1024 * 1024, passes=16, lanes=16)  # beyond it a file only wants to stall us


@dataclass(frozen=True, slots=True)
class Slot:
    """What the key file holds for one account. ``sealed`` is keyed by the data key's name."""

    kind: str
    account: str
    cost: Cost
    salt: bytes
    public: bytes
    nonce: bytes
    wrapped: bytes
    sealed: dict[str, Sealed] = field(default_factory=dict)


def normal(text: str) -> str:
    """Return ``text`` in one spelling: input methods differ in how they compose characters."""
    return unicodedata.normalize("NFC", text)


def canonical(value: object) -> bytes:
    """Return the one JSON spelling of ``value``, for checksums and bindings."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def derive(key: bytes, purpose: str, size: int = KEY_BYTES) -> bytes:
    """Return a key for ``purpose`` made from ``key``; different purposes never share one."""
    return HKDF(hashes.SHA256(), size, None, purpose.encode()).derive(key)


def name_of(data_key: bytes) -> str:
    """Return the name a data key bears in the key file; it gives nothing of the key away."""
    return derive(data_key, "data key name", 8).hex()


def mac_of(data_key: bytes, content: bytes) -> bytes:
    """Return the seal over the whole key file that only a holder of the data key can make."""
    return hmac.digest(derive(data_key, "key file mac"), content, hashlib.sha256)


def new_slot(
    file_id: str, kind: str, account: str, secret: str, cost: Cost, private: bytes | None = None
) -> Slot:
    """Return a slot opened by ``secret``, with no data key sealed to it yet.

    Its private key is a new one, unless one is given.
    """
    private = private or X25519PrivateKey.generate().private_bytes_raw()
    public = public_of(private)
    salt, nonce = os.urandom(SALT_BYTES), os.urandom(NONCE_BYTES)
    slot = Slot(kind, account, cost, salt, public, nonce, b"")
    cipher = AESGCM(_stretch(secret, salt, cost))
    wrapped = cipher.encrypt(nonce, private, _slot_binding(file_id, slot))
    return replace(slot, wrapped=wrapped)


def open_slot(file_id: str, slot: Slot, secret: str) -> bytes:
    """Return the private key of ``slot``.

    Raises:
        WrongPassword: ``secret`` does not open it.
        KeyFileTampered: the public key beside it is another one's.
    """
    cipher = AESGCM(_stretch(secret, slot.salt, slot.cost))
    try:
        private = cipher.decrypt(slot.nonce, slot.wrapped, _slot_binding(file_id, slot))
    except InvalidTag as error:
        raise WrongPassword from error
    if public_of(private) != slot.public:
        raise KeyFileTampered(slot.account)
    return private


def seal(file_id: str, slot: Slot, data_key: bytes) -> Sealed:
    """Close ``data_key`` for the holder of the slot's private key; needs no password."""
    return close_for(slot.public, data_key, _PURPOSE, _binding_of(file_id, slot, name_of(data_key)))


def unseal(file_id: str, slot: Slot, private: bytes, key_name: str) -> bytes:
    """Return the data key of that name.

    Raises:
        KeyFileTampered: nothing of that name is there, or it was not sealed for this slot.
    """
    sealed = slot.sealed.get(key_name)
    if sealed is None:
        raise KeyFileTampered(slot.account)
    try:
        binding = _binding_of(file_id, slot, key_name)
        data_key = open_with(private, slot.public, sealed, _PURPOSE, binding)
    except (InvalidTag, ValueError) as error:  # ValueError: a point of no order
        raise KeyFileTampered(slot.account) from error
    if name_of(data_key) != key_name:
        raise KeyFileTampered(slot.account)
    return data_key


def _stretch(secret: str, salt: bytes, cost: Cost) -> bytes:
    return hash_secret_raw(
        normal(secret).encode(), salt, cost.passes, cost.memory, cost.lanes, KEY_BYTES, Type.ID
    )


def _slot_binding(file_id: str, slot: Slot) -> bytes:
    cost = [slot.cost.memory, slot.cost.passes, slot.cost.lanes]
    return canonical(
        ["slot", file_id, slot.kind, slot.account, cost, slot.salt.hex(), slot.public.hex()]
    )


def _binding_of(file_id: str, slot: Slot, key_name: str) -> Binding:
    def binding(ephemeral: bytes) -> bytes:
        whose = [file_id, slot.kind, slot.account, slot.public.hex()]
        return canonical(["seal", *whose, key_name, ephemeral.hex()])

    return binding
