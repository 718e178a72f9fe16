"""``make drill``: kill everything at once, ten times, while editors save: what was acknowledged is there afterwards."""

import sqlite3
import threading
import time
from contextlib import closing
from http.client import HTTPException
from pathlib import Path

from tests.production.server import Editor

ROUNDS, WRITERS, SECONDS = 10, 3, 1.5
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


def test_every_acknowledged_edit_survives_ten_kills(start):
    portal = start(WEB_CONCURRENCY="2")
    database = Path(portal.env["STATE_DIR"]) / "portal.sqlite3"
    saved, starts = {"count": 0, "round": 0}, []
    for number in range(ROUNDS):
        saved["round"] = number
        writers = [threading.Thread(target=save_until_killed, args=(portal, code, saved)) for code in CODES[:WRITERS]]
        for writer in writers:
            writer.start()
        time.sleep(SECONDS)
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
        starts.append(portal.start())
    assert saved["count"] > ROUNDS * WRITERS
    print(f"{saved['count']} edits acknowledged, all there; started again in {max(starts):.1f} s at most")
