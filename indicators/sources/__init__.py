"""One module a publisher: its ``Source`` declarations and the parser of its files.

The package is named as the public function ``indicators.sources()`` is, and importing it hides that function: so the package
itself can be called and answers as the function does.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


class _Callable(ModuleType):
    def __call__(self) -> pd.DataFrame:
        """Every declared source with its newest vintage; see ``indicators.sources``."""
        from indicators import source_table

        return source_table()


sys.modules[__name__].__class__ = _Callable
