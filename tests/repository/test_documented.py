"""Every setting and every dependency has a line in the documentation, and no line is a ghost."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
OPERATIONS = (ROOT / "docs/operations.md").read_text(encoding="utf-8")
DEPENDENCIES = (ROOT / "docs/dependencies.md").read_text(encoding="utf-8")


def variables_read(tree: ast.AST) -> set[str]:
    """Names given to env.xxx("NAME"), os.environ.get("NAME") and os.environ["NAME"]."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
            owner = ast.unparse(node.func.value)
            reads = owner == "env" or (
                owner.endswith("environ") and node.func.attr in ("get", "setdefault")
            )
            argument = node.args[0]
        elif isinstance(node, ast.Subscript):
            reads, argument = ast.unparse(node.value).endswith("environ"), node.slice
        else:
            continue
        if reads and isinstance(argument, ast.Constant) and isinstance(argument.value, str):
            found.add(argument.value)
    return found


def settings_read() -> set[str]:
    found = set()
    for folder in ("tracker", "commitments"):
        for path in (ROOT / folder).rglob("*.py"):
            found |= variables_read(ast.parse(path.read_text(encoding="utf-8")))
    return found - {"PATH", "DJANGO_SETTINGS_MODULE"}


def table_names(text: str, heading: str) -> set[str]:
    section = text.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    return set(re.findall(r"^\| `([A-Za-z0-9_-]+)` \|", section, flags=re.MULTILINE))


def direct(name: str) -> set[str]:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    names = (re.match(r"[A-Za-z0-9_.-]+", line) for line in lines if not line.startswith("-r"))
    return {match.group(0) for match in names if match}


def test_the_reader_of_settings_sees_each_way_of_reading():
    tree = ast.parse(
        "env.bool('A'); os.environ.get('B'); environ.setdefault('C', ''); os.environ['D']; f('E')"
    )
    assert variables_read(tree) == {"A", "B", "C", "D"}


def test_every_setting_is_documented_and_every_documented_setting_is_read():
    assert settings_read() == table_names(OPERATIONS, "Settings")


def test_every_variable_of_the_makefile_is_documented():
    variables = set(
        re.findall(
            r"^(?:ifeq \(\$\(origin )?([A-Z]+)(?: \?=|\),undefined)",
            (ROOT / "Makefile").read_text("utf-8"),
            re.MULTILINE,
        )
    )
    assert variables == {"PORT", "HOST", "PYTHON"}
    assert not {name for name in variables if f"`{name}`" not in OPERATIONS}


def test_every_direct_dependency_is_explained():
    assert direct("requirements.in") == table_names(DEPENDENCIES, "To run")
    assert direct("requirements-dev.in") == table_names(DEPENDENCIES, "To test")


def test_every_direct_dependency_is_pinned_with_hashes():
    for source, compiled in (
        ("requirements.in", "requirements.txt"),
        ("requirements-dev.in", "requirements-dev.txt"),
    ):
        blocks = re.split(r"\n(?=[a-z])", (ROOT / compiled).read_text(encoding="utf-8"))
        pinned = {
            re.sub(r"[-_.]+", "-", match.group(1)).lower()
            for block in blocks
            if (match := re.match(r"([A-Za-z0-9_.-]+)==", block)) and "--hash=sha256:" in block
        }
        wanted = {re.sub(r"[-_.]+", "-", name).lower() for name in direct(source)}
        assert wanted <= pinned


def test_development_and_production_install_the_same_versions():
    def pins(name: str) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        text = (ROOT / name).read_text(encoding="utf-8")
        for package, version in re.findall(r"^([a-z0-9_.-]+)==(\S+)", text, re.MULTILINE):
            found.setdefault(package, set()).add(version)
        return found

    production, development = pins("requirements.txt"), pins("requirements-dev.txt")
    assert {name: development.get(name) for name in production} == production


def test_decision_records_are_numbered_without_gaps():
    records = sorted((ROOT / "docs/adr").glob("*.md"))
    assert records
    for number, path in enumerate(records, start=1):
        assert path.name.startswith(f"{number:04}-"), f"{path.name} is not number {number}"
        assert path.read_text(encoding="utf-8").startswith(f"# {number}. "), path.name
