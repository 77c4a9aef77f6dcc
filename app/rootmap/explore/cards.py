"""A card for anything with a name: everything the tables and maps know of it, each fact with its source."""

from collections.abc import Callable, Iterator

from rootmap.anatomy.model import Provenance, RootFacts
from rootmap.anatomy.vocabulary import Root
from rootmap.explore import shared_facts as shared
from rootmap.explore.card import Card, CardFact, Cited, Section, cite, cite_map, section, sections, told
from rootmap.explore.library import Library, Ref, Sort

AGREEMENT = "Where maps agree"  # the section of a root card that says how much skin nobody disputes
_LEVEL = {
    "Leaves the spine at": "exits",
    "Disc, paracentral (usual)": "disc_paracentral",
    "Disc, foraminal or far lateral": "disc_foraminal",
    "Pain runs": "pain",
    "Girdle pain": "girdle_pain",
    "Everyday complaint": "complaint",
    "Quick test": "bedside_test",
    "ISNCSCI key muscle": "isncsci_key_muscle",
    "ISNCSCI other movements": "isncsci_other_movements",
}


def card(library: Library, ref: Ref) -> Card:
    """Return the card of a thing. Raises KeyError when it is in no table and on no map."""
    subtitle, found = _BUILDERS[ref.sort](library, ref)
    return Card(ref, library.title(ref), subtitle, found)


Built = tuple[str, tuple[Section, ...]]


def _root(library: Library, ref: Ref) -> Built:
    anatomy, root = library.anatomy, Root(ref.id)
    facts = anatomy.roots[root]
    reflexes = [*anatomy.reflexes_of(root)]
    cord = [anatomy.reflexes[name] for name in facts.cord_signs]
    rows = [row for row in anatomy.accuracy.values() if root in row.roots]
    return f"Root · {facts.region}", sections(
        section("At a glance", _level(library, facts)),
        section(
            "Muscles",
            [
                *shared.muscles(library, facts.muscles_major, "It dominates"),
                *shared.muscles(library, facts.muscles_minor, "It contributes to"),
            ],
        ),
        section("Reflexes", [*shared.reflexes(library, reflexes, "A lesion may weaken"),
                             *shared.reflexes(library, cord, "Signs of the cord, not of this root")]),
        section("Bedside tests", _tests(library, root), is_open=False),
        shared.on_the_maps(library, ref),
        section(AGREEMENT, _agreement(library, root)),
        section("Its skin in the words of the publications", _skin(library, facts), is_open=False),
        section("Where maps disagree", _disagreements(library, root), is_open=False),
        section("Nerves it is taken for", shared.look_alike_nerves(library, root)),
        section("Conditions that imitate it", shared.look_alike_conditions(library, root), is_open=False),
        shared.worth(library, rows),
        section("How often", _frequencies(library, root), is_open=False),
        section("Key point of the ISNCSCI", _key_points(library, root), is_open=False),
        section("To teach", _teaching(library, root), is_open=False),
        shared.also_called(library, ref),
    )  # fmt: skip


def _level(library: Library, facts: RootFacts) -> Iterator[CardFact]:
    for heading, field in _LEVEL.items():
        text = getattr(facts, field)
        if text:
            yield CardFact(text, cite(facts.provenance[field], library.anatomy), heading)
    for note in facts.notes:
        yield CardFact(note.text, cite(note.provenance, library.anatomy), "Note")


def _agreement(library: Library, root: Root) -> tuple[CardFact, ...]:
    """Return how much skin the maps of roots give to a root together, on one side."""
    if library.agreement is None or root not in library.agreement.roots:
        return ()
    found = library.agreement.of_root(root)
    titles = {atlas.info.id: atlas.info.title for atlas in library.atlases}
    count = len(found.by_map)
    cited = Cited(
        tuple(titles.get(name, name) for name in found.by_map),
        "",
        note="Counted on the maps themselves; where fewer than two maps speak of the skin there is neither core nor "
        "undisputed skin",
    )
    given = sorted(found.by_map.values())
    lines = {
        "Undisputed": f"{found.undisputed:.0f} cm²: every map that speaks of this skin gives it to {root}",
        "Core": f"{found.core:.0f} cm²: more than half of them do",
        "Claimed": f"{found.claimed:.0f} cm²: at least one of them does",
        f"By {count} map{'s' if count != 1 else ''}": f"{given[0]:.0f} to {given[-1]:.0f} cm² each",
    }
    return tuple(CardFact(text, cited, heading) for heading, text in lines.items())


def _skin(library: Library, facts: RootFacts) -> Iterator[CardFact]:
    if facts.evidence_level:
        cited = cite(facts.provenance["evidence_level"], library.anatomy)
        yield CardFact(f"{facts.evidence_level}, from A (direct methods agree) to D (extrapolated)", cited, "Evidence")
    for publication, fact in facts.dermatomes.items():
        cited = cite(fact.provenance, library.anatomy)
        yield CardFact(fact.text, cited, library.anatomy.sources[publication].citation)


def _tests(library: Library, root: Root) -> Iterator[CardFact]:
    for test in library.anatomy.tests_of(root):
        links = (Ref(Sort.TEST, test.id),) if test.kind != "history" else ()
        yield CardFact(test.positive_means, cite(test.provenance, library.anatomy), test.name, links)


def _disagreements(library: Library, root: Root) -> Iterator[CardFact]:
    for item in library.anatomy.disagreements.values():
        if root in item.roots:
            said = "; ".join(
                f"{library.anatomy.sources[name].citation.split(',')[0]}: {text}" for name, text in item.maps.items()
            )
            text = f"{said}. Advice: {item.advice}"
            yield CardFact(text, cite(item.provenance, library.anatomy), item.area)


def _frequencies(library: Library, root: Root) -> Iterator[CardFact]:
    for row in library.anatomy.frequencies.values():
        if root in row.roots:
            text = f"{row.measure}: {row.value} · {row.population}"
            yield CardFact(text, cite(row.provenance, library.anatomy), f"{row.subject} ({row.condition})")


def _key_points(library: Library, root: Root) -> Iterator[CardFact]:
    for point in library.anatomy.key_points.values():
        if root in point.roots:
            yield from told(
                library.anatomy,
                point.provenance,
                {"Place": point.location, "Find it": point.landmark, "Care": point.caution, "Nerve": point.nerve},
            )


def _teaching(library: Library, root: Root) -> Iterator[CardFact]:
    for point in library.anatomy.teaching.values():
        if root in point.roots:
            heading = f"{point.topic.replace('_', ' ')}{', contested' if point.contested else ''}"
            yield CardFact(point.text, cite(point.provenance, library.anatomy), heading)


def _nerve(library: Library, ref: Ref) -> Built:
    anatomy, nerve, links = library.anatomy, library.anatomy.nerves[ref.id], library.links
    cited = cite(nerve.provenance, anatomy)
    like = {"Taken for": nerve.mimics, "What tells it apart": nerve.discriminates}
    rows = {"Skin": nerve.skin, "Muscles": nerve.motor, "Where it is caught": nerve.entrapment}
    condition = links.nerves[ref.id].condition if ref.id in links.nerves else ""
    reflexes = [anatomy.reflexes[name] for name in links.reflexes_of(ref.id)]
    return f"Nerve · {nerve.region}", sections(
        section("At a glance", [*told(anatomy, nerve.provenance, rows), *_roots_of(library, ref, nerve.provenance)]),
        section("Root or nerve?", told(anatomy, nerve.provenance, like)),
        section("Muscles", shared.muscles(library, links.muscles_of(ref.id), "Weak when it is cut here")),
        section("Reflexes", shared.reflexes(library, reflexes, "Arcs that run through it")),
        section("Branches", _branches(library, ref.id)),
        shared.on_the_maps(library, ref),
        section("Its lesion", _condition(library, condition) if condition else ()),
        section("Branch of", _parents(library, ref.id)),
        shared.also_called(library, ref),
    ) or (section("At a glance", [CardFact(nerve.name, cited)]),)


def _roots_of(library: Library, ref: Ref, provenance: Provenance) -> tuple[CardFact, ...]:
    nerve = library.anatomy.nerves[ref.id]
    return shared.roots_line(library, nerve.roots, cite(provenance, library.anatomy), "Roots it carries")


def _branches(library: Library, nerve: str) -> Iterator[CardFact]:
    links = library.links.nerves.get(nerve)
    for branch in links.branches if links is not None else ():
        row = library.anatomy.nerves[branch]
        assert links is not None
        cited = cite(links.provenance, library.anatomy)
        yield CardFact(f"{row.name}: {row.skin}", cited, "", (Ref(Sort.NERVE, branch),))


def _parents(library: Library, nerve: str) -> Iterator[CardFact]:
    for parent, links in library.links.nerves.items():
        if nerve in links.branches:
            name = library.anatomy.nerves[parent].name
            yield CardFact(name, cite(links.provenance, library.anatomy), "", (Ref(Sort.NERVE, parent),))


def _condition(library: Library, name: str) -> tuple[CardFact, ...]:
    mimic = library.anatomy.differentials[name]
    cited = cite(mimic.provenance, library.anatomy)
    return (CardFact(mimic.discriminates, cited, mimic.name, (Ref(Sort.MIMIC, name),)),)


def _muscle(library: Library, ref: Ref) -> Built:
    anatomy, muscle = library.anatomy, library.anatomy.muscles[ref.id]
    cited = cite(muscle.provenance, anatomy)
    rows = {
        "Action": muscle.action,
        "Test": muscle.bedside_test,
        "Nerve": muscle.nerve,
        "Plexus": muscle.plexus_part,
        "What its weakness tells": muscle.discriminates,
        "Sources disagree": muscle.disagreement,
        "ISNCSCI key muscle of": muscle.isncsci_key.value if muscle.isncsci_key else "",
    }
    accuracy = [row for row in anatomy.accuracy.values() if row.finding == f"muscle.{ref.id}"]
    return f"Muscle · {muscle.region}", sections(
        section("At a glance", told(anatomy, muscle.provenance, rows)),
        section("Roots", [*shared.roots_line(library, muscle.major_roots, cited, "Dominated by"),
                          *shared.roots_line(library, shared.of_muscle(muscle), cited, "Also fed by")]),
        section("Nerves whose lesion weakens it", _driven_by(library, ref.id)),
        shared.on_the_maps(library, ref),
        shared.worth(library, accuracy),
        shared.also_called(library, ref),
    )  # fmt: skip


def _driven_by(library: Library, muscle: str) -> Iterator[CardFact]:
    for nerve in library.nerves_of_muscle(muscle):
        row, links = library.anatomy.nerves[nerve.id], library.links.nerves[nerve.id]
        yield CardFact(f"{row.name} · {row.entrapment}", cite(links.provenance, library.anatomy), "", (nerve,))


def _reflex(library: Library, ref: Ref) -> Built:
    anatomy, reflex = library.anatomy, library.anatomy.reflexes[ref.id]
    cited = cite(reflex.provenance, anatomy)
    rows = {
        "How": reflex.how,
        "Normal": reflex.normal_response,
        "A change means": reflex.abnormal_meaning,
        "Worth": reflex.value,
        "Nerve": reflex.nerve,
        "Moves": reflex.effector,
    }
    minor = tuple(root for root in reflex.roots if root not in reflex.major_roots)
    accuracy = [row for row in anatomy.accuracy.values() if row.finding == f"reflex.{ref.id}"]
    nerves = [CardFact(library.title(nerve), cite(library.links.nerves[nerve.id].provenance, anatomy), "", (nerve,))
              for nerve in library.nerves_of_reflex(ref.id)]  # fmt: skip
    return f"Reflex · {reflex.kind}", sections(
        section("At a glance", told(anatomy, reflex.provenance, rows)),
        section("Roots", [*shared.roots_line(library, reflex.major_roots, cited, "Above all"),
                          *shared.roots_line(library, minor, cited, "Also")]),
        section("Nerves its arc runs through", nerves),
        shared.on_the_maps(library, ref),
        shared.worth(library, accuracy),
        shared.also_called(library, ref),
    )  # fmt: skip


def _mimic(library: Library, ref: Ref) -> Built:
    anatomy, mimic = library.anatomy, library.anatomy.differentials.get(ref.id)
    if mimic is None:
        return "Pattern of referred pain", sections(shared.on_the_maps(library, ref))
    rows = {
        "What gives it away": mimic.discriminates,
        "Skin": mimic.skin,
        "Pain": mimic.pain,
        "Power": mimic.motor,
        "Reflexes": mimic.reflex,
        "Bedside tests": mimic.bedside_tests,
        "Urgency": mimic.urgency,
    }
    accuracy = [anatomy.accuracy[name] for name in mimic.accuracy if name in anatomy.accuracy]
    cited = cite(mimic.provenance, anatomy)
    nerves = [nerve for nerve, links in library.links.nerves.items() if links.condition == ref.id]
    return f"Imitates a root · {mimic.region}", sections(
        section("At a glance", [*told(anatomy, mimic.provenance, rows),
                                *shared.roots_line(library, mimic.mimics, cited, "Imitates")]),
        section("The nerve", (CardFact(anatomy.nerves[name].name, cite(library.links.nerves[name].provenance, anatomy),
                                       "", (Ref(Sort.NERVE, name),)) for name in nerves)),
        shared.on_the_maps(library, ref),
        shared.worth(library, accuracy),
        shared.also_called(library, ref),
    )  # fmt: skip


def _test(library: Library, ref: Ref) -> Built:
    anatomy, test = library.anatomy, library.anatomy.tests[ref.id]
    accuracy = [row for row in anatomy.accuracy.values() if row.finding == ref.id]
    roots = shared.roots_line(library, test.roots, cite(test.provenance, anatomy), "Bears on")
    said = told(anatomy, test.provenance, {"How": test.how, "Means": test.positive_means})
    return f"Bedside test · {test.region}", sections(
        section("At a glance", [*said, *roots]),
        shared.worth(library, accuracy),
        shared.also_called(library, ref),
    )


def _map(library: Library, ref: Ref) -> Built:
    atlas = library.atlas(ref.id)
    if atlas is None:
        raise KeyError(ref.id)
    info, cited = atlas.info, cite_map(atlas.info)
    lines = {
        "After": f"{', '.join(info.authors)}, {info.year}",
        "How it was made": info.method,
        "How far to trust it": info.evidence,
        "Where our borders come from": info.statement,
        "Territories": f"{len(info.territories)}{', which may overlap' if info.overlapping else ''}"
        f"{', with skin between them left blank' if info.partial else ''}",
    }
    facts = [CardFact(text, cited, heading) for heading, text in lines.items() if text]
    return f"Map of {shared.KIND_WORDS[info.kind]}", sections(section("At a glance", facts))


_BUILDERS: dict[Sort, Callable[[Library, Ref], Built]] = {
    Sort.ROOT: _root,
    Sort.NERVE: _nerve,
    Sort.MUSCLE: _muscle,
    Sort.REFLEX: _reflex,
    Sort.MIMIC: _mimic,
    Sort.TEST: _test,
    Sort.MAP: _map,
}
