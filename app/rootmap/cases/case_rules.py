"""The rules between the parts of a case, and between a case and the tables; each fault with what to do about it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from rootmap.anatomy.spine import ImagingAnswer
from rootmap.cases.alarms import at_least, is_set_off, may_be_drawn, most_urgent, urgent_tests
from rootmap.cases.case_drawing import drawing_faults
from rootmap.cases.known import KnownCandidate, called_otherwise, giveaways, gives_away, plain
from rootmap.cases.levels import struck_roots
from rootmap.cases.model import Haste, Level
from rootmap.cases.results import unknown
from rootmap.cases.sources import source_faults
from rootmap.cases.tables import Tables
from rootmap.localise.evidence import CandidateSide, Finding
from rootmap.source_file.faults import Fault, Said, listed, nearest
from rootmap.source_file.yaml_lines import Place

if TYPE_CHECKING:
    from rootmap.cases.case_schema import CaseEntry

IMAGE_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,80}\.(?:png|jpg|jpeg)")
_AGES = {"age_under_18": (0, 17), "age_under_20": (0, 19), "age_over_50": (51, 200)}


def inconsistencies(case: "CaseEntry", findings: Sequence[Finding], tables: Tables) -> Iterator[Fault]:
    """Yield every fault between the parts of a case whose parts are sound by themselves."""
    yield from _localisation_faults(case, tables)
    yield from _giveaway_faults(case, tables)
    yield from drawing_faults(case.drawing)
    yield from _history_faults(case)
    yield from _urgency_faults(case, findings, tables)
    yield from source_faults(case.sources, tables.anatomy)
    yield from _image_faults(case)
    for index, test in enumerate(case.key_examinations):
        if test not in tables.examinations:
            yield ("key_examinations", index), *unknown(test, tables.examinations)
    for test in case.costs:
        if test not in tables.examinations:
            yield ("costs", test), *unknown(test, tables.examinations)
    if case.level is not None and case.level.disc not in tables.discs:
        remedy = f"{nearest(case.level.disc, tables.discs)}name it by its vertebrae, as C5-6, C7-T1, L4-5 or L5-S1"
        yield ("level", "disc"), f'is no disc: "{case.level.disc}"', remedy


def hints(case: "CaseEntry", findings: Sequence[Finding], tables: Tables) -> Iterator[Fault]:
    """Yield what the author of a sound case should look at."""
    answer = tables.candidates[case.answer.candidate]
    told = gives_away(case.history.complaint, giveaways(answer, tables.anatomy))
    if told:
        yield ("history", "complaint"), f'holds "{told}", which gives the answer away', "let the patient say it plainly"
    yield from _level_hints(case, answer, tables)
    told_of = {test for reply in case.history.replies for test in reply.tells}
    if told_of.isdisjoint(urgent_tests(tables.anatomy.red_flags.values())):
        remedy = "add a reply that tells of fever, cancer, bladder, saddle or the like, even a no"
        yield ("history", "replies"), "lets nobody ask about warning signs", remedy
    listed_flags = set(case.urgency.red_flags)
    for flag in tables.anatomy.red_flags.values():
        if flag.id not in listed_flags and flag.urgency.value == "U" and is_set_off(flag, findings):
            problem = f"the findings set off {flag.id} (urgent), which is not listed"
            yield ("urgency", "red_flags"), problem, "list it if it must be recognised"
    if case.urgency.haste is Haste.EMERGENCY and case.imaging.answer is not ImagingAnswer.NOW:
        yield ("imaging", "answer"), "does not ask for pictures now in an emergency", "make sure that is meant"
    for test in case.key_examinations:
        if not any(finding.test == test for finding in findings):
            problem = f"{test} settles the case, yet nothing is said of its result: it is normal"
            yield ("key_examinations",), problem, "write its result, even a normal one"
    if not case.distractors:
        yield ("distractors",), "names nothing that tempts", "name one or two"


# --- where the lesion is ---------------------------------------------------------------------------------------------


def _localisation_faults(case: "CaseEntry", tables: Tables) -> Iterator[Fault]:
    answer = case.answer
    places: list[tuple[Place, str, str]] = [(("answer",), answer.candidate, answer.side)]
    places += [(("answer", "accept", k), each.candidate, each.side) for k, each in enumerate(answer.accept)]
    places += [(("distractors", k), each.candidate, each.side) for k, each in enumerate(case.distractors)]
    seen: dict[tuple[str, str], Place] = {}
    for place, candidate, side in places:
        if candidate not in tables.candidates:
            yield (*place, "candidate"), *unknown_candidate(candidate, tables.candidates)
        elif (candidate, side) in seen:
            before = seen[candidate, side]
            what = "is the answer itself" if before == ("answer",) else f"stands in {before[-2]} already"
            yield (*place, "candidate"), what, "keep one of them"
        elif not tables.candidates[candidate].sided and side != CandidateSide.BOTH:
            yield (*place, "side"), f"{tables.candidates[candidate].name} has no side", "write both"
        seen.setdefault((candidate, side), place)


def unknown_candidate(candidate: str, known: Mapping[str, KnownCandidate]) -> Said:
    """Return what to say of a localisation that does not exist."""
    problem = f'is no localisation: "{candidate}"'
    other = called_otherwise(candidate, known)
    if other:
        return problem, f"the ranking knows it by another name, or with its level: write {other}"
    parts = candidate.replace(" ", "").upper().split("+")
    if len(parts) > 1 and all(part in known for part in parts):
        joined = "+".join(sorted(parts, key=list(known).index))
        remedy = f"write {joined}" if joined in known else "join two neighbouring roots, the upper first, as in L5+S1"
        return problem, remedy
    what = "use a root, two neighbours as L5+S1, or an id that `rootmap case list --candidates` shows"
    return problem, nearest(candidate, known) + what


def _giveaway_faults(case: "CaseEntry", tables: Tables) -> Iterator[Fault]:
    candidate = tables.candidates.get(case.answer.candidate)
    if candidate is None:
        return
    words = giveaways(candidate, tables.anatomy)
    if case.level is not None:
        words = (*words, plain(case.level.disc))
    shown: list[tuple[Place, str]] = [(("id",), case.id), (("title",), case.title)]
    shown += [(("tags", index), tag) for index, tag in enumerate(case.tags)]
    for place, text in shown:
        told = gives_away(text, words)
        if told:
            yield place, f'gives the answer away: "{told}"', "say what the patient complains of, not what it is"


def _level_hints(case: "CaseEntry", answer: KnownCandidate, tables: Tables) -> Iterator[Fault]:
    if case.level is None or not answer.roots:
        return
    struck = struck_roots(Level(case.level.disc, case.level.zone), tables.discs)
    if struck and not set(struck) & set(answer.roots):
        where = f"{case.level.zone.words} at {case.level.disc}"
        names = " or ".join(root.value for root in struck)
        yield ("level",), f"as a rule a lesion {where} strikes {names}, not {answer.name}", "make sure that is meant"


# --- the rest --------------------------------------------------------------------------------------------------------


def _history_faults(case: "CaseEntry") -> Iterator[Fault]:
    for index, reply in enumerate(case.history.replies):
        for number, test in enumerate(reply.tells):
            if test not in case.history_findings:
                place = ("history", "replies", index, "tells", number)
                there = listed(case.history_findings)
                remedy = f"{nearest(test, case.history_findings)}write it under history_findings, which has {there}"
                yield place, f'is not among the history_findings: "{test}"', remedy
    for test, (least, most) in _AGES.items():
        stated = case.history_findings.get(test)
        fits = least <= case.patient.age <= most
        if (stated == "present" and not fits) or (stated == "absent" and fits):
            yield ("history_findings", test), f"does not fit the age of {case.patient.age}", "correct one of them"


def _urgency_faults(case: "CaseEntry", findings: Sequence[Finding], tables: Tables) -> Iterator[Fault]:
    known, flags = tables.anatomy.red_flags, []
    for index, name in enumerate(case.urgency.red_flags):
        place: Place = ("urgency", "red_flags", index)
        if name not in known:
            yield place, f'is no warning sign: "{name}"', f"{nearest(name, known)}the ids are in red_flags.yaml"
            continue
        flags.append(known[name])
        if not is_set_off(known[name], findings) and not may_be_drawn(known[name]):
            wanted = " or ".join(dict.fromkeys(each.test for line in known[name].when for each in line))
            yield place, f"nothing in the case sets off {name}", f"let the history or examination show {wanted}"
    for flag in known.values():
        if flag not in flags and flag.urgency.value == "E" and is_set_off(flag, findings):
            problem = f"the findings set off {flag.id}, an emergency that is not listed"
            yield ("urgency", "red_flags"), problem, f"add {flag.id}, or change the findings"
    needed = most_urgent(flags)
    if not at_least(case.urgency.haste, needed):
        problem = f"is {case.urgency.haste.value}, less than its warning signs ask for"
        yield ("urgency", "haste"), problem, f"write {needed.value}, or list only what must be recognised"


def _image_faults(case: "CaseEntry") -> Iterator[Fault]:
    seen = set()
    for index, image in enumerate(case.images):
        place: Place = ("images", index, "file")
        if not IMAGE_NAME.fullmatch(image.file):
            yield (
                place,
                f'is no name of a picture: "{image.file}"',
                "use small letters, digits, - and _, and .png or .jpg",
            )
        if image.file in seen:
            yield place, f'"{image.file}" stands twice', "keep one of them"
        seen.add(image.file)
