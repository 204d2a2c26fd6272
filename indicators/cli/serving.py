"""``serve``: the dashboard on this machine, no prompts, no telemetry."""

from __future__ import annotations

import importlib.util
import signal
import subprocess
import sys
from pathlib import Path

from indicators.cli.ending import UsageError
from indicators.model import ContractError


def run(port: int) -> int:
    """Run Streamlit until it ends; its exit code. Opens a browser where a terminal and a display are there."""
    if not 1 <= port <= 65535:
        raise UsageError(f"--port: {port} is no port. Write a number from 1 to 65535.")
    root = Path(__file__).resolve().parents[2]
    page = root / "dashboard.py"
    if not page.is_file():
        raise ContractError(f"{page.name} is not beside the package. Run from a clone of the repository.")
    if importlib.util.find_spec("streamlit") is None:
        raise ContractError("streamlit is not installed. Run: python -m pip install -r requirements.txt -c constraints.txt")
    options = {
        "server.address": "localhost",
        "server.port": str(port),
        "server.headless": "false" if sys.stdout.isatty() else "true",  # Streamlit opens no browser without a display
        "server.showEmailPrompt": "false",
        "browser.gatherUsageStats": "false",
    }
    command = [sys.executable, "-m", "streamlit", "run", str(page), *(f"--{key}={value}" for key, value in options.items())]
    print(f"dashboard at http://localhost:{port} (Ctrl+C ends it)", flush=True)
    with subprocess.Popen(command, cwd=root) as process:
        signal.signal(signal.SIGTERM, lambda *_: process.terminate())  # a service manager ends us, and we end Streamlit
        try:
            return process.wait()
        except KeyboardInterrupt:
            process.wait()  # the terminal's Ctrl+C reached Streamlit too
            raise
