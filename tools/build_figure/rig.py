"""Pose the body: linear blend skinning with the published rig, and the three poses the views need."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .mesh import unit
from .source import Source

Matrix = NDArray[np.float64]
Vector = NDArray[np.float64]

SIDES = (("L", 1.0), ("R", -1.0))
ACROSS = np.array([1.0, 0, 0])  # the axis about which limbs swing forward and back
ARM_ABDUCTION_DEG = 24.0  # from the trunk, so that trunk and arm read apart
FOREARM_ABDUCTION_DEG = 29.0  # the carrying angle
LEG_ABDUCTION_DEG = 4.5
PLANTARFLEXION_DEG = 55.0  # the front view shows the dorsum, the back view the sole
SUPINATION_DEG = -95.0  # palms forward; spread along the forearm or it wrings
SUPINATION_SHARES = (0.30, 0.45, 0.25)  # proximal forearm, distal forearm, wrist
HAND_AXIS_DEG = 31.0  # from the vertical, outwards: the middle finger carries on the forearm
FINGER_FAN_DEG = ((52, 44, 34), (10, 10, 9), (2, 2, 2), (-6, -6, -5), (-15, -14, -13))  # towards the thumb, per phalanx
FINGER_FORWARD = ((0.45, 0.22, 0.12), *[(0.06, 0.14, 0.22)] * 4)  # a relaxed finger bends a little towards the palm
REACH_DEG, REACH_ELBOW_DEG = 82.0, 98.0  # arms raised forward, elbows bent: flank, axilla and face stay free
REACH_SHARES = (0.12, 0.37)  # of the raising done by the collar bone, and by it and the shoulder blade
REACH_IN_DEG = 14.0  # the raised arm lies nearer to the body's plane than the hanging one
LITHOTOMY_THIGH = (0.80, 0.25, 1.0)  # direction of the thigh: out, up, forward


def rotation(axis: Vector, degrees: float) -> Matrix:
    """Return the rotation by `degrees` about `axis` (right-hand rule)."""
    x, y, z = unit(np.asarray(axis, float))
    k = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
    t = np.radians(degrees)
    return np.asarray(np.eye(3) + np.sin(t) * k + (1 - np.cos(t)) * k @ k)


def turning(a: Vector, b: Vector) -> Matrix:
    """Return the smallest rotation that takes direction `a` to direction `b`."""
    a, b = unit(np.asarray(a, float)), unit(np.asarray(b, float))
    axis = np.cross(a, b)
    sine = float(np.linalg.norm(axis))
    return np.eye(3) if sine < 1e-9 else rotation(axis, float(np.degrees(np.arctan2(sine, a @ b))))


@dataclass
class Rig:
    """The skeleton of one shape at rest."""

    source: Source
    rest: NDArray[np.float64]
    head: dict[str, Vector] = field(init=False)
    tail: dict[str, Vector] = field(init=False)

    def __post_init__(self) -> None:
        self.head = {name: self._locate(bone["head"]) for name, bone in self.source.bones.items()}
        self.tail = {name: self._locate(bone["tail"]) for name, bone in self.source.bones.items()}

    def matrices(self, turns: dict[str, Matrix]) -> dict[str, Matrix]:
        """Return each bone's 4x4 transform when the bones in `turns` rotate about their heads."""
        done: dict[str, Matrix] = {"": np.eye(4)}

        def matrix(name: str) -> Matrix:
            if name not in done:
                local = np.eye(4)
                if name in turns:
                    local[:3, :3], local[:3, 3] = turns[name], self.head[name] - turns[name] @ self.head[name]
                done[name] = matrix(self.source.bones[name]["parent"]) @ local
            return done[name]

        return {name: matrix(name) for name in self.source.bones}

    def skin(self, transforms: dict[str, Matrix]) -> NDArray[np.float64]:
        """Return the vertices moved by the bones."""
        homogeneous = np.c_[self.rest, np.ones(len(self.rest))]
        moved, total = np.zeros_like(self.rest), np.zeros(len(self.rest))
        for name, (vertex, weight) in self.source.weights.items():
            moved[vertex] += weight[:, None] * (homogeneous[vertex] @ transforms[name].T)[:, :3]
            total[vertex] += weight
        seen = total > 1e-6
        result = self.rest.copy()
        result[seen] = moved[seen] / total[seen, None]
        return result

    def _locate(self, end: dict[str, Any]) -> Vector:
        if end["strategy"] == "CUBE":
            vertices = self.source.cubes[end["cube_name"]]
        elif end["strategy"] == "VERTEX":
            vertices = np.array([end["vertex_index"]])
        else:
            vertices = np.array(end["vertex_indices"])
        return np.asarray(self.rest[vertices].mean(axis=0))


def standing(rig: Rig) -> dict[str, Matrix]:
    """Return the turns of the anatomical position: palms forward, fingers a little apart, feet pointed."""
    turns: dict[str, Matrix] = {}
    for side, sign in SIDES:
        turns |= _arm(rig, side, sign)
        turns |= _fingers(rig, side, sign, turns)
        turns |= _leg(rig, side, sign)
        turns[f"foot.{side}"] = rotation(ACROSS, PLANTARFLEXION_DEG)
    return turns


def reaching(rig: Rig) -> dict[str, Matrix]:
    """Return the turns of a body to be seen from the side: feet flat, arms raised forward, elbows bent upward."""
    turns: dict[str, Matrix] = {}
    for side, sign in SIDES:
        hanging = _arm(rig, side, sign)
        turns |= hanging | _fingers(rig, side, sign, hanging) | _leg(rig, side, sign)
        names = [f"{bone}.{side}" for bone in ("clavicle", "shoulder01", "upperarm01", "lowerarm01")]
        shoulder, humerus, elbow = (hanging[name] for name in names[1:])
        collar, blade = (rotation(ACROSS, -REACH_DEG * share) for share in REACH_SHARES)
        raised = rotation(ACROSS, -REACH_DEG) @ rotation(np.array([0, 0, 1.0]), -sign * REACH_IN_DEG)
        arm = shoulder @ humerus
        bend = rotation(ACROSS, -REACH_ELBOW_DEG)
        turned = (collar, collar.T @ blade @ shoulder, (blade @ shoulder).T @ raised @ arm, arm.T @ bend @ arm @ elbow)
        turns |= dict(zip(names, turned, strict=True))
    return turns


def lithotomy(rig: Rig) -> dict[str, Matrix]:
    """Return the turns of the lithotomy position: hips flexed and abducted."""
    turns = {}
    for side, sign in SIDES:
        thigh = rig.head[f"lowerleg01.{side}"] - rig.head[f"upperleg01.{side}"]
        out, up, forward = LITHOTOMY_THIGH
        turns[f"upperleg01.{side}"] = turning(thigh, np.array([sign * out, up, forward]))
    return turns


def _leg(rig: Rig, side: str, sign: float) -> dict[str, Matrix]:
    thigh = rig.head[f"lowerleg01.{side}"] - rig.head[f"upperleg01.{side}"]
    shank = rig.head[f"foot.{side}"] - rig.head[f"lowerleg01.{side}"]
    hip = turning(thigh, _down(sign, LEG_ABDUCTION_DEG))
    knee = turning(shank, hip.T @ _down(sign, LEG_ABDUCTION_DEG))
    return {f"upperleg01.{side}": hip, f"lowerleg01.{side}": knee}


def _down(sign: float, degrees: float, forward: float = 0.0) -> Vector:
    return np.array([sign * np.sin(np.radians(degrees)), -np.cos(np.radians(degrees)), forward])


def _arm(rig: Rig, side: str, sign: float) -> dict[str, Matrix]:
    upper = rig.head[f"lowerarm01.{side}"] - rig.head[f"upperarm01.{side}"]
    lower = rig.head[f"wrist.{side}"] - rig.head[f"lowerarm01.{side}"]
    shoulder = rotation(np.array([0, 0, 1.0]), -sign * 6)
    humerus = turning(upper, shoulder.T @ _down(sign, ARM_ABDUCTION_DEG))
    elbow = turning(lower, (shoulder @ humerus).T @ _down(sign, FOREARM_ABDUCTION_DEG, 0.06))
    proximal, distal, wrist = (rotation(lower, sign * SUPINATION_DEG * share) for share in SUPINATION_SHARES)
    return {
        f"shoulder01.{side}": shoulder,
        f"upperarm01.{side}": humerus,
        f"lowerarm01.{side}": elbow @ proximal,
        f"lowerarm02.{side}": distal,
        f"wrist.{side}": wrist,
    }


def _fingers(rig: Rig, side: str, sign: float, turns: dict[str, Matrix]) -> dict[str, Matrix]:
    """Return the turns that lay each phalanx near the plane of the palm, fanned by FINGER_FAN_DEG."""
    posed = rig.matrices(turns)
    result: dict[str, Matrix] = {}
    for finger, (fan, forward) in enumerate(zip(FINGER_FAN_DEG, FINGER_FORWARD, strict=True), start=1):
        parent = posed[rig.source.bones[f"finger{finger}-1.{side}"]["parent"]][:3, :3]
        for joint in (1, 2, 3):
            name = f"finger{finger}-{joint}.{side}"
            angle = np.radians(HAND_AXIS_DEG + fan[joint - 1])
            wanted = unit(np.array([sign * np.sin(angle), -np.cos(angle), forward[joint - 1]]))
            result[name] = turning(rig.tail[name] - rig.head[name], parent.T @ wanted)
            parent = parent @ result[name]
    return result
