"""Sessions of the dashboard without a browser: what Streamlit's page sends and gets, over its real WebSocket."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WAIT = 60.0
HERE = "127.0.0.1"


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
    """One reader: connects, asks for a view by its address, waits until the script has run.

    ``source`` is the address of this machine the reader comes from (127.0.5.1). ``offered`` are the files of the view that are made
    when they are asked for, by the label of their button.
    """

    def __init__(self, port: int, source: str | None = None) -> None:
        from websockets.sync.client import connect

        self._port, self._source = port, (source, 0) if source else None
        self.offered: dict[str, str] = {}
        self._id = ""
        self._open = ExitStack()
        self._socket = self._open.enter_context(
            connect(
                f"ws://{HERE}:{port}/_stcore/stream", subprotocols=["streamlit"], max_size=None, open_timeout=WAIT,
                **({"source_address": self._source} if source else {}),
            )
        )  # fmt: skip

    def ask(self, query: str, page: str = "") -> float:
        """Seconds from asking for ``query`` (a=1&b=2) to the end of the script's run; raises RuntimeError where it failed."""
        from streamlit.proto.BackMsg_pb2 import BackMsg
        from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

        message = BackMsg()
        message.rerun_script.query_string = query
        message.rerun_script.page_name = page
        self.offered = {}
        start = time.perf_counter()
        self._socket.send(message.SerializeToString())
        while True:
            answer = ForwardMsg()
            answer.ParseFromString(self._socket.recv(timeout=WAIT))
            self._id = answer.new_session.initialize.session_id or self._id
            button = answer.delta.new_element.download_button
            if button.deferred_file_id:
                self.offered[button.label] = button.deferred_file_id
            if answer.delta.new_element.HasField("exception"):
                raise RuntimeError(answer.delta.new_element.exception.message)
            if answer.WhichOneof("type") == "script_finished":
                if answer.script_finished != ForwardMsg.FINISHED_SUCCESSFULLY:
                    raise RuntimeError("the script did not end well")
                return time.perf_counter() - start

    def download(self, label: str) -> tuple[int, bytes]:
        """Status and bytes of the file behind a button: as a browser does, its address over the WebSocket, then the file by HTTP."""
        from streamlit.proto.BackMsg_pb2 import BackMsg
        from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

        message = BackMsg()
        message.backend_operation_request.request_id, message.backend_operation_request.session_id = label, self._id
        message.backend_operation_request.deferred_file.file_id = self.offered[label]
        self._socket.send(message.SerializeToString())
        answer = ForwardMsg()
        while answer.WhichOneof("type") != "backend_operation_response":
            answer.ParseFromString(self._socket.recv(timeout=WAIT))
        told = answer.backend_operation_response
        if told.error_msg:
            raise RuntimeError(told.error_msg)
        asked = http.client.HTTPConnection(HERE, self._port, timeout=WAIT, source_address=self._source)
        try:
            asked.request("GET", told.deferred_file.url)
            found = asked.getresponse()
            return found.status, found.read()
        finally:
            asked.close()

    def close(self) -> None:
        self._open.close()


def resident(process: subprocess.Popen[bytes]) -> float:
    """Resident memory of a process in megabytes."""
    import psutil

    return psutil.Process(process.pid).memory_info().rss / 1e6
