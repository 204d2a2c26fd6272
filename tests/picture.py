"""README's picture of the overview, light and dark: ``make picture`` (needs a Chromium)."""

from __future__ import annotations

from tests.window import ROOT, Visit, chromium, serving

SIZE = {"width": 1280, "height": 900}


def main() -> None:
    """Write .github/overview-light.png and .github/overview-dark.png."""
    folder = ROOT / ".github"
    folder.mkdir(exist_ok=True)
    with serving() as address, chromium() as browser:
        for theme in ("light", "dark"):
            window = Visit(browser, address, width=SIZE["width"], theme=theme)
            window.page.set_viewport_size(SIZE)
            window.open("/")
            window.page.wait_for_timeout(1500)
            window.page.screenshot(path=folder / f"overview-{theme}.png")


if __name__ == "__main__":
    main()
