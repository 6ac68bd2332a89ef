"""Stands in for the command `http`: has HTTPie called, with these arguments, by forks.py. Where the shell has opened
pipes for it besides, HTTPie itself takes its place."""

import json
import os
import socket
import sys

if any(os.path.exists(f"/dev/fd/{number}") for number in range(3, 10)):
    os.execv(sys.executable, [sys.executable, "-m", "httpie", *sys.argv[1:]])
task = {
    "kind": "httpie",
    "arguments": sys.argv[1:],
    "folder": os.getcwd(),
    "environment": dict(os.environ),
}
server = socket.socket(socket.AF_UNIX)
server.connect(os.environ["FORKS"])
stream = server.makefile("rw")
print(json.dumps(task), file=stream, flush=True)
sys.exit(int(stream.readline() or 1))
