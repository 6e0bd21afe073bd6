"""The embedded queue under several real processes: nothing lost, nothing doubled, bad files put aside."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from queue import Empty
from typing import Any

import pytest
from kombu import Connection
from kombu.transport.filesystem import exchange_queue_t

from newsroom.transport import Channel

PRODUCERS, CONSUMERS, MESSAGES = 2, 3, 150

# Both programs get the folder as their first argument. Large bodies widen the window in which a half-written file
# could be seen.
PRODUCER = """
import sys
from tests.newsroom.test_transport import connect
with connect(sys.argv[1]) as connection:
    queue = connection.SimpleQueue("work")
    for number in range(int(sys.argv[3])):
        queue.put({"id": f"{sys.argv[2]}-{number}", "padding": "x" * 20_000})
"""
CONSUMER = """
import sys
from queue import Empty
from tests.newsroom.test_transport import connect
with connect(sys.argv[1]) as connection:
    queue = connection.SimpleQueue("work")
    while True:
        message = queue.get(timeout=30)
        message.ack()
        if message.payload["id"] == "stop":
            break
        print(message.payload["id"], flush=True)
"""


def connect(folder: str | Path) -> Connection:
    options = {
        "data_folder_in": f"{folder}/messages",
        "data_folder_out": f"{folder}/messages",
        "control_folder": f"{folder}/control",
        "polling_interval": 0.002,
    }
    return Connection("filesystem://localhost", transport="newsroom.transport:Transport", transport_options=options)


@pytest.fixture
def channel(tmp_path: Path) -> Iterator[Channel]:
    with connect(tmp_path) as connection:
        yield connection.channel()


def message(body: Any) -> dict[str, Any]:
    return {"body": body, "properties": {}}


def files(tmp_path: Path) -> list[str]:
    return sorted(path.name for path in (tmp_path / "messages").iterdir())


def test_processes_lose_and_double_nothing(tmp_path: Path) -> None:
    def start(program: str, *args: object) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", program, str(tmp_path), *map(str, args)]
        return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)

    consumers = [start(CONSUMER) for _ in range(CONSUMERS)]
    producers = [start(PRODUCER, number, MESSAGES) for number in range(PRODUCERS)]
    try:
        assert [producer.wait(timeout=60) for producer in producers] == [0] * PRODUCERS
        with connect(tmp_path) as connection:
            for _ in consumers:
                connection.SimpleQueue("work").put({"id": "stop"})
        received = [line for consumer in consumers for line in consumer.communicate(timeout=60)[0].split()]
    finally:
        for process in (*consumers, *producers):
            process.kill()
            process.wait()

    assert [consumer.returncode for consumer in consumers] == [0] * CONSUMERS
    assert sorted(received) == sorted(f"{p}-{n}" for p in range(PRODUCERS) for n in range(MESSAGES))
    assert files(tmp_path) == []


def test_messages_come_out_in_the_order_they_went_in(channel: Channel) -> None:
    for number in range(20):
        channel._put("work", message(number))
    assert [channel._get("work")["body"] for _ in range(20)] == list(range(20))


def test_an_empty_queue_says_so_and_queues_do_not_mix(channel: Channel) -> None:
    channel._put("other", message("theirs"))
    with pytest.raises(Empty):
        channel._get("work")
    assert channel._size("other") == 1


@pytest.mark.parametrize("content", [b"", b'{"body": "half', b"[1, 2]", b'{"unrelated": true}', b"\xff\xfe"])
def test_a_bad_file_is_put_aside_and_the_next_message_served(
    channel: Channel, tmp_path: Path, caplog: pytest.LogCaptureFixture, content: bytes
) -> None:
    (tmp_path / "messages" / "00000000000000000001_bad.work.msg").write_bytes(content)
    channel._put("work", message("good"))

    assert channel._get("work")["body"] == "good"
    assert files(tmp_path) == [".bad-00000000000000000001_bad.work.msg"]
    assert "put aside" in caplog.text


def test_a_message_taken_by_another_worker_meanwhile_is_passed_over(
    channel: Channel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    channel._put("work", message("theirs"))
    channel._put("work", message("mine"))
    claim = channel._claim

    def claim_too_late(name: str) -> Path | None:
        if name == first:
            (tmp_path / "messages" / name).unlink()
        return claim(name)

    first = files(tmp_path)[0]
    monkeypatch.setattr(channel, "_claim", claim_too_late)
    assert channel._get("work")["body"] == "mine"


def test_unfinished_files_are_neither_served_nor_counted(channel: Channel, tmp_path: Path) -> None:
    (tmp_path / "messages" / ".new-0123").write_bytes(b'{"body":')
    (tmp_path / "messages" / ".claimed-1_a.work.msg").write_bytes(b"{}")
    with pytest.raises(Empty):
        channel._get("work")
    assert channel._size("work") == 0


def test_purging_empties_one_queue(channel: Channel) -> None:
    channel._put("work", message(1))
    channel._put("other", message(2))
    assert channel._purge("work") == 1
    assert (channel._size("work"), channel._size("other")) == (0, 1)


def test_bindings_are_kept_once_and_can_be_removed(channel: Channel) -> None:
    for queue in ("one", "two", "one"):
        channel._queue_bind("exchange", "key", "", queue)
    assert set(channel.get_table("exchange")) == {exchange_queue_t("key", "", q) for q in ("one", "two")}
    assert len(channel.get_table("exchange")) == 2

    channel._delete("one", "exchange", "key", "")
    assert channel.get_table("exchange") == [exchange_queue_t("key", "", "two")]
    assert channel.get_table("unknown") == []


def test_fanout_reaches_every_bound_queue(channel: Channel) -> None:
    for queue in ("one", "two"):
        channel._queue_bind("news", "", "", queue)
    channel._put_fanout("news", message("hello"), "")
    assert channel._get("one")["body"] == channel._get("two")["body"] == "hello"
