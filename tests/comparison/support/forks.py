"""Runs Python programs in forks of a process that has their libraries loaded: starting one takes longer than its request.

Listens on the socket that its argument names. A connection sends a line of JSON, {"kind", "folder", "environment", …},
and gets a line with the exit code at the end.
- "python": runs the file "file".
- "httpie": calls HTTPie with the arguments "arguments", on a terminal.
- "terminal": runs bash with the file "file" on a terminal and types "secret" whenever it is asked for something.
"""

import json
import os
import pty
import runpy
import select
import signal
import socket
import sys

import httpie.context
import httpie.core
import requests


def quiet(terminal):
    """Standard input is a terminal, or nothing; what is printed goes nowhere."""
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(pty.openpty()[1] if terminal else nothing, 0)
    os.dup2(nothing, 1)
    os.dup2(nothing, 2)


def typed(secret, arguments):
    """Runs a command on a terminal and answers each question with the secret."""
    child, terminal = pty.fork()
    if child == 0:
        os.execvp(arguments[0], arguments)
    printed = b""
    while True:
        try:
            more = os.read(terminal, 4096)
        except OSError:
            # The terminal's other side is closed.
            more = b""
        if not more:
            return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        printed += more
        if printed.rstrip(b" ").endswith(b":"):
            printed = b""
            os.write(terminal, secret.encode() + b"\n")


def run(task):
    os.chdir(task["folder"])
    os.environ.clear()
    os.environ.update(task["environment"])
    if task["kind"] == "python":
        quiet(terminal=False)
        runpy.run_path(task["file"], run_name="__main__")
        return 0
    if task["kind"] == "httpie":
        quiet(terminal=True)
        # Whether there is a terminal was looked up when HTTPie was loaded.
        terminal = httpie.context.Environment(stdin_isatty=True)
        return httpie.core.main(["http", *task["arguments"]], env=terminal).value
    if task["kind"] == "terminal":
        return typed(task["secret"], ["bash", task["file"]])
    raise ValueError(task["kind"])


def serve(connection):
    stream = connection.makefile("rw")
    task = json.loads(stream.readline())
    child = os.fork()
    if child == 0:
        os.setsid()
        # Ends what waits for something that never comes.
        signal.alarm(10)
        code = 1
        try:
            code = run(task)
        finally:
            os._exit(code)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    print(code, file=stream, flush=True)


def warm():
    """Both load parts of themselves at the first request."""
    nowhere = httpie.context.Environment(stdin_isatty=True, stdout=open(os.devnull, "w"))
    httpie.core.main(["http", "--offline", "--form", "http://127.0.0.1/", "a=b"], env=nowhere)
    requests.Request("POST", "http://127.0.0.1/", data={"a": "b"}).prepare()


def main():
    warm()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(sys.argv[1])
    listener.listen(16)
    print("ready", flush=True)
    # Standard input ends with the process that started this one.
    while listener in select.select([listener, sys.stdin], [], [])[0]:
        connection, _ = listener.accept()
        if os.fork() == 0:
            listener.close()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            code = 1
            try:
                serve(connection)
                code = 0
            finally:
                os._exit(code)
        connection.close()


main()
