"""What the sandbox's marketplace says of a creator: a name, prices, tags, all of it invented."""

from __future__ import annotations

from services.sandbox.creators import creator_of
from services.sandbox.personas import draw

_FIRST = ("清晨", "半山", "南风", "阿柚", "晚星", "小鹿", "Mori", "Yuki", "Coco", "七月")
_SECOND = (
    "小集",
    "手作",
    "的厨房",
    "爱露营",
    "读书",
    "穿搭日记",
    "慢生活",
    "和猫",
    "护肤",
    "跑步中",
)
_TAGS = (
    ("美食", "家常菜"),
    ("出行旅游", "露营"),
    ("时尚", "穿搭"),
    ("运动健身", "跑步"),
    ("美妆", "护肤"),
)
_AGENCIES = ("", "", "", "山海文化", "Lantern Media")
_YUAN_A_FOLLOWER = (0.04, 0.11)


def profile_of(creator_id: str) -> dict[str, object]:
    """Return the `data` of a profile, in the vendor's shape, for an id of 24 hex digits.

    The same id has the same profile every time. Small creators have no prices, as many have none.
    """
    creator = creator_of(creator_id)
    first, second, tag, agency, price = draw(creator_id, "profile", 5)
    wide, fine = _TAGS[int(tag * len(_TAGS))]
    low, high = _YUAN_A_FOLLOWER
    yuan = float(round(creator.followers * (low + (high - low) * price), -2)) or None
    named = _FIRST[int(first * len(_FIRST))] + _SECOND[int(second * len(_SECOND))]
    return {
        "userId": creator_id,
        "name": creator.nickname or named,
        "redId": str(int(creator_id[-8:], 16)),
        "fansCount": creator.followers,
        "picturePrice": yuan,
        "videoPrice": yuan and round(yuan * 1.3, -2),
        "lowerPrice": yuan,
        "pictureState": 1 if yuan else None,
        "videoState": 1 if yuan else None,
        "contentTags": [{"taxonomy1Tag": wide, "taxonomy2Tags": [fine]}],
        "noteSign": _AGENCIES[int(agency * len(_AGENCIES))] or None,
    }
