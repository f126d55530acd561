"""Time and chance, injected wherever a test must choose them."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass

from services.china_time import Now, utc_now


@dataclass(frozen=True)
class Clocks:
    """Time and chance, as a test may want them: wall clock, monotonic seconds, sleep, random."""

    now: Now = utc_now
    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    random: Callable[[], float] = random.random
