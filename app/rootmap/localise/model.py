"""Every number the ranking uses, with its reason; docs/model.md explains them in full."""

from types import MappingProxyType

from rootmap.anatomy.vocabulary import Quality

# --- The drawing -----------------------------------------------------------------------------------------------------

BODY_CM2 = 18_000.0
"""Skin of an adult, cm2 (a round 1.8 m2); only the level of the background depends on it."""

NOISE = MappingProxyType(
    {
        Quality.PAIN: 0.65,
        Quality.BURNING: 0.55,
        Quality.HYPERSENSITIVITY: 0.50,
        Quality.TINGLING: 0.45,
        Quality.NUMBNESS: 0.40,
    }
)
"""Epsilon, the share of paint that does not fall in the root's own territory.

Pain: 64.1 % of lumbar and 69.7 % of cervical roots hurt outside their dermatome (Murphy 2009). Numbness: the standard
pattern was missing in 37.4 % (Hong & Nam 2022) and 46 % (McAnany 2019) of operated single-level cervical patients.
Tingling is nearer to numbness than to pain (Taylor 2013); burning and hypersensitivity stand between. Judgement.
"""

NEIGHBOUR_SHARE = 0.60
"""The share of stray paint that lies in the territory of a root nearby; the rest may lie anywhere. Judgement.

Higher shares let a root between two painted territories, itself unpainted, overtake both.
"""

STRAY_LEVELS = (0.50, 0.32, 0.18)
"""How stray paint spreads over the roots 1, 2 and 3 levels away: its mean is 1.68 levels, as in McAnany 2019."""

CONCENTRATION = MappingProxyType(
    {
        Quality.PAIN: 1.0,
        Quality.BURNING: 1.0,
        Quality.HYPERSENSITIVITY: 1.1,
        Quality.TINGLING: 1.1,
        Quality.NUMBNESS: 1.2,
    }
)
"""Kappa, how many independent looks at the skin a whole layer is worth. Judgement.

Set so that a layer wholly inside one territory comes out near what is published: pain alone 56 to 80 % among the roots
L4 to S1 (Kortelainen 1985) yet hardly better than chance between L5 and S1 (Albert 2019); sensory and motor signs
together 71.5 % (Henderson 1983).
"""

MISS = 0.10
"""The chance that a drawing misses the root's own skin altogether.

Pain hit the L5 dermatome in front alone in 22.4 %, behind alone in 61.2 %, on both in 13.3 % of operated L5 roots
(Taylor 2013): 3 % miss. If the counts include each other it is 30 %; between, nearer the first. Judgement.
"""

HIT_SHARE = 0.25
"""The share of the paint inside a territory that counts as a full hit; less counts in proportion. Judgement."""

FIRST_TOUCH = 0.75
"""The share of a layer's evidence that the first dab already carries; the rest comes with area. Judgement."""

HALF_AREA_CM2 = 5.0
"""Painted skin, cm2, at which half of the remaining evidence has come in. Judgement: about two fingertips."""

EVIDENCE_WEIGHT = MappingProxyType({"A": 1.0, "B": 0.75, "C": 0.5, "D": 0.25})
"""How much a map's region counts among the maps, by its evidence grade, ungraded as D. Judgement, in equal steps."""

# --- The drawing, beyond single roots ---------------------------------------------------------------------------------

FINEST_CM2 = 100.0
"""A nerve's or joint's skin counts as no smaller than this, cm2: about half a palm. Judgement."""

LEAST_EXTENT, FULL_EXTENT = 0.2, 0.3
"""The weight of a drawing that only touches a skin, and the share of that skin from which it counts in full. Judgement.

A nerve's numbness fills most of its territory and a cord's everything below; a root's is often a patch of it. So for
all but roots a dab inside the territory is weaker evidence than a drawing that fills it.
"""

EDGE = 0.1
"""The chance that a cord's sensory level does not show at its edge: first numb band, band above. Judgement."""

UNUSUAL_QUALITY = 0.15
"""The factor for a quality that the candidate does not usually give, such as numbness from a joint. Judgement.

Referred pain has no pins and needles and no deficit (Bogduk 2009, recalled).
"""

# --- Before anything is known ----------------------------------------------------------------------------------------

PRIOR_PERCENT = MappingProxyType(
    {
        **{"L2": 1.0, "L3": 2.0, "L4": 6.0, "L5": 45.0, "S1": 45.0, "S2": 1.0},
        **{"C4": 2.0, "C5": 9.0, "C6": 22.0, "C7": 55.0, "C8": 10.0, "T1": 2.0},
    }
)
"""Suggested shares of the roots within the lumbosacral and within the cervical region, percent.

Project synthesis of Kortelainen 1985, Yoss 1957, Levin 1996, Slipman 1998 and Radhakrishnan 1994 (rows
`prior_suggest_*` of the accuracy table).
"""

PRIOR_FLOOR = 0.02
"""The least share any root gets, relative to the commonest (thoracic, upper cervical, low sacral). Judgement."""

PRIOR_STRENGTH = 0.15
"""The power to which shares are taken. Judgement.

The shares come from operated discs; a drawing may show any root. With the floor, no root starts more than 1.8 times
likelier than another, which is less than the least that paint inside one territory alone is worth.
"""

KIND_SHARE_CLINIC = MappingProxyType(
    {
        **{"root": 0.58, "roots": 0.08, "nerve": 0.15, "referral": 0.12},
        **{"polyneuropathy": 0.03, "cauda": 0.02, "cord": 0.02},
    }
)
"""Who walks into a clinic for back and leg, or for neck and arm: mostly single roots. Judgement.

Roots then have their published shares in full (PRIOR_PERCENT), everything else its FREQUENCY within its kind.
"""

KIND_SHARE_EMERGENCY = MappingProxyType(
    {
        **{"root": 0.46, "roots": 0.08, "nerve": 0.10, "referral": 0.20},
        **{"polyneuropathy": 0.04, "cauda": 0.06, "cord": 0.06},
    }
)
"""The same of an emergency room: more of cauda equina, cord, inner organs and shingles. Judgement."""

ELSEWHERE = 0.05
"""How often something of another region is met in a clinic, relative to its own. Judgement."""

LAPSE = (0.13, 0.08, 0.05)
"""The least belief kept for what is not on the list, with one, two, or three and more kinds of evidence.

The operated root was predicted in 87 % at best (Yoss 1957), which leaves 0.13; the smaller ones are judgement. Kinds
are the drawing (with sensation tested), power, reflexes, manoeuvres and history. None is above 0.95.
"""

PAIR = 0.25
"""How often two neighbouring roots are hit, relative to the likelier of them alone. Judgement."""

TWIN = 0.08
"""How often a root is hit on both sides at once, as by a disc in the middle, relative to one side. Judgement: rare."""

FREQUENCY = MappingProxyType({"common": 0.4, "occasional": 0.2, "rare": 0.08, "very_rare": 0.03})
"""What the words of the table of candidates mean, relative to the commonest root. Judgement."""

LEVEL_SHARE = 0.25
"""What can sit in one of n places has each of them divided by n to this power: some are commoner. Judgement."""

CROSSED_LEVELS = 2
"""Levels below a hemicord lesion at which pain and temperature are lost on the other side: one or two (DeJong 2019)."""

BAND_SHARE = 0.15
"""The share of a hemicord patient's drawing that is the band of the level itself. Judgement."""

# --- Findings --------------------------------------------------------------------------------------------------------

LR_CAP = 10.0
"""Likelihood ratios above this, infinite ones included, count as this (below its inverse likewise). Judgement.

No single sign exceeded 4 or fell below 0.4 in Iversen 2013; infinite ones come from handfuls of patients.
"""

TRUST = MappingProxyType({"high": 1.0, "moderate": 0.9, "low": 0.8})
"""The power to which a published ratio is taken, by our confidence in the figure: shrinks it towards 1. Judgement.

Also the factor for a map's region, by the confidence its file states.
"""

SIGN_SPREAD = 1.0
"""The spread (standard deviation of the natural log) expected of true ratios among signs. Judgement.

A ratio whose 95 % interval implies a standard error e is taken to the power SPREAD^2 / (SPREAD^2 + e^2).
"""

UNCERTAIN_POWER = 0.5
"""The power for a ratio of zero or infinity, or from a small study. Judgement.

Their intervals are not known; ratios of the same size with known intervals (Suri 2011) get about this power.
"""

SMALL_STUDY = 30
"""Patients below which a study is small. Judgement."""

REPEAT = 0.75
"""What each further sign of the same kind counts, relative to the one before it. Judgement.

Signs of one root depend on each other (several weak L5 muscles are one lesion), so they must not multiply freely.
"""

SIGN_POWER = 1.5
"""The power to which all ratios of what consists of roots (roots, plexus, cauda, cord) are taken in the end.

Fitted on simulated patients (docs/validation.md, other seeds than the report's): each of the cuts above is cautious,
and together they were too cautious: the leader by signs alone was right far more often than its probability said.
"""

NERVE_POWER = 1.25
"""The same for losses (power, reflex, feeling) and everything else; fitted in the same way."""

KIND_DISCOUNT = (1.0, 0.9, 0.8)
"""Weights of the strongest, second and third kind of sign (reflex, motor, manoeuvre) of one root. Judgement.

Signs of one root are dependent: even three that agree give a specificity of only 0.83 to 0.94 (Hancock 2011).
"""

FINDINGS_CAP = 24.0
"""All findings together move a candidate by at most 10 to this power: a bound on sums, not belief. Judgement."""

SEVERE_WEAKNESS = 1.25
"""The power to which a muscle's ratio is taken at MRC grade 3 or less. Judgement."""

SEVERE_MRC = 3
"""MRC grade at or below which weakness is severe (grade 3: moves against gravity only)."""

MINOR_POWER = 0.5
"""The power to which a figure published for several roots is taken for one that only contributes. Judgement."""

# The chance of an abnormal sign with this root's lesion, and without it, where no figure is published. Judgement: set
# so that the ratios stay below what the best-studied signs reach (no sign above 4 or below 0.4, Iversen 2013),
# reflexes above power, power above manoeuvres.
REFLEX_MAJOR, REFLEX_MINOR = (0.40, 0.20), (0.28, 0.20)
MOTOR_MAJOR, MOTOR_MINOR = (0.375, 0.25), (0.30, 0.25)
SENSORY_SIGN = (0.40, 0.20)
MANOEUVRE_SIGN = (0.40, 0.30)

LIKELY, POSSIBLE = 0.60, 0.30
"""The chance of a finding that the table of candidates calls likely or possible. Judgement."""

UNRELATED = 0.05
"""The chance of a loss (power, reflex, feeling) that the candidate does not explain: another cause. Judgement."""

HEALTHY = 0.03
"""The chance of such a loss where no nerve, root or cord is hit at all. Judgement."""

NEAR_LEVELS = 5
"""Roots so many levels from a sign's are the ones its published figures compare with; farther ones it does not touch.

L2 to S1 are five apart: the levels of the lumbar studies (Suri 2011, McGee).
"""

SPECIFIC_SIGN = 0.15
"""The chance of a manoeuvre, sign or history item without the condition it is listed for. Judgement."""

TELLING_SIGN = (0.90, 0.01)
"""The chance of a finding with and without the condition that hardly anything else gives, such as a rash. Judgement."""

PROVING_SIGN = (0.25, 0.01)
"""The same for a finding that is often missing even so, such as an aneurysm that can be felt. Judgement."""

CORD_SIGN = (0.50, 0.08)
"""The chance of a brisk reflex below a cord lesion, and of any cord sign without one. Judgement.

Published ratios of single cord signs lie between 2.7 and infinity (Cook 2010).
"""

# --- The interval ----------------------------------------------------------------------------------------------------

SAMPLES = 200
"""How often the uncertain inputs are resampled."""

INTERVAL = (0.05, 0.95)
"""The quantiles shown: nine of ten resamplings lie between."""

SPREAD_OF_CONCENTRATION = 0.25
"""Standard deviation of the log of kappa, all layers together. Judgement."""

SPREAD_OF_NOISE = 0.40
"""Standard deviation of the log odds that paint lies in the root's own skin. Judgement.

Published shares for the same question range from 0.31 to 0.63 (Murphy 2009, Hong & Nam 2022): log odds of -0.8 to 0.5.
"""

SPREAD_OF_SIGN = 0.50
"""Standard deviation of a finding's weight relative to its size. Judgement.

What the intervals of Suri 2011 give: a ratio of 7 with a standard error of its log of about 1.
"""

SPREAD_OF_PRIOR = 0.50
"""Standard deviation of the log of a candidate's frequency. Judgement."""

# --- Red flags -------------------------------------------------------------------------------------------------------

SADDLE_CM2 = 5.0
"""Painted numbness or tingling in the saddle, cm2, that raises the alarm. Judgement: two fingertips, no slip."""

BOTH_LEGS_CM2 = 10.0
"""Painted numbness or tingling in each leg, cm2, that counts as bilateral. Judgement."""

# --- The next test ---------------------------------------------------------------------------------------------------

LEADING = 8
"""How many of the likeliest candidates a next test should tell apart. Judgement."""

SUGGESTIONS = 3
"""How many next tests are named."""

EMERGENCY_SHARE = 0.25
"""From this share of the belief on, cauda equina and cord are asked after before anything else. Judgement."""

ENOUGH_ERROR = 0.35
"""Muscles and reflexes that leave no more belief than this with the wrong one of two are enough. Judgement."""

NEARLY = 0.005
"""Sets of signs whose expected errors differ by less are as good as each other. Judgement."""

LEAST_GAIN_BITS = 0.005
"""A test expected to tell less than this is not worth naming. Judgement."""
