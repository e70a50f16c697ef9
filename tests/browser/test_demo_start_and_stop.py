"""`bcn demo` starts and stops: no process is left, a taken port is told in a sentence."""

import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from demo_process import CHIEF, LONGEST_STOP, Demo


@pytest.fixture
def started(tmp_path: Path) -> Iterator[Demo]:
    demo = Demo(tmp_path)
    yield demo
    if demo.process.poll() is None:
        demo.stop(signal.SIGKILL)


def family(demo: Demo) -> list[psutil.Process]:
    """The demo and all that it started."""
    return [demo.process, *demo.process.children(recursive=True)]


def test_ctrl_c_stops_everything_and_leaves_no_process(started: Demo):
    started.ready()
    processes = family(started)
    assert len(processes) == 2

    assert started.stop(signal.SIGINT) == 0

    assert psutil.wait_procs(processes, LONGEST_STOP)[1] == []
    assert "Đã dừng" in started.printed
    assert "Traceback" not in started.printed


def test_ctrl_c_while_it_starts_stops_it_too(started: Demo):
    while len(family(started)) < 2:
        assert started.process.poll() is None
    processes = family(started)

    assert started.stop(signal.SIGINT) == 0

    assert psutil.wait_procs(processes, LONGEST_STOP)[1] == []
    assert "Traceback" not in started.printed


def test_message_to_the_printed_address_is_answered_and_a_killed_demo_leaves_no_process(started: Demo):
    started.ready()
    started.post(f"users/{CHIEF}/text", text="/toi")
    started.sees(CHIEF, "Chánh Văn phòng mẫu")
    processes = family(started)

    started.stop(signal.SIGKILL)

    assert psutil.wait_procs(processes, LONGEST_STOP)[1] == []


def test_taken_port_is_told_with_another_to_try(tmp_path: Path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        refused = Demo(tmp_path, port)

        assert refused.ended() == 1
    assert f"Cổng {port} đang được chương trình khác dùng" in refused.printed
    assert f"--port {port + 10}" in refused.printed
    assert "Traceback" not in refused.printed
