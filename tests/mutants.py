"""Mutation testing of the core: change one thing in the code, run the core's tests, and see whether one fails.

``make mutants`` does a seeded sample, ``make mutants MUTANTS=0`` every mutant, ``make mutants ONLY=scoring/score`` one module.
The core's tests are those that build their tables with ``tests.frames``. Of each mutant the files that import its module run,
to the first failure. Nothing is written: a child process imports the changed module from memory.

mutmut 3 mutates code within functions only, so that the 60 % of coverage, half-lives, goalposts and weights would go unmeasured;
one fork for each mutant, with pandas imported once, takes about a second.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import copy
import io
import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterator
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "indicators"
SCOPE = ("scoring", "dimensions", "store/read.py")
SEED, SAMPLE = 20261124, 250
SECONDS = 60  # a mutant that runs longer is killed: it loops

COMPARED = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
COMPUTED = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult, ast.Mod: ast.FloorDiv,
    ast.Pow: ast.Mult, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd,
}  # fmt: skip
NAMES = {"min": "max", "max": "min", "minimum": "maximum", "maximum": "minimum", "any": "all", "all": "any"}


class Mutant(NamedTuple):
    """One change: the module's path, the line, what it said and says, and the number of the change within the module."""

    path: Path
    line: int
    before: str
    after: str
    number: int


def changes(node: ast.AST) -> Iterator[ast.AST]:
    """The node's mutations, each a copy."""
    if isinstance(node, ast.Compare):
        for place, operator in enumerate(node.ops):
            if type(operator) in COMPARED:
                changed = copy.deepcopy(node)
                changed.ops[place] = COMPARED[type(operator)]()
                yield changed
    elif isinstance(node, ast.BinOp | ast.AugAssign) and type(node.op) in COMPUTED:
        changed = copy.deepcopy(node)
        changed.op = COMPUTED[type(node.op)]()
        yield changed
    elif isinstance(node, ast.BoolOp):
        changed = copy.deepcopy(node)
        changed.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        yield changed
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not | ast.Invert | ast.USub):
        yield copy.deepcopy(node.operand)
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield ast.Constant(not node.value)
    elif isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        yield ast.Constant(node.value + 1)
        yield ast.Constant(node.value - 1)
    elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in NAMES:
        yield ast.Name(NAMES[node.id], ast.Load())
    elif isinstance(node, ast.Attribute) and node.attr in NAMES:
        yield ast.Attribute(copy.deepcopy(node.value), NAMES[node.attr], ast.Load())


def skipped(parent: ast.AST, name: str) -> bool:
    """Whether what stands in the field ``name`` of ``parent`` is a type, or does nothing to a result."""
    if name in ("annotation", "returns", "decorator_list"):
        return True
    if isinstance(parent, ast.keyword) and parent.arg in ("compare", "repr"):  # of a dataclass' field
        return True
    return isinstance(parent, ast.Assign) and "NDArray" in ast.unparse(parent.value) and "npt" in ast.unparse(parent.value)


def spots(tree: ast.Module) -> Iterator[tuple[ast.AST, str, int | None, ast.AST, ast.AST]]:
    """(parent, field, place in the field's list, node, changed node) of every mutation, in a fixed order."""
    texts = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in ast.walk(node)}
    for parent in ast.walk(tree):
        for name, value in ast.iter_fields(parent):
            if id(parent) in texts or skipped(parent, name):
                continue
            for place, node in enumerate(value) if isinstance(value, list) else [(None, value)]:
                if isinstance(node, ast.AST) and not _typed(parent, node):
                    for changed in changes(node):
                        yield parent, name, place, node, ast.copy_location(changed, node)


def _typed(parent: ast.AST, node: ast.AST) -> bool:
    """Inside an annotation, reached by walking: constants and unions of types."""
    return isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr) and not isinstance(parent, ast.expr | ast.stmt)


def parsed(path: Path) -> ast.Module:
    """The module without its annotations, which are walked like code otherwise."""
    tree = ast.parse(path.read_text())
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            node.returns = None
            for argument in (*node.args.args, *node.args.kwonlyargs, *node.args.posonlyargs):
                argument.annotation = None
            node.decorator_list = [one for one in node.decorator_list if "overload" not in ast.unparse(one)]
    return tree


def mutants_of(path: Path) -> list[Mutant]:
    found = []
    for number, (_, _, _, node, changed) in enumerate(spots(parsed(path))):
        found.append(Mutant(path, node.lineno, ast.unparse(node), ast.unparse(changed), number))
    return found


def mutated(mutant: Mutant) -> ast.Module:
    tree = parsed(mutant.path)
    parent, name, place, _, changed = next(spot for number, spot in enumerate(spots(tree)) if number == mutant.number)
    if place is None:
        setattr(parent, name, changed)
    else:
        getattr(parent, name)[place] = changed
    return ast.fix_missing_locations(tree)


class Changed(MetaPathFinder):
    """Gives the one mutated module instead of the file's."""

    def __init__(self, mutant: Mutant) -> None:
        self.module = module_name(mutant.path)
        self.path = mutant.path
        self.tree = mutated(mutant)

    def find_spec(self, name, path=None, target=None) -> ModuleSpec | None:  # noqa: ARG002
        if name != self.module:
            return None
        tree = self.tree

        class Loader(SourceFileLoader):
            def get_code(self, fullname):  # noqa: ARG002
                return compile(tree, self.path, "exec")

        return spec_from_file_location(name, self.path, loader=Loader(name, str(self.path)))


def module_name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


def core() -> dict[Path, set[str]]:
    """The core's test files, each with the modules it imports."""
    found = {}
    for path in sorted((ROOT / "tests").glob("test_*.py")):
        imported = set()
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ImportFrom) and node.module:
                imported |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        if "tests.frames" in imported:
            found[path] = imported
    return found


def tests(module: str, files: dict[Path, set[str]]) -> list[str]:
    """The files that import the module, or the registry where it declares indicators; all where none does."""
    wanted = {module, "indicators.registry"} if module.endswith(".declared") else {module}
    return [str(path) for path, imported in files.items() if imported & wanted] or [str(path) for path in files]


def passes(mutant: Mutant | None, files: list[str]) -> bool:
    """Whether the tests pass in a child process, with the mutant or with the code as it is."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            code = _run(mutant, files)
        finally:
            os._exit(code)
    end = time.monotonic() + (SECONDS if mutant else 10 * SECONDS)
    while time.monotonic() < end:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status) == 0
        time.sleep(0.02)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return False


def warm(files: list[str]) -> None:
    """Import once what every child needs, but the project's own modules, which each imports anew."""
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    _pytest(["--collect-only", *files])
    for name in [name for name in sys.modules if name.split(".")[0] in ("indicators", "tests", "conftest")]:
        del sys.modules[name]


def _pytest(arguments: list[str]) -> int:
    import pytest

    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        return int(pytest.main(["-x", "-q", "-p", "no:cacheprovider", "-p", "no:warnings", *arguments]))


def _run(mutant: Mutant | None, files: list[str]) -> int:
    import hypothesis

    hypothesis.settings.register_profile("mutants", derandomize=True, max_examples=20, deadline=None, database=None)
    hypothesis.settings.load_profile("mutants")
    if mutant is not None:
        sys.meta_path.insert(0, Changed(mutant))
    with Path(os.devnull).open("w") as nowhere:
        os.dup2(nowhere.fileno(), 1)
        os.dup2(nowhere.fileno(), 2)
        return _pytest(files)


def modules(only: str) -> list[Path]:
    found = []
    for one in SCOPE:
        place = PACKAGE / one
        found += [place] if place.is_file() else sorted(place.rglob("*.py"))
    return [path for path in found if only in path.as_posix()]


def main() -> int:
    """Run, print the kill rate by folder and the survivors; 1 where less than 90 % are killed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="part of a module's path")
    parser.add_argument("--sample", type=int, default=SAMPLE, help="mutants tried, drawn by a fixed seed; 0 for all")
    options = parser.parse_args()
    sys.path.insert(0, str(ROOT))
    os.chdir(ROOT)
    files = core()
    warm(tests("", files))
    if not passes(None, tests("", files)):
        print("The core's tests fail on the code as it is. Run them first.")
        return 2
    chosen = every = [mutant for path in modules(options.only) for mutant in mutants_of(path)]
    if 0 < options.sample < len(every):
        chosen = sorted(random.Random(SEED).sample(every, options.sample))
    tried, killed, survivors = Counter(), Counter(), []
    started = time.monotonic()
    for mutant in chosen:
        folder = "/".join(mutant.path.relative_to(PACKAGE).parts[:2]).removesuffix(".py")
        folder = folder if folder.startswith(("dimensions/", "store/")) else "scoring"
        tried[folder] += 1
        if passes(mutant, tests(module_name(mutant.path), files)):
            survivors.append(mutant)
            print(
                f"survived  {mutant.path.relative_to(PACKAGE)}:{mutant.line}  {mutant.before}  ->  {mutant.after}", flush=True
            )
        else:
            killed[folder] += 1
    print(f"{len(chosen)} of {len(every)} mutants, {time.monotonic() - started:.0f} s")
    for folder in sorted(tried):
        print(f"{folder:28} {killed[folder]:4} of {tried[folder]:4} killed  {killed[folder] / tried[folder]:6.1%}")
    print(f"{'all':28} {killed.total():4} of {tried.total():4} killed  {killed.total() / tried.total():6.1%}")
    return int(killed.total() < 0.9 * tried.total())


if __name__ == "__main__":
    sys.exit(main())
