"""The clinical pictures of what is not a single root: nerves, plexus, look-alikes, cauda equina and cord."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path
from types import MappingProxyType

from rootmap.anatomy.load import load_anatomy
from rootmap.anatomy.model import Anatomy, Provenance
from rootmap.anatomy.records import Record, yaml_records
from rootmap.anatomy.tables import keep
from rootmap.anatomy.vocabulary import Quality, Root
from rootmap.resources import assets

TABLE = "candidates.yaml"


class Sort(Enum):
    """What sort of thing is hit."""

    NERVE = "nerve"
    PLEXUS = "plexus"
    REFERRAL = "referral"
    POLYNEUROPATHY = "polyneuropathy"
    CAUDA = "cauda"
    CORD = "cord"


class Frequency(Enum):
    """How often it is met among people whose pain or numbness is taken for a root's."""

    COMMON = "common"
    OCCASIONAL = "occasional"
    RARE = "rare"
    VERY_RARE = "very_rare"


class Below(Enum):
    """Which side feels nothing below a cord level."""

    BOTH = "both"
    OTHER = "other"


@dataclass(frozen=True)
class FeltSkin:
    """Where it is felt: the skin of roots, or territories of the maps of nerves or of referred pain.

    `one_of_them`: in one of the territories, no matter which; `any_root`: in the skin of one root, no matter which;
    `any_level`: like one level, no matter which, of the picture named. All empty: not in the skin.
    """

    roots: tuple[Root, ...] = ()
    nerve: tuple[str, ...] = ()
    referral: tuple[str, ...] = ()
    one_of_them: bool = False
    any_root: bool = False
    any_level: str = ""


@dataclass(frozen=True)
class Picture:
    """How one candidate shows. `likely` and `possible` are finding ids expected abnormal.

    `telling` are those that hardly anything else gives, `proving` those of them that are often missing. `levels` are
    cord levels: the candidate exists once for each.
    `feels` are the qualities a patient may paint. Pain and touch are lost at the key points `sensation_of`, pain alone
    at those `pinprick_of`.
    """

    id: str
    sort: Sort
    frequency: Frequency
    sided: bool
    skin: FeltSkin
    feels: frozenset[Quality]
    likely: tuple[str, ...]
    possible: tuple[str, ...]
    telling: tuple[str, ...]
    proving: tuple[str, ...]
    muscles_of: tuple[Root, ...]
    reflexes_of: tuple[Root, ...]
    sensation_of: tuple[Root, ...]
    pinprick_of: tuple[Root, ...]
    levels: tuple[Root, ...]
    below: Below | None
    band: bool
    brisk_below: bool
    provenance: Provenance


@cache
def load_pictures(folder: Path | None = None) -> Mapping[str, Picture]:
    """Return the pictures of `folder` (those that travel with the program when None), checked against the tables.

    Raises InputError that names file, place and remedy.
    """
    anatomy = load_anatomy(folder)
    table: dict[str, Picture] = {}
    for record in yaml_records((folder or assets("anatomy")) / TABLE):
        picture = _picture(record, anatomy)
        keep(table, record, picture.id, picture)
    return MappingProxyType(table)


def _picture(record: Record, anatomy: Anatomy) -> Picture:
    name = record.id()
    if name not in anatomy.nerves and name not in anatomy.differentials:
        record.refuse("id", f'"{name}" is neither a nerve nor a look-alike', "use an id of nerves or differentials")
    levels = record.roots("levels")
    below = record.choice("below", Below) if levels else None
    return Picture(
        id=name,
        sort=record.choice("kind", Sort),
        frequency=record.choice("frequency", Frequency),
        sided=record.flag("sided", True),
        skin=_skin(record.record("skin")) if "skin" in record.values else FeltSkin(),
        feels=_qualities(record),
        likely=_findings(record, "likely", anatomy),
        possible=_findings(record, "possible", anatomy),
        telling=_findings(record, "telling", anatomy),
        proving=_findings(record, "proving", anatomy),
        muscles_of=record.roots("muscles_of"),
        reflexes_of=record.roots("reflexes_of"),
        sensation_of=record.roots("sensation_of"),
        pinprick_of=record.roots("pinprick_of"),
        levels=levels,
        below=below,
        band=record.flag("band", False),
        brisk_below=record.flag("brisk_below", False),
        provenance=_provenance(record, anatomy),
    )


def _skin(record: Record) -> FeltSkin:
    felt = FeltSkin(
        roots=record.roots("roots"),
        nerve=record.texts("nerve"),
        referral=record.texts("referral"),
        one_of_them=record.flag("one_of_them", False),
        any_root=record.flag("any_root", False),
        any_level=record.text("any_level", ""),
    )
    record.finish()
    return felt


def _qualities(record: Record) -> frozenset[Quality]:
    if "feels" not in record.values:
        return frozenset(Quality)
    known = {quality.value: quality for quality in Quality}
    names = record.texts("feels")
    for name in names:
        if name not in known:
            record.refuse("feels", f'"{name}" is not a quality', f"use {', '.join(known)}")
    return frozenset(known[name] for name in names)


def _findings(record: Record, key: str, anatomy: Anatomy) -> tuple[str, ...]:
    names = record.texts(key)
    for name in names:
        family, _, item = name.partition(".")
        known = {"muscle": anatomy.muscles, "reflex": anatomy.reflexes}.get(family if item else "", anatomy.tests)
        if (item or name) not in known:
            record.refuse(key, f'"{name}" is not a finding', "check the id")
    return names


def _provenance(record: Record, anatomy: Anatomy) -> Provenance:
    provenance = record.provenance()
    for source in provenance.sources:
        if source not in anatomy.sources:
            record.refuse("source", f'"{source}" is in no table', "add it to sources.yaml")
    return provenance
