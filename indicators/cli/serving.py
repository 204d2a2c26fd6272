"""``serve``: start the dashboard on this machine, without prompts or telemetry."""

from __future__ import annotations

import importlib.util
import os
import re
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from indicators.cli.ending import UsageError
from indicators.model import ContractError
from indicators.network import ports
from indicators.store import commit

OWN = ("localhost", "127.0.0.1", "::1")  # names of this machine, as in config.toml; the command line stands in its place
_HOST = re.compile(r"(\*\.)?[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?")
_PATH = re.compile(r"/?([A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*/?)?")
SCRIPT = Path(__file__).resolve().parents[1] / "pages" / "dashboard.py"  # .streamlit/config.toml beside it is read with it


def run(port: int, address: str = "localhost", hosts: Sequence[str] = (), base_path: str = "") -> int:
    """Run Streamlit until it ends and return its exit code. Opens a browser if there are a terminal and a display.

    ``hosts`` are names it answers to beside this machine's own, ``base_path`` the path it stands under. Raises UsageError for a
    port, name or path that cannot be used, ContractError without a data folder or without Streamlit.
    """
    if not 1 <= port <= 65535:
        raise UsageError(f"--port: {port} is not a port. Write a number from 1 to 65535.")
    for host in hosts:
        if not _HOST.fullmatch(host):
            raise UsageError(
                f"--host: {host!r} is not a name. Write it without scheme, port or path, such as risk.example.org."
            )
    if not _PATH.fullmatch(base_path):
        raise UsageError(
            f"--base-path: {base_path!r} is not a path. Write letters, digits, - and _ between slashes, such as /mali."
        )
    data = commit.data_folder().resolve()
    if importlib.util.find_spec("streamlit") is None:
        raise ContractError("streamlit is not installed. Run: python -m pip install streamlit")
    if why := ports.refusal(port, address):
        if why == ports.UNKNOWN:
            raise UsageError(f"--address: {address} {why}. Write localhost, 0.0.0.0 or one of this machine's addresses.")
        raise UsageError(f"--port: {port} {why}. Choose another, such as --port {port + 1 if port < 65535 else 8501}.")
    path = base_path.strip("/")
    options = {
        "server.address": address,
        "server.port": str(port),
        "server.headless": "false" if sys.stdout.isatty() else "true",  # Streamlit opens no browser without a display
        "server.showEmailPrompt": "false",
        "browser.gatherUsageStats": "false",
        "server.baseUrlPath": path,
        "browser.serverAddress": (*hosts, "localhost")[0],  # else Streamlit asks the network for this machine's outer address
    }
    told = [f"--{key}={value}" for key, value in options.items()]
    told += [f"--server.allowedHosts={host}" for host in (*OWN, *hosts)]
    command = [sys.executable, "-m", "streamlit", "run", str(SCRIPT), *told]
    print(f"dashboard at http://{address}:{port}{f'/{path}' if path else ''} (Ctrl+C ends it)", flush=True)
    with subprocess.Popen(command, env={**os.environ, "INDICATORS_DATA": str(data)}) as process:
        signal.signal(signal.SIGTERM, lambda *_: process.terminate())  # a service manager ends us, and we end Streamlit
        try:
            return process.wait()
        except KeyboardInterrupt:
            process.wait()  # the terminal's Ctrl+C reached Streamlit too
            raise
