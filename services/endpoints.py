"""The vendor's endpoints, as profiles of one client: two for a history, one for a name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Profile:
    """How one endpoint spells a request: its path, parameter names and enum values.

    `windows` maps a number of days to the endpoint's word for it, `metrics` does so for "total" and
    "new" (`services.api.series.Metric`). An endpoint that serves no history has neither.
    """

    name: str
    path: str
    id_parameter: str
    windows: Mapping[int, str]
    metrics: Mapping[str, str]
    takes_accept_cache: bool

    @property
    def widest(self) -> int:
        """The most days that one answer can hold; every narrower window is a slice of it."""
        return max(self.windows, default=0)

    def query(
        self, creator_id: str, metric: str, days: int, *, accept_cache: bool = False
    ) -> dict[str, str]:
        """Return the query parameters, without the token, which only the wire adds.

        Raises `KeyError` for a window that the endpoint does not offer.
        """
        query = {self.id_parameter: creator_id}
        if self.windows:
            query |= {"dateType": self.windows[days], "increaseType": self.metrics[metric]}
        if self.takes_accept_cache:
            query["acceptCache"] = "true" if accept_cache else "false"
        return query


LEGACY = Profile(
    name="legacy",
    path="/api/xiaohongshu-pgy/get-kol-fans-trend/v1",
    id_parameter="kolId",
    windows={30: "_1", 60: "_2"},
    metrics={"total": "_1", "new": "_2"},
    takes_accept_cache=True,
)

SUCCESSOR = Profile(
    name="successor",
    path="/api/xiaohongshu-pgy/api/solar/kol/data/userId/fans_overall_new_history/v1",
    id_parameter="userId",
    windows={30: "DAY_30", 90: "DAY_90"},
    metrics={"total": "FANS_TOTAL", "new": "FANS_INCREASE"},
    takes_accept_cache=False,
)


CREATOR_PROFILE = Profile(
    name="profile",
    path="/api/xiaohongshu-pgy/api/solar/cooperator/user/blogger/userId/v1",
    id_parameter="userId",
    windows={},
    metrics={},
    takes_accept_cache=False,
)

PROFILES = {profile.name: profile for profile in (LEGACY, SUCCESSOR)}
"""Every endpoint of a history by its name, the one that `auto` begins with first."""

ENDPOINTS = {**PROFILES, CREATOR_PROFILE.name: CREATOR_PROFILE}
"""Every endpoint by its name."""


class EndpointChoice:
    """Which profile the process uses: a fixed one, or legacy until the vendor takes it away."""

    def __init__(self, setting: str) -> None:
        """`setting` is `auto` or the name of a profile."""
        self.automatic = setting not in PROFILES
        self._current = PROFILES.get(setting, LEGACY)
        self.switched_at: datetime | None = None

    @property
    def current(self) -> Profile:
        """The profile that the next call uses."""
        return self._current

    def other(self, profile: Profile) -> Profile | None:
        """Return what to try when `profile` turned out to be gone, or None when it is final."""
        return SUCCESSOR if self.automatic and profile is LEGACY else None

    def settle_on(self, profile: Profile, at: datetime) -> None:
        """Remember the endpoint that answered at an aware moment; later calls go there."""
        if profile is not self._current:
            self._current, self.switched_at = profile, at
