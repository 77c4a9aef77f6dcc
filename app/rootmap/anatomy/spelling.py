"""One spelling for what people write in many: no accents, marks and capitals, older and other spellings made ours."""

import re
import unicodedata


def plain(text: str) -> str:
    """Return text without accents, marks and capitals, words one space apart; older and other spellings made ours."""
    letters = unicodedata.normalize("NFKD", text.lower().replace("ae", "e").replace("oe", "e"))
    kept = "".join(sign for sign in letters if not unicodedata.combining(sign)).replace("'", "")
    return " ".join(re.findall(r"[a-z0-9]+", kept.replace("peroneal", "fibular").replace("peroneus", "fibularis")))
