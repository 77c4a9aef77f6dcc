"""The set-up scripts on machines that are not like this one: the programs they call are replaced by small scripts."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the scripts are for Unix shells")
TOOLS = Path(__file__).parents[2] / "tools"
BASIC = ("sh", "env", "dirname", "uname", "rm", "touch", "echo", "cat", "mkdir", "chmod", "true")
OLD_PYTHON = "exit 1"
BARE_PYTHON = 'case "$2" in *ensurepip*) exit 1;; *-m*) exit 1;; *) exit 0;; esac'


class Machine:
    """A folder of programs that is all there is, and a log of what was asked of them."""

    def __init__(self, folder: Path) -> None:
        self.bin, self.log = folder / "bin", folder / "log"
        self.bin.mkdir()
        self.log.touch()
        for name in BASIC:
            found = next(path for root in ("/bin", "/usr/bin") if (path := Path(root, name)).exists())
            (self.bin / name).symlink_to(found)

    def has(self, **programs: str) -> None:
        for name, body in programs.items():
            path = self.bin / name.replace("_", "-")
            path.write_text(f'#!/bin/sh\necho "{name.replace("_", "-")} $*" >>"{self.log}"\n{body}\n')
            path.chmod(0o755)

    def run(
        self, script: str, *words: str, more: Mapping[str, str] | None = None
    ) -> "subprocess.CompletedProcess[str]":
        environment = {"PATH": str(self.bin), "HOME": str(self.bin.parent)} | dict(more or {})
        command = [str(TOOLS / script), *words]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=20)

    @property
    def asked(self) -> str:
        return self.log.read_text()


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_root_installs_packages_without_asking(machine: Machine) -> None:
    machine.has(id="echo 0", apt_get="true")
    assert machine.run("apt.sh", "libegl1", "xvfb").returncode == 0
    assert "apt-get install -y --no-install-recommends libegl1 xvfb" in machine.asked


def test_who_may_use_sudo_installs_through_it(machine: Machine) -> None:
    machine.has(id="echo 1000", apt_get="true", sudo='[ "$1" = -n ] && shift; exec "$@"')
    assert machine.run("apt.sh", "libegl1").returncode == 0
    assert "apt-get install -y --no-install-recommends libegl1" in machine.asked


def test_who_may_not_install_is_told_the_one_line_to_run(machine: Machine) -> None:
    machine.has(id="echo 1000", apt_get="true", sudo="exit 1")
    result = machine.run("apt.sh", "libegl1", "libgl1")
    assert result.returncode == 1
    assert "sudo apt-get install -y --no-install-recommends libegl1 libgl1" in result.stderr
    assert result.stderr.count("\n") == 1
    assert "apt-get" not in machine.asked


def test_another_system_is_told_what_is_needed(machine: Machine) -> None:
    machine.has(id="echo 0")
    result = machine.run("apt.sh", "libegl1")
    assert (result.returncode, "libegl1" in result.stderr) == (1, True)


def test_a_failed_installation_shows_the_line_to_try(machine: Machine) -> None:
    machine.has(id="echo 0", apt_get='[ "$1" = update ] || exit 100')
    result = machine.run("apt.sh", "libegl1")
    assert result.returncode == 1
    assert "apt-get install -y --no-install-recommends libegl1" in result.stderr


def test_an_old_python_is_refused_with_the_remedy(machine: Machine, tmp_path: Path) -> None:
    machine.has(python3=OLD_PYTHON)
    result = machine.run("setup.sh", str(tmp_path / "venv"))
    assert result.returncode == 1
    assert "Python 3.11" in result.stderr
    assert "make PYTHON=" in result.stderr


def test_a_python_without_ensurepip_gets_its_debian_package_or_the_line(machine: Machine, tmp_path: Path) -> None:
    machine.has(python3=BARE_PYTHON, id="echo 1000", apt_get="true", sudo="exit 1")
    result = machine.run("setup.sh", str(tmp_path / "venv"))
    assert result.returncode == 1
    assert "sudo apt-get install -y --no-install-recommends python3-venv" in result.stderr
    assert not (tmp_path / "venv" / ".installed").exists()


def test_qt_can_start_here() -> None:
    probe = [sys.executable, str(TOOLS / "qt_probe.py"), "offscreen"]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    result = subprocess.run(probe, capture_output=True, text=True, check=False, env=environment, timeout=60)
    assert (result.returncode, result.stderr) == (0, "")
