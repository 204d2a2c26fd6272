"""The command line, ``indicators`` or ``python -m indicators``: options are declared here, each command's work is in ``cli``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer
from typer.exceptions import TyperException

from indicators import __version__, choices, language
from indicators.cli.ending import USAGE, Ending, complain
from indicators.model import LEVELS
from indicators.subject import SUBJECT

SCRIPT, MODULE = "indicators", "python -m indicators"
_COMPLETION = ("--install-completion", "--show-completion")
_LEVELS = ",".join(LEVELS)
_DATA = (
    "Data are read from the folder in INDICATORS_DATA, else from data/ of the clone, else from data/ of the current folder. "
    "Exit codes: 0 done, 1 a source failed, 2 wrong usage, 3 wrong or missing data, 4 another refresh is running, 130 interrupted."
)

app = typer.Typer(no_args_is_help=False, pretty_exceptions_enable=False, epilog=_DATA)
_ending = Ending()


def _version(asked: bool) -> None:
    if asked:
        print(f"mali-risk-indicators {__version__}")
        raise typer.Exit


def _tell_in(key: str) -> str:
    if key not in language.LANGUAGES:
        raise typer.BadParameter(choices.unknown("language", key, language.LANGUAGES))
    language.choose(key)
    return key


Language = Annotated[
    str,
    typer.Option(
        "--lang",
        metavar="|".join(language.LANGUAGES),
        envvar="INDICATORS_LANG",
        callback=_tell_in,
        help="Language of what is told. Keys, columns and errors stay English.",
        autocompletion=lambda: list(language.LANGUAGES),
    ),
]


def _formats(*names: str) -> typer.models.OptionInfo:
    option: typer.models.OptionInfo = typer.Option(
        "--format", metavar="|".join(names), help="Output format.", autocompletion=lambda: list(names)
    )
    return option


@app.callback(
    help=f"Monthly risk scores of {SUBJECT.name.en}, from 0 to 100 (higher is more risk), in conflict, governance, foreign military "
    "presence and development, with the publishers' data they are computed from."
)
def options(
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")] = False,
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")] = False,  # noqa: ARG001  # read by its callback
) -> None:
    """Options that stand before the command."""
    _ending.debug = debug


@app.command(epilog="Example: refresh --source hdr --dry-run shows what a new HDI release would change.")
def refresh(
    source: Annotated[
        list[str] | None, typer.Option(metavar="KEY", help="Download only this source (repeatable). Keys: list --sources.")
    ] = None,
    from_file: Annotated[
        list[str] | None,
        typer.Option(metavar="KEY=PATH", help="Import a file downloaded by hand for source KEY (repeatable)."),
    ] = None,
    vintage: Annotated[str | None, typer.Option(metavar="NAME", help="Version of the file, if it does not state one.")] = None,
    published: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="Publication date of the file, if it does not state one.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would change and write nothing.")] = False,
    accept_shrink: Annotated[
        list[str] | None,
        typer.Option(
            "--accept-shrink",
            metavar="NAME",
            help="Store a vintage although rows of the one before are gone: SOURCE:COUNTRY or SOURCE.",
        ),
    ] = None,
    accept_revision: Annotated[
        list[str] | None,
        typer.Option(
            "--accept-revision", metavar="SOURCE", help="Store a vintage although it rewrites history further than any before."
        ),
    ] = None,
    lang: Language = "en",  # noqa: ARG001  # read by its callback
) -> None:
    """Download new data from the publishers, store them, update the scores and show what changed."""
    from indicators.cli import storing

    raise typer.Exit(
        storing.refresh(source or [], from_file or [], vintage, published, dry_run, accept_shrink or [], accept_revision or [])
    )


@app.command()
def rebuild(
    lang: Language = "en",  # noqa: ARG001  # read by its callback
) -> None:
    """Compute the scores and the index again from the stored data, without network access.

    Needed after you edit a curated table.
    """
    from indicators.cli import storing

    raise typer.Exit(storing.rebuild())


@app.command(epilog="Example: prune --before 2026-01-01 --dry-run")
def prune(
    before: Annotated[str, typer.Option(metavar="YYYY-MM-DD", help="Only vintages published before this day.")],
    source: Annotated[list[str] | None, typer.Option(metavar="KEY", help="Only this source (repeatable).")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would be deleted and write nothing.")] = False,
    lang: Language = "en",  # noqa: ARG001  # read by its callback
) -> None:
    """Delete old vintages that a later vintage fully covers, and update the scores."""
    from indicators.cli import storing

    raise typer.Exit(storing.prune(before, source or [], dry_run))


@app.command(epilog="Example: scores --country 'Burkina Faso' --level dimension --from 2020-01 --format json")
def scores(
    country: Annotated[
        str,
        typer.Option(metavar="COUNTRY", help=f"ISO code or name. Other countries than {SUBJECT.name.en} have yearly scores."),
    ] = SUBJECT.code,
    level: Annotated[
        str | None,
        typer.Option(
            metavar="LEVELS", help=f"Only these levels, comma-separated: {_LEVELS}.", autocompletion=lambda: list(LEVELS)
        ),
    ] = None,
    as_of: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="Compute from what had been published by this day.")
    ] = None,
    reconstruct: Annotated[
        bool,
        typer.Option(
            "--reconstruct",
            help="With --as-of: for a source with no vintage of that time, use its oldest one, cut to what could have been released.",
        ),
    ] = False,
    start: Annotated[str | None, typer.Option("--from", metavar="YYYY-MM", help="First month.")] = None,
    end: Annotated[str | None, typer.Option("--to", metavar="YYYY-MM", help="Last month.")] = None,
    method: Annotated[
        int | None,
        typer.Option(
            metavar="NUMBER", help="Compute all months by an earlier method: 1. The default is the method in force, 2."
        ),
    ] = None,
    style: Annotated[str, _formats("csv", "json")] = "csv",
    output: Annotated[Path | None, typer.Option(metavar="PATH", help="Write to this file instead of standard output.")] = None,
) -> None:
    """Print scores as CSV or JSON: monthly for the country the indicators are about, yearly for others."""
    from indicators.cli import scores as command

    command.run(country, level, as_of, reconstruct, start, end, method, style, output)


@app.command(
    epilog="Example: changes --from 2025-05 --to 2026-05. Or: changes --known 2026-03-01 --and 2026-07-01 --to 2025-12"
)
def changes(
    start: Annotated[str | None, typer.Option("--from", metavar="YYYY-MM", help="First month; a year before the last.")] = None,
    end: Annotated[str | None, typer.Option("--to", metavar="YYYY-MM", help="Last month; the last scored one.")] = None,
    known: Annotated[
        str | None, typer.Option("--known", metavar="YYYY-MM-DD", help="Compare what was known on this day, with --and.")
    ] = None,
    later: Annotated[
        str | None,
        typer.Option(
            "--and",
            metavar="YYYY-MM-DD",
            help="The later of the two days. Each day's last month is compared, or the one given by --from or --to, or both.",
        ),
    ] = None,
    country: Annotated[
        str, typer.Option(metavar="COUNTRY", help="ISO code or name. Other countries are compared between Decembers.")
    ] = SUBJECT.code,
    level: Annotated[
        str | None,
        typer.Option(
            metavar="LEVELS",
            help="Only these levels, comma-separated: index,dimension,indicator,pulse.",
            autocompletion=lambda: [name for name in LEVELS if name != "reading"],
        ),
    ] = None,
    style: Annotated[str, _formats("csv", "json")] = "csv",
    output: Annotated[Path | None, typer.Option(metavar="PATH", help="Write to this file instead of standard output.")] = None,
) -> None:
    """Print why scores changed between two months or two days: points by cause that add up, with their evidence."""
    from indicators.cli import changes as command

    command.run(start, end, known, later, country, level, style, output)


@app.command(epilog="Example: outlook --country Niger --statements --format json")
def outlook(
    country: Annotated[str, typer.Option(metavar="COUNTRY", help="ISO code or name.")] = SUBJECT.code,
    statements: Annotated[
        bool, typer.Option("--statements", help="Print four probabilities, each with its record and inputs.")
    ] = False,
    scorecard: Annotated[
        bool, typer.Option("--scorecard", help="Print how frozen forecasts did, and the stored backtest beside them.")
    ] = False,
    backtest: Annotated[
        bool, typer.Option("--backtest", help="Run the models at 103 past origins on the stored, revised figures (minutes).")
    ] = False,
    store: Annotated[bool, typer.Option("--store", help="With --backtest: keep the result in the data folder.")] = False,
    freeze: Annotated[
        bool, typer.Option("--freeze", help="Store the forecast of the last month known for good. refresh does it by itself.")
    ] = False,
    views: Annotated[
        bool,
        typer.Option(
            "--views",
            help="Fetch ViEWS' newest forecast into the private folder and print it beside ours, with its own record.",
        ),
    ] = False,
    style: Annotated[str, _formats("csv", "json")] = "csv",
    lang: Language = "en",  # noqa: ARG001  # read by its callback
) -> None:
    """Print the forecast of monthly deaths for the next twelve months, what can be said of them, and the record."""
    from indicators.cli import outlook as command

    raise typer.Exit(command.run(country, statements, scorecard, backtest, store, freeze, views, style))


@app.command(epilog="Example: alerts --as-of 2022-04-15. Or: alerts --feed alerts.xml")
def alerts(
    as_of: Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="As known on this day; today by default.")] = None,
    country: Annotated[
        str,
        typer.Option(
            metavar="COUNTRY", help=f"ISO code or name. Of others than {SUBJECT.name.en}: deaths and the surge watch."
        ),
    ] = SUBJECT.code,
    history: Annotated[bool, typer.Option("--history", help="All alerts ever given, also those that have ended.")] = False,
    style: Annotated[str, _formats("text", "csv", "json")] = "text",
    feed: Annotated[Path | None, typer.Option(metavar="PATH", help="Write an Atom feed to this file.")] = None,
    digest: Annotated[
        str | None, typer.Option(metavar="text|html", help="Print a message with the alerts and those that ended lately.")
    ] = None,
    mail: Annotated[
        bool, typer.Option("--mail", help="Send the digest, as text and HTML, through the server in INDICATORS_SMTP_HOST.")
    ] = False,
    record: Annotated[
        bool, typer.Option("--record", help="Compute and print the record of the rules (a minute or two).")
    ] = False,
    store: Annotated[bool, typer.Option("--store", help="With --record: keep the result in the data folder.")] = False,
    unseen: Annotated[
        bool, typer.Option("--unseen", help="Print the months whose deaths may be unseen, with the figures that say so.")
    ] = False,
    lang: Language = "en",  # noqa: ARG001  # read by its callback
) -> None:
    """Print the alerts in force, each with when it ends and how often its rule was right."""
    from indicators.cli import alerts as command

    raise typer.Exit(command.run(as_of, country, history, style, feed, digest, mail, record, store, unseen))


@app.command(epilog="Example: brief --lang fr --output brief.docx. Or: brief --month 2022-06 --output june.pdf")
def brief(
    lang: Language = "en",  # noqa: ARG001  # read by its callback
    as_of: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="As known on this day; everything stored by default.")
    ] = None,
    reconstruct: Annotated[
        bool,
        typer.Option(
            "--reconstruct", help="With --as-of: as for scores, later vintages cut to that day where there is no other."
        ),
    ] = False,
    month: Annotated[
        str | None, typer.Option(metavar="YYYY-MM", help="The month told of; the last one scored by default.")
    ] = None,
    style: Annotated[str | None, _formats("docx", "pdf", "html")] = None,
    output: Annotated[
        Path | None,
        typer.Option(metavar="PATH", help="Write to this file; its name may tell the format. Standard output by default."),
    ] = None,
) -> None:
    """Write two pages for the desk of somebody else: verdict, figures with bands, four charts, facts, footnotes to every figure."""
    from indicators.cli import brief as command

    command.run(as_of, reconstruct, month, style, output)


@app.command(name="list")
def listing(
    sources: Annotated[bool, typer.Option("--sources", help="List the data sources with their latest stored vintage.")] = False,
    style: Annotated[str, _formats("text", "json")] = "text",
    lang: Language = "en",  # noqa: ARG001  # read by its callback
) -> None:
    """List the indicators with weight and goalposts, or the data sources."""
    from indicators.cli import listing as command

    command.run(sources, style)


@app.command(epilog="Example: quality --source population --format json")
def quality(
    source: Annotated[list[str] | None, typer.Option(metavar="KEY", help="Only this source (repeatable).")] = None,
    last: Annotated[
        bool,
        typer.Option(
            "--last", help="Print how the last refresh of each source on this machine ended, and why one was refused."
        ),
    ] = False,
    style: Annotated[str, _formats("text", "json")] = "text",
    lang: Language = "en",  # noqa: ARG001  # read by its callback
) -> None:
    """Print the records read, kept and left out of every stored vintage, by rule."""
    from indicators.cli import quality as command

    command.run(source or [], last, style)


@app.command()
def check(
    lang: Language = "en",  # noqa: ARG001  # read by its callback
) -> None:
    """Check that the data folder is complete, unchanged and consistent with its scores. Writes nothing."""
    from indicators.cli import storing

    raise typer.Exit(storing.check())


@app.command()
def serve(
    port: Annotated[int, typer.Option(metavar="PORT", help="Port to listen on.")] = 8501,
    address: Annotated[
        str,
        typer.Option(metavar="ADDRESS", help="Address to listen on; 0.0.0.0 for every one of this machine, behind a proxy."),
    ] = "localhost",
    host: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Name readers reach it by, beside localhost; may be given several times."),
    ] = None,
    base_path: Annotated[str, typer.Option(metavar="PATH", help="Path it stands under at that name, such as /mali.")] = "",
) -> None:
    """Start the dashboard on this machine and open it in a browser. It makes no request to any network.

    Its health is at PATH/_stcore/health.
    """
    from indicators.cli import serving

    raise typer.Exit(serving.run(port, address, host or [], base_path))


@app.command(epilog="Example: publish site --base-url https://example.org/risk/")
def publish(
    target: Annotated[Path, typer.Argument(metavar="DIR", help="Folder of the site; it is replaced whole, or left as it was.")],
    base_url: Annotated[
        str,
        typer.Option("--base-url", metavar="URL", help="Address the site will have: for its map, its feeds and its pictures."),
    ] = "",
) -> None:
    """Write a static site: pages in every language, each table as CSV, JSON and Parquet, pictures, feeds, a calendar, metadata.

    It needs no server of its own and makes no request to any other: a file system, a bucket or GitHub Pages will do.
    """
    from indicators.cli import publishing

    raise typer.Exit(publishing.run(target, base_url))


def program(arguments: list[str]) -> str:
    """The command as it was typed, for usage lines and hints; completion is always for the installed command."""
    asks_completion = any(argument.startswith(_COMPLETION) for argument in arguments)
    return SCRIPT if asks_completion or Path(sys.argv[0]).stem == SCRIPT else MODULE


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code; usage errors are one line."""
    name = program(sys.argv[1:] if arguments is None else arguments)
    with _ending, language.told_in(language.current()):
        try:
            return int(app(arguments, standalone_mode=False, prog_name=name) or 0)
        except TyperException as error:
            said = error.format_message().rstrip(".")
            complain(f"{said}{'' if said.endswith('?') else '.'} See {name} --help.")
            return USAGE
        except typer.Abort:
            raise KeyboardInterrupt from None


if __name__ == "__main__":
    raise SystemExit(main())
