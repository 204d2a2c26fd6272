"""``serve``: start the dashboard on this machine, without prompts or telemetry."""

from __future__ import annotations

import importlib.util
import os
import signal
import subprocess
import sys
from pathlib import Path

from indicators.cli.ending import UsageError
from indicators.model import ContractError
from indicators.network import ports
from indicators.store import commit

SCRIPT = Path(__file__).resolve().parents[1] / "pages" / "dashboard.py"  # .streamlit/config.toml beside it is read with it


def run(port: int) -> int:
    """Run Streamlit until it ends and return its exit code. Opens a browser if there are a terminal and a display.

    Raises UsageError for a port that cannot be used, ContractError without a data folder or without Streamlit.
    """
    if not 1 <= port <= 65535:
        raise UsageError(f"--port: {port} is not a port. Write a number from 1 to 65535.")
    data = commit.data_folder().resolve()
    if importlib.util.find_spec("streamlit") is None:
        raise ContractError("streamlit is not installed. Run: python -m pip install streamlit")
    if why := ports.refusal(port):
        raise UsageError(f"--port: {port} {why}. Choose another, such as --port {port + 1 if port < 65535 else 8501}.")
    options = {
        "server.address": "localhost",
        "server.port": str(port),
        "server.headless": "false" if sys.stdout.isatty() else "true",  # Streamlit opens no browser without a display
        "server.showEmailPrompt": "false",
        "browser.gatherUsageStats": "false",
    }
    command = [sys.executable, "-m", "streamlit", "run", str(SCRIPT), *(f"--{key}={value}" for key, value in options.items())]
    print(f"dashboard at http://localhost:{port} (Ctrl+C ends it)", flush=True)
    with subprocess.Popen(command, env={**os.environ, "INDICATORS_DATA": str(data)}) as process:
        signal.signal(signal.SIGTERM, lambda *_: process.terminate())  # a service manager ends us, and we end Streamlit
        try:
            return process.wait()
        except KeyboardInterrupt:
            process.wait()  # the terminal's Ctrl+C reached Streamlit too
            raise
