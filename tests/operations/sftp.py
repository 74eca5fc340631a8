"""A real SFTP server on this machine, with the faults that servers have."""

import os
import socket
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import paramiko

USER, PASSWORD = "safetynet", "hemmeligt"


class _Door(paramiko.ServerInterface):
    def __init__(self, server: "Server") -> None:
        self.server = server

    def get_allowed_auths(self, username: str) -> str:
        return "password,publickey"

    def check_auth_password(self, username: str, password: str) -> int:
        is_right = (username, password) == (USER, PASSWORD)
        return paramiko.common.AUTH_SUCCESSFUL if is_right else paramiko.common.AUTH_FAILED

    def check_auth_publickey(self, username: str, key: paramiko.PKey) -> int:
        is_right = username == USER and key == self.server.client_key
        return paramiko.common.AUTH_SUCCESSFUL if is_right else paramiko.common.AUTH_FAILED

    def check_channel_request(self, kind: str, chanid: int) -> int:
        return paramiko.common.OPEN_SUCCEEDED if kind == "session" else paramiko.common.OPEN_FAILED_ADMINISTRATIVELY_PROHIBITED


class _Handle(paramiko.SFTPHandle):
    def __init__(self, path: Path, server: "Server", transport: paramiko.Transport) -> None:
        super().__init__(os.O_RDONLY)
        self.readfile = path.open("rb")
        self.path, self.server, self.transport = path, server, transport

    def stat(self) -> paramiko.SFTPAttributes:
        return paramiko.SFTPAttributes.from_stat(self.path.stat())

    def read(self, offset: int, length: int) -> bytes | int:
        if self.path.name == self.server.cut_at:
            self.transport.close()
        return super().read(offset, length)


class _Files(paramiko.SFTPServerInterface):
    def __init__(self, door: _Door, *args: object, transport: paramiko.Transport, **kwargs: object) -> None:
        super().__init__(door, *args, **kwargs)
        self.shared, self.transport = door.server, transport

    def _real(self, path: str) -> Path:
        return self.shared.folder / path.lstrip("/")

    def list_folder(self, path: str) -> list[paramiko.SFTPAttributes] | int:
        if not self._real(path).is_dir():
            return paramiko.SFTP_NO_SUCH_FILE
        self.shared.listings += 1
        if self.shared.listings > 2 and self.shared.grows:  # chdir's own look, and the first of the fetch
            with (self._real(path) / self.shared.grows).open("ab") as file:
                file.write(b"mere\n")
        return [paramiko.SFTPAttributes.from_stat(one.stat(), one.name) for one in self._real(path).iterdir()]

    def stat(self, path: str) -> paramiko.SFTPAttributes | int:
        real = self._real(path)
        return paramiko.SFTPAttributes.from_stat(real.stat()) if real.exists() else paramiko.SFTP_NO_SUCH_FILE

    lstat = stat

    def open(self, path: str, flags: int, attr: object) -> _Handle | int:
        return _Handle(self._real(path), self.shared, self.transport) if self._real(path).exists() else paramiko.SFTP_NO_SUCH_FILE


@dataclass
class Server:
    """Serves `folder` at `address` until it is closed."""

    folder: Path
    host_key: paramiko.PKey = field(default_factory=paramiko.ECDSAKey.generate)
    client_key: paramiko.PKey | None = None
    cut_at: str = ""
    grows: str = ""
    listings: int = 0
    signed_in: int = 0

    def __post_init__(self) -> None:
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"127.0.0.1:{self.listener.getsockname()[1]}"
        self.transports: list[paramiko.Transport] = []
        threading.Thread(target=self._serve, daemon=True).start()

    @property
    def pinned(self) -> str:
        return f"{self.host_key.get_name()} {self.host_key.get_base64()}"

    def _serve(self) -> None:
        while True:
            try:
                connection, _address = self.listener.accept()
            except OSError:
                return
            transport = paramiko.Transport(connection)
            transport.add_server_key(self.host_key)
            transport.set_subsystem_handler("sftp", paramiko.SFTPServer, _Files, transport=transport)
            self.transports.append(transport)
            try:
                transport.start_server(server=_Door(self))
            except (paramiko.SSHException, EOFError):
                transport.close()

    def close(self) -> None:
        with suppress(OSError):  # closed already
            self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        for transport in self.transports:
            transport.close()
