"""tlslite-ng, a TLS stack in Python that still speaks SSL 3.0.

usage: peer_tlslite.py version | server PORT VERSION [auth] | client PORT VERSION [OPTION]
VERSION is MAJOR.MINOR as on the wire (3.0 is SSL 3.0, 3.4 is TLS 1.3).
OPTION: twice, auth, rc4, 3des, update. PKI names the directory of certificates.
"""
import os
import socket
import sys
from importlib.metadata import version as installed

from tlslite.api import HandshakeSettings, SessionCache, TLSConnection, X509CertChain, parsePEMKey
from tlslite.constants import KeyUpdateMessageType

if sys.argv[1] == "version":
    print("tlslite-ng", installed("tlslite-ng"))
    sys.exit()
role, port, options = sys.argv[1], int(sys.argv[2]), sys.argv[4:]
version = tuple(map(int, sys.argv[3].split(".")))
pki = os.environ["PKI"]

settings = HandshakeSettings()
settings.minVersion = settings.maxVersion = version
if version <= (3, 1):
    settings.macNames = ["sha", "md5", "sha256", "sha384", "aead"]
if "rc4" in options:
    settings.cipherNames, settings.macNames = ["rc4"], ["md5", "sha"]
if "3des" in options:
    settings.cipherNames = ["3des"]


def credentials(name):
    chain = X509CertChain()
    with open(f"{pki}/{name}.crt", encoding="ascii") as file:
        chain.parsePemList(file.read())
    with open(f"{pki}/{name}.key", encoding="ascii") as file:
        return chain, parsePEMKey(file.read(), private=True)


def log_keys(connection):
    """Only up to TLS 1.2: the master secret is all there is to log."""
    if version < (3, 4):
        random, secret = connection._clientRandom, connection.session.masterSecret
        with open(os.environ["SSLKEYLOGFILE"], "a", encoding="ascii") as file:
            file.write(f"CLIENT_RANDOM {bytes(random).hex()} {bytes(secret).hex()}\n")


if role == "server":
    chain, key = credentials("server")
    cache = SessionCache()
    with socket.create_server(("127.0.0.1", port)) as listener:
        while True:
            connection = TLSConnection(listener.accept()[0])
            try:
                connection.handshakeServer(
                    certChain=chain, privateKey=key, settings=settings, sessionCache=cache,
                    reqCert="auth" in options)
                log_keys(connection)
                while data := connection.read(min=1, max=100):
                    connection.write(data)
                connection.close()
            except Exception as error:  # A peer that goes away ends one connection, not the server.
                print(repr(error), file=sys.stderr)

session = None
for _ in range(2 if "twice" in options else 1):
    connection = TLSConnection(socket.create_connection(("127.0.0.1", port)))
    if "auth" in options:
        connection.handshakeClientCert(*credentials("client"), settings=settings)
    else:
        connection.handshakeClientCert(settings=settings, session=session, serverName="localhost")
    session = connection.session
    print(connection.getVersionName(), connection.getCipherName(), connection.resumed)
    connection.write(b"hello")
    connection.read(min=1, max=100)
    if "update" in options:
        for _ in connection.send_keyupdate_request(KeyUpdateMessageType.update_requested):
            pass
        connection.write(b"after")
        connection.read(min=1, max=100)
    connection.close()
