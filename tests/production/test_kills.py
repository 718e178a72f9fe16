"""Everything is killed at once while editors save: what was acknowledged is there afterwards."""

import sqlite3
import threading
from contextlib import closing
from http.client import HTTPException
from pathlib import Path

from tests.production.server import Editor, wait_for

ROUNDS, EDITS = 3, 4  # as many edits are acknowledged before everything is killed
CODES = ("43005-POST_ONLY_REJ", "306-INSUFFICIENT_AVAILABLE_BALANCE", "40102-INVALID_NONCE")


def save_until_killed(portal, code, saved):
    """Save one edit after the other; note each when its 302 has arrived."""
    editor, number = Editor(portal), 0
    try:
        editor.log_in()
        while True:
            number += 1
            text = f"Round {saved['round']}, edit {number}."
            if editor.edit(code, summary=text).status == 302:
                saved[code] = text
                saved["count"] += 1
    except (OSError, HTTPException):
        return  # killed


def test_every_acknowledged_edit_survives_kills(start):
    portal = start(WEB_CONCURRENCY="2")
    database = Path(portal.env["STATE_DIR"]) / "portal.sqlite3"
    saved = {}
    for number in range(ROUNDS):
        saved.update(round=number, count=0)
        writers = [threading.Thread(target=save_until_killed, args=(portal, code, saved)) for code in CODES]
        for writer in writers:
            writer.start()
        wait_for(lambda: saved["count"] >= EDITS, 60)
        portal.kill()
        for writer in writers:
            writer.join()
        with closing(sqlite3.connect(database)) as opened:
            assert opened.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            kept = dict(opened.execute("SELECT code_id, summary FROM codes_noterow"))
            history = {text for (text,) in opened.execute("SELECT summary FROM codes_note_history")}
        for code in CODES:
            if code in saved:
                # A later edit may have been saved without its acknowledgement arriving.
                assert saved[code] in history
                assert kept[code] >= saved[code] or len(kept[code]) > len(saved[code])
        portal.start()
