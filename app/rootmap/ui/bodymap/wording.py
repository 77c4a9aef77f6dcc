"""How the name of a territory may be written where there is little room: broken into lines, abbreviated, shortened."""

import re
from functools import cache
from itertools import combinations, pairwise

MOST_LINES = 3
_SHORT = {
    "Lateral": "Lat.", "Medial": "Med.", "Anterior": "Ant.", "Posterior": "Post.", "Superior": "Sup.",
    "Inferior": "Inf.", "Superficial": "Superf.", "cutaneous": "cut.", "lateral": "lat.", "medial": "med.",
    "Flexor": "Flex.", "Extensor": "Ext.", "Abductor": "Abd.", "Adductor": "Add.", "digitorum": "dig.",
    "pollicis": "poll.", "hallucis": "hall.", "superficialis": "superf.", "profundus": "prof.", "longus": "long.",
    "brevis": "brev.", "minimi": "min.",
}  # fmt: skip


@cache
def forms(title: str) -> tuple[str, ...]:
    """Return the ways to write a title, lines parted by newlines: the fullest first, the shortest last."""
    abbreviated = " ".join(_SHORT.get(word, word) for word in title.split(" "))
    bare = re.split(r", | \(", abbreviated, maxsplit=1)[0]
    found = [broken(text, lines) for text in (title, abbreviated, bare) for lines in range(1, MOST_LINES + 1)]
    return tuple(dict.fromkeys(found))


def broken(text: str, lines: int) -> str:
    """Return the text in at most so many lines, broken between words so that the longest line is as short as can be."""
    words = text.split(" ")
    lines = min(lines, len(words))
    breaks = ((0, *inner, len(words)) for inner in combinations(range(1, len(words)), lines - 1))
    ways = [[" ".join(words[a:b]) for a, b in pairwise(ends)] for ends in breaks]
    return "\n".join(min(ways, key=lambda way: max(map(len, way))))
