"""A server that plays its side of a transcript: a broken peer for a real client.

usage: replay.py PORT TRANSCRIPT
Sends what the server sent in the transcript, and waits at each step of the client's until the client
has sent as much; what it sends beyond that counts for this step, not for the next. What the client
says is not looked at.
"""
import socket
import sys

port, transcript = int(sys.argv[1]), sys.argv[2]

steps = []
with open(transcript, encoding="utf-8") as file:
    for line in file:
        text = line.split("#")[0].rstrip()
        if text[:1] in ("<", ">"):
            steps.append([text[0], text[1:]])
        elif text[:1].isspace():
            steps[-1][1] += text

with socket.create_server(("127.0.0.1", port)) as listener:
    connection, _ = listener.accept()
    connection.settimeout(2)
    # A client that gives up ends the play.
    try:
        for mark, text in steps:
            if text.strip() == "end":
                continue
            content = bytes.fromhex(text)
            if mark == "<":
                connection.sendall(content)
                continue
            waiting = len(content)
            while waiting > 0:
                received = connection.recv(65536)
                if not received:
                    raise ConnectionError("the client has gone")
                waiting -= len(received)
    except OSError as error:
        print(error)
    connection.settimeout(None)
    connection.shutdown(socket.SHUT_WR)
    while connection.recv(1000):
        pass
