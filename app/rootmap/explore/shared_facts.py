"""The facts that cards of several sorts share: maps, accuracy of signs, everyday names, muscles, look-alikes."""

from collections.abc import Iterable, Iterator

from rootmap.anatomy.model import Accuracy, Muscle, Reflex
from rootmap.anatomy.vocabulary import Root
from rootmap.atlas.model import Kind
from rootmap.explore.card import CardFact, Cited, Section, cite, cite_territory, section
from rootmap.explore.library import Library, Ref, Sort

KIND_WORDS = {
    Kind.DERMATOME: "roots",
    Kind.NERVE: "nerves",
    Kind.MUSCLE: "muscles",
    Kind.REFERRAL: "referred pain",
    Kind.POINTS: "places to test",
}


def on_the_maps(library: Library, ref: Ref) -> Section:
    """Return what each map says of a thing: its skin in cm² on one side, and the map's own remark."""
    facts = []
    for atlas in library.maps_of(ref):
        if atlas.info.kind is Kind.MUSCLE and ref.sort is Sort.ROOT:
            continue  # its muscles have a section of their own
        area = library.area_cm2(ref, atlas)
        link = (Ref(Sort.MAP, atlas.info.id),)
        for place, territory in enumerate(library.told(ref, atlas)):
            shows_area = place == 0 and library.is_skin_of(ref, atlas)
            parts = [f"{area:.0f} cm² of skin on each side" if shows_area else ""]
            parts.append(f"{territory.title}: {territory.note}" if territory.title != ref.id else territory.note)
            heading = atlas.info.title if place == 0 else ""
            text = ". ".join(part.rstrip(". ") for part in parts if part)
            facts.append(CardFact(text, cite_territory(territory, atlas.info), heading, link if place == 0 else ()))
    return section("On the maps", facts)


def also_called(library: Library, ref: Ref) -> Section:
    """Return the everyday names that mean a thing first or among others, not those that only come near it."""
    wanted = f"{ref.sort.value}.{ref.id}"
    entries = (entry for entry in library.links.everyday if wanted in entry.means and not entry.near)
    facts = (
        CardFact(", ".join(entry.names), cite(entry.provenance, library.anatomy), "", _meant(entry.means, wanted))
        for entry in entries
    )
    return section("In everyday words", facts, is_open=False)


def _meant(means: Iterable[str], but: str) -> tuple[Ref, ...]:
    pairs = (meaning.partition(".") for meaning in means if meaning != but)
    return tuple(Ref(Sort(sort), identity) for sort, _, identity in pairs)


def muscles(library: Library, names: Iterable[str], heading: str, cited: Cited | None = None) -> Iterator[CardFact]:
    """Yield one fact for each muscle: what it does, by which nerve; cited by its own row unless told otherwise."""
    for name in names:
        muscle = library.anatomy.muscles[name]
        yield CardFact(
            f"{muscle.name}: {_lower(muscle.action)} ({muscle.nerve})",
            cited or cite(muscle.provenance, library.anatomy),
            heading,
            (Ref(Sort.MUSCLE, name),),
        )
        heading = ""


def reflexes(library: Library, found: Iterable[Reflex], heading: str) -> Iterator[CardFact]:
    """Yield one fact for each reflex: its roots, and what a change means."""
    for reflex in found:
        ref = Ref(Sort.REFLEX, reflex.id)
        text = f"{library.title(ref)} ({in_line(reflex.roots)}): {_lower(reflex.abnormal_meaning)}"
        yield CardFact(text, cite(reflex.provenance, library.anatomy), heading, (ref,))
        heading = ""


def look_alike_nerves(library: Library, root: Root) -> Iterator[CardFact]:
    """Yield the nerves taken for a root, each with the sign that tells them apart."""
    for ref in library.nerves_like(root):
        nerve = library.anatomy.nerves[ref.id]
        if nerve.discriminates and nerve.discriminates != "None":
            yield CardFact(nerve.discriminates, cite(nerve.provenance, library.anatomy), nerve.name, (ref,))


def look_alike_conditions(library: Library, root: Root) -> Iterator[CardFact]:
    """Yield the conditions that imitate a root, each with what gives it away."""
    for mimic in library.anatomy.differentials.values():
        if root in mimic.mimics and mimic.discriminates:
            ref = Ref(Sort.MIMIC, mimic.id)
            yield CardFact(mimic.discriminates, cite(mimic.provenance, library.anatomy), mimic.name, (ref,))


def worth(library: Library, rows: Iterable[Accuracy]) -> Section:
    """Return how much signs tell, in the figures of the studies."""
    return section("How much the signs tell", (_accuracy(library, row) for row in rows), is_open=False)


def _accuracy(library: Library, row: Accuracy) -> CardFact:
    asks = {"level": "which root", "presence": "any root lesion", "other": row.about.replace("_", " ")}[row.kind]
    figures = [
        f"{name} {value:g}"
        for name, value in (
            ("LR+", row.lr_positive),
            ("LR−", row.lr_negative),
            ("sensitivity", row.sensitivity),
            ("specificity", row.specificity),
        )
        if value is not None
    ]
    roots = f" for {in_line(row.roots)}" if row.roots else ""
    text = f"{', '.join(figures) or 'no figure'} · asked: {asks}{roots} · {row.population}"
    source = library.anatomy.sources[row.source].citation
    cited = cite(row.provenance, library.anatomy) if row.provenance else Cited((source,), row.confidence.value)
    return CardFact(text, cited, row.test)


def roots_line(library: Library, roots: tuple[Root, ...], cited: Cited, heading: str) -> tuple[CardFact, ...]:
    """Return the roots of a thing as one fact that leads to each of them."""
    links = tuple(Ref(Sort.ROOT, root.value) for root in roots if root in library.anatomy.roots)
    return (CardFact(in_line(roots), cited, heading, links),) if roots else ()


def in_line(roots: tuple[Root, ...]) -> str:
    """Return roots as one reads them: "L4, L5, S1"."""
    return ", ".join(root.value for root in roots)


def of_muscle(muscle: Muscle) -> tuple[Root, ...]:
    """Return the roots that contribute without dominating."""
    return tuple(root for root in muscle.roots if root not in muscle.major_roots)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:] if text[1:2].islower() else text
