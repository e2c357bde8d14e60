"""Ed25519 keys that sign snapshots. The private key belongs on the confidential side, never in a site.

A key's fingerprint is the SHA-256 of its DER form, so anyone can compute it without us:
`openssl pkey -pubin -in key.pub -outform DER | sha256sum`.
"""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from vungxanh.messages import VungXanhError, message

KEY_NAME = "vungxanh-signing-key.pem"
LARGEST_KEY = 4096


class KeyUnusable(VungXanhError):
    """The signing key cannot be read, or cannot be written."""


@dataclass(frozen=True)
class SigningKey:
    """A private key in memory; its text is never shown, not even in an error."""

    _private: Ed25519PrivateKey

    @property
    def public_pem(self) -> bytes:
        """What `key.pub` holds."""
        return self._private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the public key."""
        return fingerprint(self._private.public_key())

    def sign(self, content: bytes) -> bytes:
        """The 64 bytes of the signature."""
        return self._private.sign(content)


def new_key(path: Path) -> SigningKey:
    """Make a key and write it, readable by its owner only. Never overwrites a key."""
    private = Ed25519PrivateKey.generate()
    pem = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(pem)
    except FileExistsError as error:
        raise KeyUnusable(message("There is already a key in {file}", file=str(path))) from error
    except OSError as error:
        said = message("The key cannot be written to {file}: {reason}", file=str(path), reason=_why(error))
        raise KeyUnusable(said) from error
    return SigningKey(private)


def read_key(path: Path) -> SigningKey:
    """The private key in a PEM file."""
    try:
        private = load_pem_private_key(_small_file(path), password=None)
    except OSError as error:
        said = message("The key {file} cannot be read: {reason}", file=str(path), reason=_why(error))
        raise KeyUnusable(said) from error
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        said = message("{file} is not an Ed25519 private key (PEM, without password)", file=str(path))
        raise KeyUnusable(said) from error
    if not isinstance(private, Ed25519PrivateKey):
        said = message("{file} is not an Ed25519 private key (PEM, without password)", file=str(path))
        raise KeyUnusable(said)
    return SigningKey(private)


def read_public(pem: bytes) -> Ed25519PublicKey | None:
    """The public key in PEM bytes; None when they hold no Ed25519 key."""
    try:
        public = load_pem_public_key(pem)
    except (ValueError, UnsupportedAlgorithm):
        return None
    return public if isinstance(public, Ed25519PublicKey) else None


def fingerprint(public: Ed25519PublicKey) -> str:
    """SHA-256 of the key in DER form, hexadecimal."""
    return hashlib.sha256(public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).hexdigest()


def signed_by(public: Ed25519PublicKey, signature: bytes, content: bytes) -> bool:
    """Whether the signature of the content was made with this key."""
    try:
        public.verify(signature, content)
    except InvalidSignature:
        return False
    return True


def _small_file(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(LARGEST_KEY)


def _why(error: OSError) -> str:
    return error.strerror or str(error)
