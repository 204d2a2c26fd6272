"""What pages are drawn with: styles, fonts, and Vega, all served by the site itself.

Vega, Vega-Lite and Vega-Embed come out of the installed vl-convert, the fonts as the browser likes them best out of the
installed Streamlit; where that has none, the package's own stand in.
"""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from pathlib import Path

from indicators.charts import palette, theme
from indicators.publishing import licences as by_publisher
from indicators.publishing.files import Files

HERE = Path(__file__).parent / "templates"
FOLDER = "assets"
_FACES = {  # face: what Streamlit calls its variable font, our own file, the weights of each
    "BODY": ("SourceSansVF-Upright.*.woff2", "SourceSans3-Regular.ttf", "200 900", "400"),
    "HEADING": ("SourceSerifVariable-Roman.*.woff2", "SourceSerif4-Semibold.ttf", "200 900", "600"),
}


@dataclass(frozen=True)
class Assets:
    """Paths within the site of the style sheet, Vega, what draws, and the body's font."""

    css: str
    vega: str
    draw: str
    body: str

    @property
    def font_type(self) -> str:
        """The media type of the body's font."""
        return "font/woff2" if self.body.endswith("woff2") else "font/ttf"


def write(files: Files) -> Assets:
    """Write them and tell where they are."""
    import vl_convert

    style = (HERE / "site.css").read_text(encoding="utf-8")
    body = ""
    for face in _FACES:
        path, weight = _font(face, files)
        body = body or path
        told = {"": Path(path).name, "_FORMAT": "woff2" if path.endswith("woff2") else "truetype", "_WEIGHT": weight}
        for ending in ("_FORMAT", "_WEIGHT", ""):
            style = style.replace(face + ending, told[ending])
    for dark, name in enumerate(("COLOURS_LIGHT", "COLOURS_DARK")):
        style = style.replace(name, _colours(dark))
    return Assets(
        files.hashed(f"{FOLDER}/site.css", style.encode()),
        files.hashed(f"{FOLDER}/vega.js", vl_convert.javascript_bundle("window.vegaEmbed=vegaEmbed;").encode()),
        files.hashed(f"{FOLDER}/draw.js", (HERE / "draw.js").read_bytes()),
        body,
    )


def _font(face: str, files: Files) -> tuple[str, str]:
    pattern, own, whole, single = _FACES[face]
    found = importlib.util.find_spec("streamlit")
    there = sorted((Path(found.origin).parent / "static" / "static" / "media").glob(pattern)) if found and found.origin else []
    source = there[0] if there else theme.FONTS / own
    return files.hashed(f"{FOLDER}/{face.lower()}{source.suffix}", source.read_bytes()), whole if there else single


def _colours(dark: int) -> str:
    shades = {role: pair[dark] for role, pair in palette.colours().items()}
    return ";".join(f"--{role}:{shade}" for role, shade in {**shades, "index": shades["ink"]}.items())


def licences(files: Files) -> None:
    """The licences of the code, the fonts and the scripts that the site carries."""
    import vl_convert

    text = (HERE / "licences.txt").read_text(encoding="utf-8")
    versions = (vl_convert.get_vega_version(), vl_convert.get_vegalite_versions()[-1], vl_convert.get_vega_embed_version())
    for name, version in zip(("VEGA_VERSION", "LITE_VERSION", "EMBED_VERSION"), versions, strict=True):
        text = text.replace(name, version)
    text = text.replace("BY_PUBLISHER", "\n".join(by_publisher.lines()))
    fonts = (theme.FONTS / "LICENSE.md").read_text(encoding="utf-8")
    files.put("licences.txt", f"{text}\n{fonts}".encode())
