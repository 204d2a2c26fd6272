"""``alerts`` on the bundled data: what it prints, the feed, the digest, mail through a server on this machine, refresh's end."""

from __future__ import annotations

import csv
import datetime
import io
import json
import re
import shutil
import socket
import ssl
import subprocess
from email import message_from_bytes, policy
from pathlib import Path
from xml.etree import ElementTree

import feedparser
import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult

from indicators import folders
from indicators.__main__ import main
from indicators.cli import digest
from indicators.cli.alerts import described
from indicators.model import Results
from indicators.pages import feed
from indicators.store import alerting, read
from indicators.tables import alerts as table
from tests.test_alerts_rules import seen, totals

ATOM = "{http://www.w3.org/2005/Atom}"
DAY = "2026-07-01"


def said(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    try:
        code = main([*words] if words[0] in ("--debug", "refresh") else ["alerts", *words])
    except SystemExit as end:
        code = int(end.code or 0)
    found = capsys.readouterr()
    return code, found.out, found.err


def test_text_csv_and_json_tell_the_same_alerts_each_with_its_record(capsys):
    code, text, _ = said(capsys, "--as-of", DAY, "--format", "text")
    assert code == 0
    rows = json.loads(said(capsys, "--as-of", DAY, "--format", "json")[1])
    cells = list(csv.DictReader(io.StringIO(said(capsys, "--as-of", DAY, "--format", "csv")[1])))
    assert [row["about"] for row in rows] == [row["about"] for row in cells]
    assert {row["rule"] for row in rows} >= {"deaths_36", "capital_lost", "promise_missed", "source_overdue"}
    for row, cell in zip(rows, cells, strict=True):
        assert row["said"] in text
        assert row["ends"] in text
        assert row["record"]
        assert cell["record"] == " ".join(row["record"])
        assert all(line in text for line in row["record"])
        assert row["since"] <= DAY < (row["until"] or "9999")


def test_history_has_what_ended_and_the_record_of_the_watch_beside_each_probability(capsys):
    rows = json.loads(said(capsys, "--history", "--format", "json")[1])
    watches = [row for row in rows if row["rule"] == "surge_watch"]
    assert len(watches) == 7
    for row in watches:
        assert "About 4 in 10 such flags are right" in row["said"]
        assert row["values"]["probability"] >= 0.35
        assert {"precision", "base_rate", "recall", "false_a_year"} <= row["record_rows"][0].keys()
        assert row["until"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--as-of", "2026-13-01"), "--as-of: not a date: '2026-13-01'"),
        (("--country", "Narnia"), "--country: unknown country 'Narnia'"),
        (("--format", "xml"), "--format: unknown format 'xml'"),
        (("--digest", "pdf"), "--digest: unknown digest 'pdf'"),
        (("--feed", "a.xml", "--record"), "--feed and --record are two outputs"),
        (("--store",), "--store keeps the result of --record. Add --record."),
        (("--mail", "--record"), "--mail sends the digest"),
    ],
)
def test_a_mistake_is_one_line_and_usage(capsys, words, told):
    code, out, err = said(capsys, *words)
    assert (code, out) == (2, "")
    assert told in err
    assert len(err.splitlines()) == 1


@pytest.fixture(scope="module")
def told() -> table.Told:
    return table.told(DAY, history=True)


def test_a_probability_without_a_record_is_not_told(told):
    import pandas as pd

    none = pd.DataFrame(columns=[item.name for item in alerting.RECORD.fields])
    assert any(one.rule == "surge_watch" for one in told.given)
    bare = table.of(alerting.known(DAY), none)
    assert bare.withheld
    assert not any(one.rule == "surge_watch" for one in bare.given)
    assert any(one.rule == "deaths_36" for one in bare.given)


def test_the_feed_holds_what_atom_asks_for(told):
    root = ElementTree.fromstring(feed.atom(told))
    assert root.tag == f"{ATOM}feed"
    moment = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
    names = []
    for part in (root, *root.findall(f"{ATOM}entry")):
        names += [one.text for one in part.findall(f"{ATOM}id")]
        for name in ("id", "title", "updated"):  # RFC 4287, 4.1.1 and 4.1.2: exactly one of each
            assert len(part.findall(f"{ATOM}{name}")) == 1
        assert moment.fullmatch(part.findtext(f"{ATOM}updated") or "")
    assert root.findtext(f"{ATOM}author/{ATOM}name")  # of the feed, so of every entry
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", name) for name in names)
    parsed = feedparser.parse(feed.atom(told))
    assert (parsed.bozo, parsed.version, len(parsed.entries)) == (False, "atom10", len(told.fed()))
    record = [
        line
        for line in parsed.entries
        if "right (" in line.content[0].value or "neither right nor wrong" in line.content[0].value
    ]
    assert len(record) == len(parsed.entries)


def test_the_feed_depends_on_the_data_alone_and_names_stay(told):
    again = table.told(DAY, history=True)
    assert feed.atom(again) == feed.atom(told)
    earlier = feedparser.parse(feed.atom(table.told("2026-06-25", history=True)))
    later = feedparser.parse(feed.atom(told))
    assert {one.id for one in earlier.entries} <= {one.id for one in later.entries}


def test_an_ended_alert_is_updated_on_the_day_it_ended():
    values = [1.0] * 35 + [150.0]
    known = seen(
        totals("2023-01", values, "2026-01-21", "a"), totals("2023-01", [*values, 3.0], "2026-02-20", "b"), day="2026-03-01"
    )
    record = alerting.table(folders.folder(), alerting.RECORD)
    entries = {one.category: one for one in feedparser.parse(feed.atom(table.of(known, record))).entries}
    assert (entries["deaths_36"].published, entries["deaths_36"].updated) == ("2026-01-21T00:00:00Z", "2026-02-20T00:00:00Z")


def test_the_digest_says_what_the_list_says_and_fetches_nothing(told):
    text, page = digest.text(told), digest.html(told)
    for one in told.force:
        row = described(one, told)
        assert row["said"] in text
        assert all(line in text for line in row["record"])
    assert page.count("<li>") == len(told.force) + len(told.ended())
    assert not re.search(r"<(script|img|link|iframe)", page)


def test_a_text_from_data_is_no_markup():
    from indicators.alerts.rule import Alert

    values = {"body": "<b>B</b>", "measure": "embargo", "kind": "imposed", "summary": "It & <i>so</i>."}
    bad = Alert("measure_taken", "MLI", "x", "2026-01-01", "2026-12-01", values=values, link="javascript:alert(1)")
    page = digest.html(table.Told("MLI", DAY, (bad,), (bad,), {"measure_taken": []}, "", False))
    assert "&lt;b&gt;B&lt;/b&gt;" in page
    assert "<i>" not in page
    assert "javascript" not in page


SECRET = "s3cret-and-long"  # of a server that lives for one test


class Box:
    """Keeps what a server was given; refuses recipients at refused.example."""

    def __init__(self) -> None:
        self.messages: list[bytes] = []
        self.signed: list[str] = []

    async def handle_RCPT(self, _server, _session, envelope, address, _options):  # noqa: N802  # aiosmtpd's name
        if address.endswith("@refused.example"):
            return "550 no such box"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802
        self.messages.append(envelope.content)
        return "250 OK"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("tls")
    if shutil.which("openssl") is None:
        pytest.skip("openssl, which makes the server's certificate, is not here")
    key, cert = folder / "key.pem", folder / "cert.pem"
    command = (
        f"openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost "
        f"-keyout {key} -out {cert}"
    )
    subprocess.run(command.split(), check=True, capture_output=True)
    return key, cert


@pytest.fixture(scope="module")
def server(certificate):
    key, cert = certificate
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(cert, key)
    box = Box()

    def signs_in(server, session, envelope, mechanism, data):
        box.signed.append(mechanism)
        return AuthResult(handled=False, success=data.login == b"me" and data.password == SECRET.encode())

    class Server(Controller):
        def factory(self):
            return SMTP(box, hostname="localhost", tls_context=context, authenticator=signs_in, auth_require_tls=True)

    running = Server(box, hostname="localhost", port=0)
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        running.port = probe.getsockname()[1]
    running.start()
    yield box, running.port
    running.stop()


@pytest.fixture
def post(server, certificate, monkeypatch):
    box, port = server
    box.messages.clear()
    settings = {
        "HOST": "localhost",
        "PORT": str(port),
        "FROM": "me@example.org",
        "TO": "you@example.org, her@example.org",
        "USER": "me",
        "PASSWORD": SECRET,
    }
    for name, value in settings.items():
        monkeypatch.setenv(f"INDICATORS_SMTP_{name}", value)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[1]))
    return box


def test_the_digest_arrives_as_text_and_html_over_tls(post, capsys):
    code, out, err = said(capsys, "--mail", "--as-of", DAY)
    assert (code, out, err) == (0, "sent to you@example.org, her@example.org\n", "")
    message = message_from_bytes(post.messages[0], policy=policy.default)
    assert message["Subject"] == "Mali risk indicators: 10 alerts for Mali, 1 July 2026"
    assert message["To"] == "you@example.org, her@example.org"
    assert "438 deaths in May 2026" in message.get_body(("plain",)).get_content()
    assert "<h1>" in message.get_body(("html",)).get_content()


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        (
            {"PASSWORD": "wr0ng-and-long"},
            "refused the user or the password. Check INDICATORS_SMTP_USER and INDICATORS_SMTP_PASSWORD.",
        ),
        ({"TO": "a@refused.example"}, "refused to send to a@refused.example. Check INDICATORS_SMTP_TO."),
        ({"USER": "", "PASSWORD": "", "TO": ""}, "INDICATORS_SMTP_TO is not set."),
        ({"PASSWORD": ""}, "INDICATORS_SMTP_USER and INDICATORS_SMTP_PASSWORD go together."),
        ({"SECURITY": "none"}, "a password is not sent without TLS."),
        ({"SECURITY": "perhaps"}, "INDICATORS_SMTP_SECURITY: 'perhaps' is none of starttls, tls, none."),
        ({"PORT": "99999"}, "INDICATORS_SMTP_PORT: '99999' is no port."),
        ({"PORT": "1"}, "cannot be reached (ConnectionRefusedError)."),
        ({"FROM": "nobody\r\nBcc: x@example.org"}, "is no mail address."),
        ({"HOST": "nowhere.invalid"}, "nowhere.invalid"),
    ],
)
@pytest.mark.parametrize("debug", [False, True], ids=["plain", "debug"])
def test_an_unsent_mail_is_told_without_the_secret(post, monkeypatch, capsys, settings, told, debug):
    for name, value in settings.items():
        monkeypatch.setenv(f"INDICATORS_SMTP_{name}", value)
    words = ("alerts", "--mail", "--as-of", "2022-04-15")
    code, out, err = said(capsys, *(("--debug", *words) if debug else words[1:]))
    assert (code, out) == (1, "")
    assert told in err
    assert debug or len(err.splitlines()) == 1
    for secret in (SECRET, "wr0ng-and-long"):
        assert secret not in err
    assert post.messages == []


def test_a_server_whose_certificate_is_not_trusted_is_given_no_password(post, monkeypatch, capsys):
    monkeypatch.delenv("SSL_CERT_FILE")
    post.signed.clear()
    code, _, err = said(capsys, "--mail", "--as-of", "2022-04-15")
    assert code == 1
    assert "shows a certificate that is not trusted" in err
    assert post.signed == []


def test_a_server_without_starttls_is_given_no_password(monkeypatch, capsys):
    box = Box()
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        port = probe.getsockname()[1]
    plain = Controller(box, hostname="localhost", port=port)
    plain.start()
    try:
        for name, value in {"HOST": "localhost", "PORT": str(port), "FROM": "a@example.org", "TO": "b@example.org"}.items():
            monkeypatch.setenv(f"INDICATORS_SMTP_{name}", value)
        code, _, err = said(capsys, "--mail", "--as-of", "2022-04-15")
        assert code == 1
        assert "offers no STARTTLS" in err
        monkeypatch.setenv("INDICATORS_SMTP_SECURITY", "none")
        assert said(capsys, "--mail", "--as-of", "2022-04-15")[0] == 0
    finally:
        plain.stop()
    assert len(box.messages) == 1


def test_the_password_is_not_in_the_settings_as_printed():
    from indicators.network.mail import Settings

    assert SECRET not in repr(Settings("h", 1, "tls", "a@b", ("c@d",), "me", SECRET))


def test_a_refresh_ends_with_the_alerts_that_are_new(tmp_path, monkeypatch, capsys):
    """The stored folder without its newest totals knows nothing of May 2026; importing them tells of it, with the rule's record."""
    publisher = Path(__file__).resolve().parents[2] / "shared" / "data" / "ucdp" / "country_month_totals_1989-01_2026-05.csv"
    if not publisher.exists():
        pytest.skip("the publisher's file is not at hand")
    root = tmp_path / "data"
    shutil.copytree(folders.folder(), root)
    from tests.alerts_example import without

    without(root, "snapshots/ucdp_totals/2026-06-20_26.0.5.csv", "outlook/", "alerts/record.json")
    monkeypatch.setenv("INDICATORS_DATA", str(root))
    stored = Results(*(read.table(key) for key in ("observations", "scores", "world", "pulse")))
    monkeypatch.setattr("indicators.store.refresh.default_score", lambda _: stored)  # scoring takes half a minute
    code, out, _ = said(
        capsys, "refresh", "--from-file", f"ucdp_totals={publisher}", "--vintage", "26.0.5", "--published", "2026-06-20"
    )
    assert code == 0
    told = out.partition("New alerts since ")[2]
    last = max(path.stem[:10] for path in (folders.folder() / "scores" / "changes").glob("*.csv"))
    assert told.startswith(f"{int(last[8:])} {datetime.date.fromisoformat(last):%B %Y}:")
    assert "Deaths highest in 36 months, since 20 June 2026: 438 deaths in May 2026" in told
    assert "right (" in told
    assert "A regional capital" not in told  # known before
