"""A server that repeats a key in other encodings than JSON's own: an engine shows and stores nothing of it."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from arize_emulator import FaultRule, HtmlPage, Status

from .conftest import NewProject
from .engines import Real
from .project import resource

SECRET = "sk-4f9=Q7&zK+w1/XbTc4n4ryLmN"
CORE = "c4n4ry"
PIECE = 16
"""Characters of a part of what an encoding makes of the secret."""

FORMS: dict[str, Callable[[str], str]] = {
    "JSON": lambda text: "".join(f"\\u{ord(char):04x}" for char in text),
    "JSON in capitals": lambda text: "".join(f"\\u{ord(char):04X}" for char in text),
    "URL": lambda text: "".join(f"%{ord(char):02x}" for char in text),
    "URL in URL": lambda text: quote("".join(f"%{ord(char):02X}" for char in text)),
    "base64": lambda text: base64.b64encode(f"me:{text}".encode()).decode(),
    "base64, cut": lambda text: base64.urlsafe_b64encode(f"Bearer {text}".encode()).decode().rstrip("=")[2:-2],
    "HTML": lambda text: "".join(f"&#{ord(char)};" for char in text),
    "hexadecimal": lambda text: text.encode().hex(),
}


def pieces(encode: Callable[[str], str]) -> set[str]:
    """Return what shows the secret in an encoding: each part of it, but for its beginning, which may be an id's."""
    whole = encode(SECRET)
    return {whole[start : start + PIECE] for start in range(PIECE // 2, len(whole) - PIECE + 1)}


def test_no_encoding_is_shown(new_project: NewProject, tmp_path: Path, front_end: str) -> None:
    """Whatever form a failure repeats the key in: not on the screen, not in the state, not in the log."""
    log = tmp_path / "debug.log"
    project = new_project(environment={"ARIZE_PROVIDER_LOG": str(log)})
    project.engine.set_config("arize:maxRetries", "0")
    project.front_end = front_end
    project.declare([resource("Integration", "one", name="One", config={"provider": "OPEN_AI", "api_key": SECRET})])
    output = " ".join(encode(SECRET) for encode in FORMS.values())
    outcomes = []
    for fault in (Status(status=422, detail=f"not {output}, sorry"), HtmlPage(status=200, html=f"<p>{output}</p>")):
        with project.emulator.faults(FaultRule(method="POST", fault=fault)):
            outcomes.append(project.fail("up"))
    engine = project.engine
    kept = {**engine.written(), "log": log.read_text(), "export": json.dumps(engine.export())}
    texts = {**kept, "screen": "\n".join(outcome.text for outcome in outcomes)}
    if isinstance(engine, Real):
        texts["history"] = engine.output("stack", "history", "--json")
    shown = [
        (name, form)
        for name, text in texts.items()
        for form, encode in FORMS.items()
        for piece in pieces(encode)
        if piece in text
    ]
    assert shown == []
    assert [name for name, text in texts.items() if CORE in text] == []
    assert "sorry" in texts["screen"]
