"""Sessions of the dashboard without a browser: what Streamlit's page sends and gets, over its real WebSocket."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WAIT = 60.0


@contextmanager
def serving(script: Path):
    """A Streamlit server of ``script`` on a free port: yields (port, process), ended at the end."""
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port), "--server.headless", "true"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    server = subprocess.Popen(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, **quiet)
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("localhost", port)) == 0:
                break
        time.sleep(0.1)
    try:
        yield port, server
    finally:
        server.terminate()
        server.wait(timeout=20)


class Session:
    """One reader: connects, asks for a view by its address, waits until the script has run."""

    def __init__(self, port: int) -> None:
        from websockets.sync.client import connect

        self._socket = connect(
            f"ws://localhost:{port}/_stcore/stream", subprotocols=["streamlit"], max_size=None, open_timeout=WAIT
        )

    def ask(self, query: str, page: str = "") -> float:
        """Seconds from asking for ``query`` (a=1&b=2) to the end of the script's run; raises RuntimeError where it failed."""
        from streamlit.proto.BackMsg_pb2 import BackMsg
        from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

        message = BackMsg()
        message.rerun_script.query_string = query
        message.rerun_script.page_name = page
        start = time.perf_counter()
        self._socket.send(message.SerializeToString())
        while True:
            answer = ForwardMsg()
            answer.ParseFromString(self._socket.recv(timeout=WAIT))
            if answer.delta.new_element.HasField("exception"):
                raise RuntimeError(answer.delta.new_element.exception.message)
            if answer.WhichOneof("type") == "script_finished":
                if answer.script_finished != ForwardMsg.FINISHED_SUCCESSFULLY:
                    raise RuntimeError("the script did not end well")
                return time.perf_counter() - start

    def close(self) -> None:
        self._socket.close()


def resident(process: subprocess.Popen[bytes]) -> float:
    """Resident memory of a process in megabytes."""
    import psutil

    return psutil.Process(process.pid).memory_info().rss / 1e6
