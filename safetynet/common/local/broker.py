"""The local broker: Valkey without TCP and without files. What it carries may be lost; the database decides what is due."""

from pathlib import Path

from safetynet.common.local import binaries


def broker_command(socket: Path) -> list[str]:
    """Starts a broker in the foreground that listens on this socket."""
    socket.parent.mkdir(parents=True, exist_ok=True)
    socket.parent.chmod(0o700)
    options = {"port": "0", "unixsocket": str(socket), "unixsocketperm": "700", "save": "", "dir": str(socket.parent)}
    return [str(binaries.broker_program()), *(part for name, value in options.items() for part in (f"--{name}", value))]
