"""Write the two lock files: exact versions, and the hashes of every platform's files.

    .venv/bin/python -m pip install pip-tools && .venv/bin/python packaging/lock.py [--upgrade]

``requirements.lock`` is what runs the application and builds it; ``requirements-dev.lock`` is that and what checks it.
The compiler looks at the platform it runs on, so what only another platform needs is named here, with its marker. Run
it on Linux with Python 3.11, the oldest that is supported: what only the oldest needs does no harm on a newer one.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
HEAD: Final = "# Made by packaging/lock.py from pyproject.toml. Do not edit.\n"
WINDOWS: Final = 'sys_platform == "win32"'
LINUX: Final = 'sys_platform == "linux"'

# colorama: asked for by click, build and pytest; pywin32-ctypes, secretstorage and jeepney: by keyring.
ELSEWHERE: Final = ("colorama", "pywin32-ctypes")
MARKERS: Final = (
    ("colorama", WINDOWS),
    ("pywin32-ctypes", WINDOWS),
    ("secretstorage", LINUX),
    ("jeepney", LINUX),
)
OPTIONS: Final = (
    "--generate-hashes", "--strip-extras", "--allow-unsafe", "--no-header", "--no-annotate", "--quiet",
    "--no-emit-index-url", "--no-emit-find-links", "--no-emit-trusted-host", "--no-emit-options",
)  # fmt: skip


def compile_lock(wanted: list[str], target: Path, constraints: Path, *, upgrade: bool) -> None:
    """Resolve ``wanted`` and write ``target``; versions already locked stay, unless ``upgrade``."""
    with tempfile.TemporaryDirectory() as folder:
        source, result = Path(folder, "wanted.in"), Path(folder, "result.txt")
        source.write_text("\n".join(wanted) + "\n", encoding="utf-8")
        if target.exists() and not upgrade:
            result.write_text(target.read_text(encoding="utf-8"), encoding="utf-8")
        command = [sys.executable, "-m", "piptools", "compile", *OPTIONS, "-o", str(result), str(source)]
        if constraints.exists() and constraints != target:
            command += ["-c", str(constraints)]
        subprocess.run(command, check=True)
        text = result.read_text(encoding="utf-8")
    for name, marker in MARKERS:
        text = re.sub(rf"(?m)^({re.escape(name)}==\S+)(?: ;[^\\]*)? \\$", rf"\1 ; {marker} \\", text)
    target.write_text(HEAD + text.removeprefix(HEAD), encoding="utf-8", newline="\n")
    print(f"{target.relative_to(ROOT)}: {len(re.findall(r'(?m)^[a-z0-9].*==', text))} packages")


def main() -> None:
    """Both locks; the second is held to the versions of the first."""
    upgrade = "--upgrade" in sys.argv[1:]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [*project["project"]["dependencies"], *project["build-system"]["requires"], *ELSEWHERE]
    run = ROOT / "packaging/requirements.lock"
    compile_lock(wanted, run, run, upgrade=upgrade)
    dev = [*wanted, *project["project"]["optional-dependencies"]["dev"]]
    compile_lock(dev, ROOT / "packaging/requirements-dev.lock", run, upgrade=upgrade)


if __name__ == "__main__":
    main()
