"""The command line: ``python -m indicators``. Options are declared here; each command's work is a module of ``cli``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from typer.exceptions import TyperException

from indicators import __version__
from indicators.cli.ending import USAGE, Ending, complain
from indicators.subject import SUBJECT

app = typer.Typer(add_completion=False, no_args_is_help=False, pretty_exceptions_enable=False, help=__doc__)
_ending = Ending()


def _version(asked: bool) -> None:
    if asked:
        print(f"mali-risk-indicators {__version__}")
        raise typer.Exit


@app.callback()
def options(
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")] = False,
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")] = False,  # noqa: ARG001  # read by its callback
) -> None:
    """How risky the subject is, month by month, with the source row behind every number."""
    _ending.debug = debug


@app.command()
def refresh(
    source: Annotated[list[str] | None, typer.Option(metavar="KEY", help="Fetch only this source; may repeat.")] = None,
    from_file: Annotated[
        list[str] | None, typer.Option(metavar="KEY=PATH", help="Import a publisher's file; KEY may repeat.")
    ] = None,
    vintage: Annotated[str | None, typer.Option(help="The file's version, where it does not say.")] = None,
    published: Annotated[str | None, typer.Option(metavar="DATE", help="The day it appeared, where it does not say.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Report what would change; write nothing.")] = False,
    accept_shrink: Annotated[bool, typer.Option("--accept-shrink", help="Store a vintage that lost rows.")] = False,
) -> None:
    """Store new vintages, rebuild the scores and report what changed."""
    from indicators.cli import storing

    raise typer.Exit(storing.refresh(source or [], from_file or [], vintage, published, dry_run, accept_shrink))


@app.command()
def rebuild() -> None:
    """Write scores and index anew from what is stored, without a network."""
    from indicators.cli import storing

    raise typer.Exit(storing.rebuild())


@app.command()
def prune(
    before: Annotated[str, typer.Option(metavar="DATE", help="Only vintages published before this day.")],
    source: Annotated[list[str] | None, typer.Option(metavar="KEY", help="Only this source; may repeat.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Report what would be dropped; write nothing.")] = False,
) -> None:
    """Drop old vintages that a later one covers, and rebuild the scores."""
    from indicators.cli import storing

    raise typer.Exit(storing.prune(before, source or [], dry_run))


@app.command()
def scores(
    country: Annotated[str, typer.Option(help=f"ISO code; another than {SUBJECT.code} gives its yearly rows.")] = SUBJECT.code,
    level: Annotated[str | None, typer.Option(help="Some of index,dimension,indicator,reading,pulse.")] = None,
    as_of: Annotated[str | None, typer.Option(metavar="DATE", help="Only what was published by this day.")] = None,
    reconstruct: Annotated[bool, typer.Option("--reconstruct", help="What could have been known on that day.")] = False,
    start: Annotated[str | None, typer.Option("--from", metavar="MONTH", help="First month, YYYY-MM.")] = None,
    end: Annotated[str | None, typer.Option("--to", metavar="MONTH", help="Last month, YYYY-MM.")] = None,
    style: Annotated[str, typer.Option("--format", help="csv or json.")] = "csv",
    output: Annotated[Path | None, typer.Option(help="Write to this file instead.")] = None,
) -> None:
    """Print scores: the subject monthly, other countries yearly."""
    from indicators.cli import scores as command

    command.run(country, level, as_of, reconstruct, start, end, style, output)


@app.command(name="list")
def listing(
    sources: Annotated[bool, typer.Option("--sources", help="Sources and their vintages.")] = False,
    style: Annotated[str, typer.Option("--format", help="text or json.")] = "text",
) -> None:
    """List the indicators, or the sources."""
    from indicators.cli import listing as command

    command.run(sources, style)


@app.command()
def check() -> None:
    """Compare the data folder with its index and with a rebuild; write nothing."""
    from indicators.cli import storing

    raise typer.Exit(storing.check())


@app.command()
def serve(port: Annotated[int, typer.Option(help="Port on localhost.")] = 8501) -> None:
    """Run the dashboard on this machine."""
    from indicators.cli import serving

    raise typer.Exit(serving.run(port))


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code; usage errors are one line."""
    with _ending:
        try:
            return int(app(arguments, standalone_mode=False, prog_name="python -m indicators") or 0)
        except TyperException as error:
            complain(f"{error.format_message().rstrip('.')}. See python -m indicators --help.")
            return USAGE
        except typer.Abort:
            raise KeyboardInterrupt from None


if __name__ == "__main__":
    raise SystemExit(main())
