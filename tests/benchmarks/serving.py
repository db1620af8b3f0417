"""How many questions a service answers, while a process of it is killed: `python tests/benchmarks/serving.py`.

It starts `dedere serve` on a free port and asks from several threads for as long as it is told to, questions that were
not asked before (each of another day) and some that were. Midway a process that answers is killed. What is printed of
each kind: how many answers a second, the median and the 99th of a hundred in milliseconds, refusals and faults; then
the memory of the processes at the beginning and at the end. A wrong answer, or one that is lost, ends the run with 1:
what is answered is held against what `dedere.assess` and `dedere.situations` say in this process.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import signal
import subprocess
import sys
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path
from threading import Event, Lock
from time import monotonic, perf_counter, sleep

ROOT = Path(__file__).resolve().parents[2]
ROOTS = [str(ROOT / it) for it in ("engine", "serve", "cli")]
sys.path[:0] = ROOTS

import httpx2  # noqa: E402  # after the source roots, so that it runs where nothing is installed
from tabulate import tabulate  # noqa: E402

import dedere  # noqa: E402

HOSTS = ("ind", "mng", "arm", "hun", "zaf", "bra", "chn", "tjk", "usa", "fra")
KINDS = ("assess", "assess again", "situations")


class Load:
    """Questions, and what came of them."""

    def __init__(self, address: str, seed: int) -> None:
        self._address, self._random = address, random.Random(seed)
        self._lock, self.over = Lock(), Event()
        self.times: dict[str, list[float]] = defaultdict(list)
        self.refused: dict[str, Counter[str]] = defaultdict(Counter)
        self.answered: list[tuple[str, str, str, str]] = []

    def ask(self) -> None:
        """Ask until it is over."""
        with httpx2.Client(base_url=self._address, timeout=120) as client:
            while not self.over.is_set():
                with self._lock:
                    kind, host = self._random.choice(KINDS), self._random.choice(HOSTS)
                    day = date(2023, 4, 1) + timedelta(days=self._random.randrange(900))
                if kind == "assess again":
                    day = date(2025, 12, 5)
                path = "/api/situations" if kind == "situations" else "/api/assess"
                begun = perf_counter()
                try:
                    told = client.get(path, params={"person": "putin", "host": host, "on": day.isoformat()})
                except httpx2.HTTPError as error:
                    self._note(kind, type(error).__name__)
                    continue
                if told.status_code != 200:
                    self._note(kind, str(told.json()["code"]))
                    continue
                values = told.json()
                verdict = values["rows"][0]["verdict"] if kind == "situations" else values["verdict"]
                with self._lock:
                    self.times[kind].append((perf_counter() - begun) * 1000)
                    self.answered.append((kind, host, day.isoformat(), verdict))

    def _note(self, kind: str, what: str) -> None:
        with self._lock:
            self.refused[kind][what] += 1


def children(parent: int) -> dict[int, float]:
    """The processes that answer, with their memory in MB."""
    listed = subprocess.run(
        ["ps", "--ppid", str(parent), "-o", "pid=,rss=,args="], check=True, capture_output=True, text=True
    )
    rows = (it.split(None, 2) for it in listed.stdout.splitlines())
    return {int(id_): int(rss) / 1024 for id_, rss, what in rows if "spawn_main" in what}


def memory(parent: int) -> str:
    """The memory of the process that takes requests, and of those that answer."""
    own = subprocess.run(["ps", "-p", str(parent), "-o", "rss="], check=True, capture_output=True, text=True).stdout
    return f"{int(own) / 1024:.0f} MB; " + ", ".join(f"{it:.0f} MB" for it in children(parent).values())


def wrong(answered: list[tuple[str, str, str, str]]) -> int:
    """How many answers are not those of this process."""
    of = dedere.situations("putin")
    by_day = sum(of.on(host, day).verdict != verdict for _, host, day, verdict in answered)
    whole = {it for it in answered if it[0] == "assess again"}
    return by_day + sum(dedere.assess("putin", host, on=day).verdict != verdict for _, host, day, verdict in whole)


def main() -> int:
    """Run it and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--threads", type=int, default=8)
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args()
    command = [sys.executable, "-m", "dedere_cli", "serve", "--port", "0", "--workers", str(given.workers)]
    command += ["--each", str(given.threads)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(ROOTS)}
    dedere.situations("putin")  # so that they are kept, as they are in a service that has run for a while
    service = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert service.stdout is not None
    found = re.search(r"http://\S+", service.stdout.readline())
    assert found
    load = Load(found.group(), seed=1)
    before, begun = memory(service.pid), monotonic()
    with ThreadPoolExecutor(given.threads) as threads:
        asking = [threads.submit(load.ask) for _ in range(given.threads)]
        sleep(given.seconds / 2)
        killed = min(children(service.pid))
        os.kill(killed, signal.SIGKILL)
        sleep(given.seconds / 2)
        load.over.set()
    for it in asking:
        it.result()
    spent, after, there = monotonic() - begun, memory(service.pid), children(service.pid)
    service.send_signal(signal.SIGTERM)
    code = service.wait(60)

    rows = []
    for kind in KINDS:
        times, refused = sorted(load.times[kind]), load.refused[kind]
        p50, p99 = times[len(times) // 2], times[int(len(times) * 0.99)]
        told = ", ".join(f"{number} {what}" for what, number in refused.items()) or "none"
        rows.append([kind, len(times), f"{len(times) / spent:.1f}", f"{p50:.0f}", f"{p99:.0f}", told])
    print(tabulate(rows, headers=["asked", "answers", "a second", "p50 ms", "p99 ms", "refused or failed"]))
    mistakes = wrong(load.answered)
    lost = sum(sum(it.values()) for it in load.refused.values())
    whole = killed not in there and len(there) == given.workers
    print(f"\nmemory before: {before}\nmemory after:  {after}")
    print(f"killed: {killed}; back to {len(there)} of {given.workers} processes; wrong: {mistakes}; lost: {lost}")
    print(f"the service ended with {code}; {json.dumps({'seconds': round(spent), 'threads': given.threads})}")
    return 0 if not mistakes and not lost and whole and code == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
