"""The README names every command, option, source and indicator; its tables are the registry's."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
import typer.main

from indicators.__main__ import app
from indicators.language import told_in
from indicators.model import SNAPSHOT, Indicator
from indicators.publishing import licences
from indicators.registry import INDICATORS, PULSE_PARTS, SOURCES

ROOT = Path(__file__).resolve().parents[1]
README, FRENCH = ROOT / "README.md", ROOT / "README.fr.md"
LICENCES = ROOT / "DATA_LICENCES.md"
PUBLISHERS = ROOT.parent / "shared" / "data"  # publishers' files, where they are at hand
SESSIONS = re.findall(r"^\$ (python .*)\n((?:(?!\$ |```).*\n)*)", README.read_text(encoding="utf-8"), flags=re.MULTILINE)
COMMANDS = typer.main.get_command(app)


def between(marker: str, path: Path = README) -> str:
    text = path.read_text(encoding="utf-8")
    return text.split(f"<!-- {marker} -->\n")[1].split(f"<!-- end {marker} -->")[0]


HEADS = {
    "sources": {"en": "| key | source | publisher | licence |", "fr": "| clé | source | éditeur | licence |"},
    "indicators": {
        "en": "| key | indicator | weight | score 0 to 100 at | sources |",
        "fr": "| clé | indicateur | poids | score 0 à 100 pour | sources |",
    },
}
HEADS["pulse"] = HEADS["indicators"]
BETWEEN = {"en": "to", "fr": "à"}
MARKERS = tuple(HEADS)
PAGES = {"en": README, "fr": FRENCH}


def table(marker: str, key: str) -> str:
    """A table of the registry, as it stands in the README of language ``key``."""
    with told_in(key):
        if marker == "sources":
            rows = [
                f"| `{one.key}` | [{one.title.here}]({one.url}) | {one.publisher.here} | {one.licence.name} |"
                for one in SOURCES.values()
            ]
        else:
            rows = list(declared_rows((INDICATORS if marker == "indicators" else PULSE_PARTS).values(), key))
        head = HEADS[marker][key]
    return "\n".join([head, "|---" * (head.count("|") - 1) + "|", *rows]) + "\n"


def declared_rows(declared: Iterable[Indicator], key: str) -> Iterable[str]:
    for one in declared:
        weight, zero, hundred = (number(value, key) for value in (one.weight, *one.goalposts))
        yield f"| `{one.key}` | {one.name.here} | {weight} | {zero} {BETWEEN[key]} {hundred} | {', '.join(one.sources)} |"


def number(value: float, key: str) -> str:
    return f"{value:g}".replace(".", ",").replace("-", "−") if key == "fr" else f"{value:g}"


@pytest.mark.parametrize("name", sorted(COMMANDS.commands))  # type: ignore[attr-defined]  # a typer group
def test_every_command_and_option_is_documented(name: str) -> None:
    text = README.read_text(encoding="utf-8")
    assert f"python -m indicators {name}" in text
    for parameter in COMMANDS.commands[name].params:  # type: ignore[attr-defined]  # a typer group
        for option in parameter.opts if parameter.param_type_name == "option" else [str(parameter.metavar)]:
            assert f"`{option}" in text, f"{name} {option} is not in README.md"


def test_every_global_option_is_documented() -> None:
    text = README.read_text(encoding="utf-8")
    assert all(f"`{option}" in text for parameter in COMMANDS.params for option in parameter.opts if option != "--help")


@pytest.mark.parametrize("key", PAGES)
@pytest.mark.parametrize("marker", MARKERS)
def test_tables_are_the_registrys(marker: str, key: str) -> None:
    found = between(marker, PAGES[key])
    assert found == table(marker, key), f"{PAGES[key].name}, {marker}: run python -m tests.test_docs"


def test_the_french_page_names_every_command() -> None:
    named = re.findall(r"^\| `python -m indicators (\w+)`", between("commands", FRENCH), re.MULTILINE)
    assert named == sorted(COMMANDS.commands)  # type: ignore[attr-defined]  # a typer group


@pytest.mark.parametrize(("command", "said"), SESSIONS, ids=[command for command, _ in SESSIONS])
def test_a_terminal_session_says_what_the_command_says(command: str, said: str, tmp_path: Path) -> None:
    words = shlex.split(command)[1:]
    for place, word in enumerate(words):
        key, equals, name = word.partition("=")
        if equals and key in SOURCES:
            found = list(PUBLISHERS.rglob(name))
            if not found:
                pytest.skip(f"{name} is a publisher's file and not at hand")
            words[place] = f"{key}={found[0]}"
    run = subprocess.run(
        [sys.executable, *words], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    assert run.stdout == said


ARCHITECTURE = (ROOT / "indicators" / "README.md").read_text(encoding="utf-8")


def test_the_table_of_snapshots_names_each_parser() -> None:
    table = re.findall(r"^\| `([a-z_]+)` \| `([\w/]+)\.(\w+)` \|", ARCHITECTURE, flags=re.MULTILINE)
    found = {key: (f"indicators.sources.{module.replace('/', '.')}", name) for key, module, name in table}
    assert found == {
        key: (one.parse.__module__, one.parse.__name__) for key, one in SOURCES.items() if one.parse and key in found
    }
    tabular = {key for key, one in SOURCES.items() if one.kind is SNAPSHOT}
    assert tabular <= found.keys()


def test_what_the_architecture_names_is_there() -> None:
    """Each ``room/module`` or ``room/module.name`` in backticks is in the package."""
    package = ROOT / "indicators"
    rooms = {path.name for path in package.iterdir() if path.is_dir()}
    named = [words.split("/") for words in re.findall(r"`([\w./]+)`", ARCHITECTURE) if "/" in words.rstrip("/")]
    paths = [parts for parts in named if parts[0] in rooms and not parts[-1].isupper()]  # NAME stands for any
    assert paths
    for *folders, last in paths:
        module, _, name = last.partition(".")
        folder = package.joinpath(*folders)
        if folder.joinpath(last).exists():
            continue
        assert folder.joinpath(f"{module}.py").exists(), "/".join([*folders, last])
        assert re.search(rf"^(def |class )?{name}\b", folder.joinpath(f"{module}.py").read_text(encoding="utf-8"), re.MULTILINE)


def test_every_environment_variable_is_documented() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "indicators").rglob("*.py"))
    names = set(re.findall(r'"(INDICATORS_[A-Z_]+|[A-Z_]+_TOKEN)"', code))
    text = README.read_text(encoding="utf-8")
    assert not {name for name in names if name not in text}


def test_links_lead_somewhere() -> None:
    for path in (README, FRENCH, ROOT / "indicators" / "README.md"):
        for target in re.findall(r"\]\((?!https?://|#)([^)#]+)", path.read_text(encoding="utf-8")):
            assert (path.parent / target).exists(), f"{path.name}: {target}"


def test_the_page_of_data_licences_is_the_registrys() -> None:
    assert LICENCES.read_text(encoding="utf-8") == licences.page(), "run python -m tests.test_docs"


def write() -> None:
    LICENCES.write_text(licences.page(), encoding="utf-8")
    for key, path in PAGES.items():
        text = path.read_text(encoding="utf-8")
        for marker in MARKERS:
            text = text.replace(f"<!-- {marker} -->\n{between(marker, path)}", f"<!-- {marker} -->\n{table(marker, key)}")
        path.write_text(text, encoding="utf-8")
    text = README.read_text(encoding="utf-8")
    for command, said in SESSIONS:
        if "--from-file" not in command:  # needs a publisher's file
            words = [sys.executable, *shlex.split(command)[1:]]
            run = subprocess.run(words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=True)
            text = text.replace(f"$ {command}\n{said}", f"$ {command}\n{run.stdout}")
    README.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write()
