"""What the commands that store and list print, beyond keys, names of columns and errors."""

from __future__ import annotations

from indicators.subject import SUBJECT

DOWNLOADING = "downloading from the publishers"
DOWNLOADING_SHORT = "downloading"
SCORING = "comparing and scoring"
REBUILDING = "rebuilding scores and index"
CHECKING = "checking files, columns and scores"
PRUNING = "looking for vintages covered by a later one"
FINE = "no problems: files match the index, and the scores are reproduced from the data"
WRITTEN = "written"
NOT_WRITTEN = "nothing was written"
DRY = "dry run: nothing was written"
DELETED = "deleted"
WOULD_BE_DELETED = "would be deleted"
NOTHING_TO_DELETE = "nothing to delete: no vintage published before that day is fully covered by a later one"
RECORDED = "what was read and left out is now recorded"
NOTHING_NEW = "nothing new"
NONE = "none"
INDEX = "index"
HEADS = ("source", "before", "now", "published", ">rows added", ">revised", ">removed", "touched")
SCORE_HEADS = (f"score of {SUBJECT.name.en}", ">before", "", ">after", "", ">past months moved", ">most", "in")
LOOKING_BACK = "looking back: the index as known before and after each vintage (a minute or two)"
SPAN = "{} to {}"
NOT_RECORDED = "not recorded"


def ended(key: str, well: bool) -> str:
    """How the download of a source ended."""
    return f"{key}: {'read' if well else 'failed'}"


def waiting(names: str, many: int) -> str:
    """For which sources a download still waits: their names, or where ``names`` is empty how many."""
    return f"waiting for {names or f'{many} sources'}"


def reading(names: str) -> str:
    """Which sources' files are being read."""
    return f"reading {names}"


def already(source: str, version: str, published: str, counted: bool) -> str:
    """A vintage that is stored already; ``counted``: its records are counted now."""
    return f"{source} {version} ({published}): already stored, {RECORDED if counted else NOTHING_NEW}"


def records(source: str, version: str, read: int, kept: int) -> str:
    """Records of a new vintage."""
    return f"{source} {version}: {read:,} records read, {kept:,} kept, {read - kept:,} left out"


def left_out(rule: str, count: int, treatment: str) -> str:
    """What one rule left out."""
    return f"{rule} {count:,}: {treatment}"


def changed(noted: str) -> str:
    """What changed in the folder."""
    return f"what changed: {noted}"


def frozen(path: str) -> str:
    """A forecast was frozen."""
    return f"frozen: {path}"


def stored(path: str) -> str:
    """A file was stored."""
    return f"stored: {path}"


def wrote(path: str, entries: int) -> str:
    """A feed was written."""
    return f"written: {path}, {entries} entries"


def sent(receivers: str) -> str:
    """A mail was sent."""
    return f"sent to {receivers}"


def pruned(source: str, version: str, published: str, dry: bool) -> str:
    """An old vintage."""
    return f"{source} {version} ({published}): {WOULD_BE_DELETED if dry else DELETED}"


def vintages(many: int, size: int, dry: bool) -> str:
    """How many vintages were pruned, and their size in bytes."""
    return f"{many} vintages, {size:,} bytes" + (f"; {DRY}" if dry else "")


def few_deaths(country: str) -> str:
    """Why there are no statements."""
    return f"no rows: statements need 100 deaths in twelve months, {country} had fewer"
