"""A small sound case and a small bank to change, one part at a time."""

import json
import zipfile
from hashlib import sha256
from pathlib import Path
from typing import Any

CASE = """\
format: rootmap.case
version: 1
id: gardener-hand
title: A gardener whose hand tingles
revision: 1
region: neck_and_arm
difficulty: 2
tags: [hand]
author: Nobody
licence: MIT
sources: {recalled: [preston_shapiro_2020], confidence: low}
patient: {age: 47, sex: female}
history:
  complaint: My fingers tingle since I dug up the bed.
  replies:
    - {ask: Worse on coughing?, says: "Yes.", tells: [worse_cough]}
    - {ask: Fever or cancer?, says: "No.", tells: [fever, cancer_history]}
history_findings:
  worse_cough: present
  fever: absent
  cancer_history: absent
  major_trauma: absent
drawing:
  - quality: tingling
    marks:
      - {stroke: [[arm.right, 1.0, 175], [arm.right, 1.95, 185]], width_mm: 40}
      - {patch: [hand.right.dorsal, 1.5, 2.5], radius_mm: 15}
examination:
  muscle.triceps_brachii: {right: 4}
  reflex.triceps: {right: reduced}
  pinprick.C7: {right: reduced}
  neck_rotation_limited: {right: {result: positive, degrees: 50}}
  gait_disturbance: absent
answer:
  candidate: C7
  side: right
  accept:
    - {candidate: C6+C7, side: right, credit: 0.5, why: C7 is in it.}
level: {disc: C6-7, zone: foraminal}
urgency: {haste: none, red_flags: [], reason: Nothing presses.}
imaging: {answer: after_six_weeks, reason: It would change nothing.}
plan: [Explain it., Keep moving.]
reassess: {when_weeks: 2, what: Power of the elbow.}
distractors:
  - {candidate: median_at_carpal_tunnel, side: right, why_wrong: The triceps is weak.}
key_examinations: [muscle.triceps_brachii, reflex.triceps]
explanation: Triceps and its reflex.
patient_explanation:
  points:
    - {text: A nerve in the neck is irritated., any_of: [nerve]}
  misstatements:
    - {text: Your neck is worn out., why: It frightens., any_of: [worn out]}
"""

BANK = """\
format: rootmap.questions
version: 1
id: small-bank
title: A small bank
revision: 1
author: Nobody
licence: MIT
sources: {recalled: [preston_shapiro_2020], confidence: low}
questions:
  - id: one
    kind: single_choice
    difficulty: 1
    text: Which?
    options: {a: this, b: that}
    correct: a
    why: Because.
    why_not: {b: Not so.}
  - id: several
    kind: multiple_choice
    difficulty: 1
    text: Which ones?
    options: {a: this, b: that, c: another}
    correct: [a, c]
    why: Because.
    why_not: {b: Not so.}
  - id: disc
    kind: which_disc
    difficulty: 1
    text: Which disc?
    discs: [L3-4, L4-5]
    correct: L4-5
    root: L5
    zone: paracentral
    why: Because.
  - id: urgent
    kind: red_flag_urgency
    difficulty: 1
    text: How urgent?
    correct: E
    red_flag: cauda_equina_saddle
    why: Because.
  - id: picture
    kind: imaging
    difficulty: 1
    text: When?
    correct: not_now
    why: Because.
"""


def case_file(folder: Path, text: str = CASE, name: str = "gardener-hand") -> Path:
    """Write a case where a library would hold it, and return its path."""
    path = folder / "cases" / f"{name}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def bank_file(folder: Path, text: str = BANK, name: str = "small-bank") -> Path:
    """Write a bank where a library would hold it, and return its path."""
    path = folder / "questions" / f"{name}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def manifest_of(entries: dict[str, bytes], **changes: Any) -> bytes:
    """Return a manifest that fits some entries, but for the changes."""
    files = {name: sha256(data).hexdigest() for name, data in entries.items()}
    fields = {"format": "rootmap.pack", "version": 1, "id": "demo", "title": "Demo", "author": "Nobody"}
    return json.dumps(fields | {"licence": "MIT", "files": files} | changes).encode()


def pack_file(path: Path, entries: dict[str, bytes] | None = None, manifest: bytes | None = None) -> Path:
    """Write a pack by hand, sound unless told otherwise, and return its path."""
    entries = {"cases/gardener-hand.yaml": CASE.encode()} if entries is None else entries
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("manifest.json", manifest_of(entries) if manifest is None else manifest)
        for name, data in entries.items():
            archive.writestr(name, data)
    return path
