"""Sends a message through the user's own mail server, as environment variables name it. Nothing it says holds a secret.

A password is sent over TLS alone, and the server's certificate is checked. Errors are one line and carry neither the
password nor what the server said to it, in a traceback too.
"""

from __future__ import annotations

import os
import smtplib
import ssl
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import formatdate, make_msgid, parseaddr

from indicators.model import SourceError

SECURITIES = ("starttls", "tls", "none")
PORTS = {"starttls": 587, "tls": 465, "none": 25}
TIMEOUT = 30.0  # seconds


class MailError(SourceError):
    """The message was not sent; the message says why and what to set."""


@dataclass(frozen=True)
class Settings:
    """A mail server and who writes to whom. ``password`` is never shown."""

    host: str
    port: int
    security: str
    sender: str
    to: tuple[str, ...]
    user: str = ""
    password: str = field(default="", repr=False)


def configured() -> Settings:
    """The settings in the environment; raises MailError for one that is missing or wrong, without its value where it is secret."""
    host, sender = _set("INDICATORS_SMTP_HOST"), _address("INDICATORS_SMTP_FROM", _set("INDICATORS_SMTP_FROM"))
    to = tuple(_address("INDICATORS_SMTP_TO", one.strip()) for one in _set("INDICATORS_SMTP_TO").split(",") if one.strip())
    security = os.environ.get("INDICATORS_SMTP_SECURITY") or "starttls"
    if security not in SECURITIES:
        raise MailError(f"INDICATORS_SMTP_SECURITY: {security!r} is none of {', '.join(SECURITIES)}.")
    user, password = os.environ.get("INDICATORS_SMTP_USER", ""), os.environ.get("INDICATORS_SMTP_PASSWORD", "")
    if bool(user) != bool(password):
        raise MailError("INDICATORS_SMTP_USER and INDICATORS_SMTP_PASSWORD go together. Set both or neither.")
    if user and security == "none":
        raise MailError("a password is not sent without TLS. Set INDICATORS_SMTP_SECURITY to starttls or tls.")
    return Settings(host, _port(security), security, sender, to, user, password)


def _set(name: str) -> str:
    found = os.environ.get(name, "").strip()
    if not found:
        raise MailError(f"{name} is not set. README, section Alerts, names what a mail needs.")
    return found


def _address(name: str, text: str) -> str:
    address = parseaddr(text)[1]
    if address.count("@") != 1 or any(letter.isspace() for letter in address) or not text.isprintable():
        raise MailError(f"{name}: {text!r} is no mail address.")
    return address


def _port(security: str) -> int:
    text = os.environ.get("INDICATORS_SMTP_PORT") or str(PORTS[security])
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise MailError(f"INDICATORS_SMTP_PORT: {text!r} is no port.")
    return int(text)


def send(settings: Settings, subject: str, text: str, html: str) -> None:
    """Send one message with both texts; raises MailError where the server cannot be reached or refuses."""
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = subject, settings.sender, ", ".join(settings.to)
    message["Date"], message["Message-ID"] = formatdate(), make_msgid(domain=settings.sender.partition("@")[2])
    message.set_content(text)
    message.add_alternative(html, subtype="html")
    try:
        server = _connected(settings)
        try:
            if settings.user:
                server.login(settings.user, settings.password)
            refused = server.send_message(message)
            server.quit()
        finally:
            server.close()  # without a farewell, which a server that refused may leave unanswered
    except (smtplib.SMTPException, OSError, UnicodeError) as error:
        raise MailError(f"mail: {settings.host}:{settings.port} {_why(error)}") from None  # a cause might tell a secret
    if refused:
        raise MailError(f"mail: {settings.host} took the message, but not for {', '.join(sorted(refused))}.")


def _connected(settings: Settings) -> smtplib.SMTP:
    context = ssl.create_default_context()
    if settings.security == "tls":
        return smtplib.SMTP_SSL(settings.host, settings.port, timeout=TIMEOUT, context=context)
    server = smtplib.SMTP(settings.host, settings.port, timeout=TIMEOUT)
    if settings.security == "starttls":
        try:
            server.starttls(context=context)
        except BaseException:
            server.close()
            raise
    return server


def _why(error: Exception) -> str:
    """What went wrong, in words that hold nothing of the conversation with the server."""
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return "refused the user or the password. Check INDICATORS_SMTP_USER and INDICATORS_SMTP_PASSWORD."
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return f"refused to send to {', '.join(sorted(error.recipients))}. Check INDICATORS_SMTP_TO."
    if isinstance(error, smtplib.SMTPSenderRefused):
        return "refused the sender. Check INDICATORS_SMTP_FROM, and whether the server asks for a user."
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return "offers no STARTTLS or no sign-in. Set INDICATORS_SMTP_SECURITY to tls, or to none for a server without a user."
    if isinstance(error, ssl.SSLCertVerificationError):
        return "shows a certificate that is not trusted. SSL_CERT_FILE names the authority of your own server."
    if isinstance(error, TimeoutError):
        return f"does not answer within {TIMEOUT:g} seconds."
    if isinstance(error, smtplib.SMTPResponseException):
        return f"refused the message (code {error.smtp_code})."
    kind = "cannot be reached" if isinstance(error, OSError) and not isinstance(error, smtplib.SMTPException) else "broke off"
    return f"{kind} ({type(error).__name__}). Check INDICATORS_SMTP_HOST, _PORT and _SECURITY."
