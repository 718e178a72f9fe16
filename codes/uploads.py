"""Keeps a file that is uploaded to the paste-box in memory: a paste never touches a disk."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadhandler import MemoryFileUploadHandler, StopUpload
from django.http import HttpRequest

from exchange_errors.decoder import LIMIT_BYTES


class InMemoryUpload(MemoryFileUploadHandler):
    """Keeps at most LIMIT_BYTES of all files together and stops reading the request beyond; ``refused`` says so."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.left = LIMIT_BYTES
        self.refused = False

    def handle_raw_input(self, *args: Any, **kwargs: Any) -> None:
        self.activated = True  # whatever the size: the limit is below

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        self.left -= len(raw_data)
        if self.left < 0:
            self.refused = True
            raise StopUpload(connection_reset=False)
        return super().receive_data_chunk(raw_data, start)
