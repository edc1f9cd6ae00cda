"""CPython's ssl module as a TLS peer.

usage: peer.py version | server PORT VERSION | client PORT VERSION
VERSION is a name of ssl.TLSVersion. PKI names the directory of certificates.
"""
import os
import socket
import ssl
import sys

if sys.argv[1] == "version":
    print(f"CPython {sys.version.split()[0]} ssl with {ssl.OPENSSL_VERSION}")
    sys.exit()
role, port, version = sys.argv[1], int(sys.argv[2]), sys.argv[3]
pki = os.environ["PKI"]
is_server = role == "server"

context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER if is_server else ssl.PROTOCOL_TLS_CLIENT)
context.set_ciphers("ALL:@SECLEVEL=0")
context.check_hostname = False
context.verify_mode = ssl.CERT_NONE
context.minimum_version = context.maximum_version = getattr(ssl.TLSVersion, version)
context.keylog_filename = os.environ["SSLKEYLOGFILE"]

if is_server:
    context.load_cert_chain(f"{pki}/server.crt", f"{pki}/server.key")
    with socket.create_server(("127.0.0.1", port)) as listener:
        while True:
            accepted, _ = listener.accept()
            try:
                with context.wrap_socket(accepted, server_side=True) as connection:
                    while data := connection.recv(100):
                        connection.sendall(data)
                    connection.unwrap()
            except OSError as error:
                print(error, file=sys.stderr)

with socket.create_connection(("127.0.0.1", port)) as connected:
    connection = context.wrap_socket(connected, server_hostname="localhost")
    connection.sendall(b"hello")
    print(connection.version(), connection.recv(100))
    connection.unwrap()
