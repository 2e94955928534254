"""A short secret closed for the holder of one X25519 key, who alone can open it."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
NONCE_BYTES = 12
Binding = Callable[[bytes], bytes]
"""Given the box's own point, the bytes that say what the box is for and whose it is."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """A secret closed for the holder of one private key."""

    ephemeral: bytes
    nonce: bytes
    box: bytes


def public_of(private: bytes) -> bytes:
    """Return the public half of a private key."""
    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def close_for(public: bytes, secret: bytes, purpose: bytes, binding: Binding) -> Sealed:
    """Close ``secret`` for the holder of the key whose public half is given."""
    ephemeral = X25519PrivateKey.generate()
    point = ephemeral.public_key().public_bytes_raw()
    shared = ephemeral.exchange(X25519PublicKey.from_public_bytes(public))
    nonce = os.urandom(NONCE_BYTES)
    box = AESGCM(_key(shared, point, public, purpose)).encrypt(nonce, secret, binding(point))
    return Sealed(point, nonce, box)


def open_with(
    private: bytes, public: bytes, sealed: Sealed, purpose: bytes, binding: Binding
) -> bytes:
    """Return the secret.

    Raises:
        InvalidTag: it was closed for somebody or something else, or changed.
        ValueError: its point is none.
    """
    shared = X25519PrivateKey.from_private_bytes(private).exchange(
        X25519PublicKey.from_public_bytes(sealed.ephemeral)
    )
    cipher = AESGCM(_key(shared, sealed.ephemeral, public, purpose))
    return cipher.decrypt(sealed.nonce, sealed.box, binding(sealed.ephemeral))


def _key(shared: bytes, ephemeral: bytes, public: bytes, purpose: bytes) -> bytes:
    return HKDF(hashes.SHA256(), KEY_BYTES, ephemeral + public, purpose).derive(shared)
