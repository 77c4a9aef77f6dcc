"""Words that patients do not know, each with one they do; what is said to a patient is looked through for them."""

import re

# Judgement: words of this trade that one uses without noticing, and what to say instead.
PLAIN_FOR: dict[str, str] = {
    "radiculopathy": "an irritated nerve from the spine",
    "radicular": "along the nerve",
    "neuropathy": "a nerve that does not work well",
    "polyneuropathy": "nerves that do not work well in feet and hands",
    "myelopathy": "pressure on the spinal cord",
    "herniation": "a bulging disc",
    "herniated": "bulging",
    "prolapse": "a bulging disc",
    "protrusion": "a bulging disc",
    "extrusion": "a bulging disc",
    "sequestration": "a piece of the disc",
    "stenosis": "a narrow place",
    "foramen": "the gap where the nerve leaves",
    "foraminal": "in the gap where the nerve leaves",
    "dermatome": "the skin one nerve looks after",
    "dermatomal": "in the skin one nerve looks after",
    "myotome": "the muscles one nerve moves",
    "paraesthesia": "pins and needles",
    "paresthesia": "pins and needles",
    "hypaesthesia": "less feeling",
    "hypoaesthesia": "less feeling",
    "allodynia": "touch that hurts",
    "paresis": "weakness",
    "paretic": "weak",
    "cauda": "the nerves at the end of the spine",
    "spondylosis": "wear of the spine",
    "spondylolisthesis": "a vertebra that sits a little forward",
    "degenerative": "of wear",
    "degeneration": "wear",
    "conservative": "without an operation",
    "analgesia": "pain relief",
    "analgesics": "painkillers",
    "nsaid": "an anti-inflammatory painkiller",
    "nsaids": "anti-inflammatory painkillers",
    "prognosis": "what to expect",
    "idiopathic": "for no known reason",
    "bilateral": "on both sides",
    "unilateral": "on one side",
    "distal": "farther down",
    "proximal": "farther up",
    "lesion": "damage",
    "entrapment": "a pinched nerve",
    "compression": "pressure",
    "mri": "a scan",
    "emg": "a test of nerve and muscle",
    "slr": "lifting the straight leg",
}
_WORD = re.compile(r"[a-z]+")


def jargon_in(text: str) -> tuple[tuple[str, str], ...]:
    """Return the words of jargon in a text, each once, with what to say instead."""
    found = dict.fromkeys(word for word in _WORD.findall(text.lower()) if word in PLAIN_FOR)
    return tuple((word, PLAIN_FOR[word]) for word in found)
