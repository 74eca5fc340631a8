"""A whole installation of its own, as production runs it: database, broker, web, workers, clock, and a post office; each can be killed."""

import asyncio
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP

from safetynet.common.local.broker import broker_command
from safetynet.common.local.children import Child, end_all
from safetynet.common.local.demo import refuse_taken_port
from safetynet.common.local.places import BASE_DIR, PostgresPlace
from safetynet.common.local.postgres import Cluster
from tests.common.test_outbox_faults import free_port

SLOW = 60.0


class PostOffice:
    """Keeps every mail it took, by Message-ID, in order."""

    def __init__(self) -> None:
        self.taken: list[str] = []
        self.controller = _Quiet(self, hostname="127.0.0.1", port=free_port())
        self.controller.start()

    async def handle_DATA(self, server, session, envelope):  # noqa: N802  aiosmtpd's name
        head = envelope.content.decode("utf-8", "replace").split("\r\n\r\n")[0]
        self.taken.append(next(line for line in head.splitlines() if line.lower().startswith("message-id:")).split(": ")[1])
        await asyncio.sleep(0.02)  # as a server across the network
        return "250 taken"


class _Quiet(Controller):
    def factory(self):
        return SMTP(self.handler, hostname="post", enable_SMTPUTF8=True)


class Installation:
    """Everything under one folder; `start` and `kill` by name: web, beat, second-beat, worker, documents, broker, database."""

    def __init__(self, home: Path) -> None:
        self.home, self.port, self.post = home, free_port(), PostOffice()
        refuse_taken_port(self.port)
        home.chmod(0o711)
        self.cluster = Cluster(PostgresPlace(home / "pg", home / "pg" / "run", disposable=False))
        self.cluster.enter()
        self.broker = home / "broker" / "b.sock"  # in a folder of its own, which it closes to others
        python, celery = (sys.executable, "-m"), (sys.executable, "-m", "celery", "-A", "safetynet")
        web = ("gunicorn", "safetynet.wsgi", "-k", "gthread", "-w", "2", "--threads", "4", "-b", f"127.0.0.1:{self.port}")
        beat = (*celery, "beat", "--pidfile=", "-s")
        self.programs = {
            "broker": self._program("broker", "worker", *broker_command(self.broker)),
            "web": self._program("web", "web", *python, *web, "--no-control-socket"),
            "beat": self._program("beat", "worker", *beat, str(home / "beat")),
            "second-beat": self._program("second-beat", "worker", *beat, str(home / "second-beat")),
            "worker": self._program("worker", "worker", *celery, "worker", "-n", "mail@%h", "-Q", "celery", "-c", "1"),
            "documents": self._program("documents", "worker", *celery, "worker", "-n", "documents@%h", "-Q", "documents", "-c", "1"),
        }
        self.manage("migrate", "-v0")
        self.manage("createcachetable")
        self.manage("collectstatic", "--noinput", "-v0")

    def _program(self, name: str, process: str, *command: str) -> Child:
        return Child(name, list(command), self._environment(process), self.home / f"{name}.log", BASE_DIR)

    def _environment(self, process: str) -> dict[str, str]:
        socket = quote(str(self.home / "pg" / "run"), safe="")
        names = {"OWNER_DATABASE_URL": "owner", "DATABASE_URL": "web", "WORKER_DATABASE_URL": "worker"}
        return os.environ | {
            **{name: f"postgres://safetynet_{role}@/safetynet?host={socket}" for name, role in names.items()},
            "DJANGO_SETTINGS_MODULE": "safetynet.settings",
            "SAFETYNET_MODE": "demo",
            "SAFETYNET_PROCESS": process,
            "PORT": str(self.port),
            "REDIS_URL": f"redis+socket://{quote(str(self.home / 'broker' / 'b.sock'))}",
            "EMAIL_URL": f"smtp://127.0.0.1:{self.post.controller.port}",
            "FILES_DIR": str(self.home / "files"),
            "STATIC_ROOT": str(self.home / "static"),
            "PYTHONUNBUFFERED": "1",
        }

    def manage(self, *words: str) -> None:
        """A command, as the owner."""
        subprocess.run([sys.executable, "manage.py", *words], cwd=BASE_DIR, env=self._environment("owner"), check=True, timeout=SLOW * 3)

    def tell(self, script: str) -> object:
        """Run a few lines inside the installation, as the owner; what they put into `answer` comes back."""
        lines = f"import json, django\ndjango.setup()\nanswer = None\n{script}\nprint('\\n' + json.dumps(answer))"
        command = [sys.executable, "-W", "ignore", "-c", lines]
        done = subprocess.run(
            command, cwd=BASE_DIR, env=self._environment("owner"), capture_output=True, text=True, timeout=SLOW, check=False
        )
        assert done.returncode == 0, done.stderr[-3000:]
        return json.loads(done.stdout.splitlines()[-1])

    def start(self, *names: str) -> None:
        """Start those that do not run, and wait until the web server answers if it is one of them."""
        for name in names:
            if not self.programs[name].running:
                self.programs[name].start()

    def kill(self, name: str) -> None:
        """`kill -9`, with all it has started."""
        if name == "database":
            os.kill(int((self.cluster.place.data / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
            return
        self.programs[name].end_group()

    def end(self) -> None:
        """Nothing is left."""
        end_all(list(self.programs.values()))
        self.post.controller.stop()
        with suppress(OSError):
            self.cluster.stop()
        self.cluster.leave()
        shutil.rmtree(self.home, ignore_errors=True)


def eventually(question: Callable[[], object], within: float = SLOW) -> object:
    """The first true answer; the last one when there was none in time."""
    deadline = time.monotonic() + within
    while not (answer := question()) and time.monotonic() < deadline:
        time.sleep(0.1)
    return answer
