"""The two commands of a newcomer: `python3 run.py demo` and `python3 run.py test` (and `eval`, `pictures`, `lock`).

Standard library only. Finds the pinned uv (or installs it beside the project), fills `.venv` from the frozen lock
and hands over. Whatever cannot be installed is said in one line with the command that would mend it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

HERE = Path(__file__).resolve().parent
UV_VERSION = "0.13.9"
VENV = HERE / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
#: Debian packages that the tests talk to, with one file that tells whether each is there.
SYSTEM = {
    "dovecot-imapd": ("/usr/sbin/dovecot",),
    "postgresql": ("/usr/lib/postgresql/*/bin/initdb",),
    "chromium": ("/usr/bin/chromium",),
    "fonts-noto-cjk": ("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",),
    "poppler-utils": ("/usr/bin/pdftotext",),
    "fonts-noto-core": ("/usr/share/fonts/truetype/noto/NotoSansArabic-Regular.ttf",),
}


def stop(why: str) -> NoReturn:
    sys.exit(f"run.py: {why}")


def call(*argv: str | Path, env: dict[str, str] | None = None) -> int:
    return subprocess.call([str(a) for a in argv], cwd=HERE, env=env)


def become(*argv: str | Path) -> NoReturn:
    """Let the command take this process over: as a child it would be killed at Ctrl-C before it has cleared up."""
    os.execv(argv[0], [str(a) for a in argv])


def must(*argv: str | Path, what: str) -> None:
    if call(*argv) != 0:
        stop(f"{what} failed; the command was: {' '.join(str(a) for a in argv)}")


def uv() -> str:
    """Path of the pinned uv: the one on PATH if its version fits, else one of our own in `.tools`."""
    found = shutil.which("uv")
    if found and UV_VERSION in subprocess.run([found, "--version"], capture_output=True, text=True, check=False).stdout:
        return found
    own = HERE / ".tools" / BIN.name / "uv"
    if not own.exists():
        make_tools_venv()
        must(
            own.parent / "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            f"uv=={UV_VERSION}",
            what="installing uv",
        )
    return str(own)


def make_tools_venv() -> None:
    """Debian splits venv out of python3: install it when we may, else say the one command to type."""
    target = HERE / ".tools"
    quiet = subprocess.run([sys.executable, "-m", "venv", "--clear", str(target)], capture_output=True, check=False)
    if quiet.returncode == 0:
        return
    package = f"python3.{sys.version_info.minor}-venv"
    if not can_apt():
        stop(f"python has no venv module; type: sudo apt-get install {package}")
    apt_install([package])
    must(sys.executable, "-m", "venv", "--clear", target, what="making .tools")


def can_apt() -> bool:
    return shutil.which("apt-get") is not None and hasattr(os, "geteuid") and os.geteuid() == 0


def apt_install(packages: list[str]) -> None:
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    call("apt-get", "update", "-qq", env=env)
    if call("apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages, env=env) != 0:
        stop(f"apt-get could not install {' '.join(packages)}")


def install(lock: str) -> None:
    """Fill `.venv` from a frozen lock with hashes; what a wider lock brought earlier stays."""
    if sys.version_info < (3, 11):
        stop(f"Python 3.11 or newer is needed, this is {sys.version.split()[0]}")
    tool = uv()
    if not VENV.exists():
        must(tool, "venv", "--quiet", "--python", sys.executable, VENV, what="making .venv")
    python = BIN / "python"
    must(
        tool,
        "pip",
        "install",
        "--quiet",
        "--python",
        python,
        "--require-hashes",
        "-r",
        HERE / "locks" / lock,
        what="installing the locked packages",
    )
    if not (BIN / "maildesk").exists():
        must(tool, "pip", "install", "--quiet", "--python", python, "--no-deps", "-e", HERE, what="installing maildesk")


def install_system() -> None:
    """Dovecot, PostgreSQL and Chromium for the tests: installed when missing, or named."""
    missing = [name for name, signs in SYSTEM.items() if not any(list(Path("/").glob(s.lstrip("/"))) for s in signs)]
    if not missing:
        return
    if not can_apt():
        stop(f"the tests need these Debian packages: sudo apt-get install {' '.join(missing)}")
    print(f"run.py: installing {', '.join(missing)} for the tests", flush=True)
    apt_install(missing)


def demo(arguments: list[str]) -> int:
    print("run.py: setting up", flush=True)
    install("demo.txt")
    if os.name == "nt":
        return call(BIN / "maildesk", "demo", *arguments)
    become(BIN / "maildesk", "demo", *arguments)


def test(arguments: list[str]) -> int:
    """Style, types, import directions, then every test. With arguments: only pytest with them."""
    install("dev.txt")
    install_system()
    if arguments:
        return call(BIN / "pytest", *arguments)
    for check in (["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy"], ["lint-imports"]):
        must(BIN / check[0], *check[1:], what=check[0])
    return call(BIN / "pytest", "-n", "auto")


def evaluate(arguments: list[str]) -> int:
    install("dev.txt")
    return call(BIN / "python", "-m", "tests.evaluation", *arguments)


def pictures(_: list[str]) -> int:
    """Take the documentation's screenshots anew."""
    install("dev.txt")
    install_system()
    return call(BIN / "python", "-m", "tests.pictures")


def lock(_: list[str]) -> int:
    """Resolve the dependencies anew: for the developer who changed pyproject.toml."""
    head = [uv(), "pip", "compile", "-q", "--universal", "--generate-hashes", "--no-header", "pyproject.toml"]
    must(*head, "--all-extras", "--group", "dev", "-o", "locks/dev.txt", what="locking dev")
    shown = ("--extra", "demo", "--extra", "evidence")
    must(*head, *shown, "-c", "locks/dev.txt", "-o", "locks/demo.txt", what="locking demo")
    return 0


COMMANDS = {"demo": demo, "test": test, "eval": evaluate, "pictures": pictures, "lock": lock}

if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1] not in COMMANDS:
        stop(f"usage: python3 run.py {'|'.join(COMMANDS)} [arguments]")
    try:
        sys.exit(COMMANDS[sys.argv[1]](sys.argv[2:]))
    except KeyboardInterrupt:
        sys.exit(130)
