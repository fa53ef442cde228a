"""What is retried, when, and for how long. All threads of a client share one cooldown."""

from __future__ import annotations

import logging
import math
import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from http import HTTPStatus
from typing import TypeVar

import tenacity

from ..errors import ApiConnectionError, ApiError, ApiStatusError, InvalidResponse, ResponseLost, join_sentences
from ..settings import Settings

RETRYABLE_STATUSES = (
    HTTPStatus.TOO_MANY_REQUESTS,
    HTTPStatus.BAD_GATEWAY,
    HTTPStatus.SERVICE_UNAVAILABLE,
    HTTPStatus.GATEWAY_TIMEOUT,
)
"""The statuses that a retry may not get again."""

VERIFICATION_ATTEMPTS = 3
"""Retries of a request that verifies another one: the other one is retried as a whole."""

WARN_AFTER = 4.0
"""Seconds that a request must take, with the next wait, before the user gets a warning."""

WARN_INTERVAL = 20.0
"""Seconds between two warnings, at least."""

T = TypeVar("T")
_shared_deadline: ContextVar[float | None] = ContextVar("shared_deadline", default=None)
_deadline: ContextVar[float] = ContextVar("deadline", default=math.inf)
_retrying: ContextVar[bool] = ContextVar("retrying", default=False)
_log = logging.getLogger("pulumi_arize")


@contextmanager
def shared_deadline(seconds: float) -> Iterator[None]:
    """Give all requests in the block this time together, not `arize:requestDeadline` each; 0 changes nothing."""
    token = _shared_deadline.set(time.monotonic() + seconds if seconds else None)
    try:
        yield
    finally:
        _shared_deadline.reset(token)


def is_retryable(error: BaseException) -> bool:
    """Tell whether another attempt may succeed."""
    if isinstance(error, ApiStatusError):
        return error.status in RETRYABLE_STATUSES
    return isinstance(error, ApiConnectionError) and error.attempts != 1


def may_have_been_applied(error: ApiError) -> bool:
    """Tell whether the server may have applied a request in spite of the error."""
    if isinstance(error, ApiStatusError):
        return error.status >= HTTPStatus.INTERNAL_SERVER_ERROR
    return isinstance(error, ResponseLost | InvalidResponse)


class _StopAfterAttemptsOfError(tenacity.stop.stop_base):
    """Stops where an error has come as often as its `attempts` allow."""

    def __call__(self, retry_state: tenacity.RetryCallState) -> bool:
        error = retry_state.outcome.exception() if retry_state.outcome else None
        limit = error.attempts if isinstance(error, ApiConnectionError) else None
        return limit is not None and retry_state.attempt_number >= limit


class Retries:
    """The retries of one client. Threads share it."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._backoff = tenacity.wait_random_exponential(multiplier=settings.retry_delay, max=settings.max_retry_delay)
        self._lock = threading.Lock()
        self._cooldown_until = 0.0
        self._warned_at = -math.inf
        self._cancelled = threading.Event()

    def cancel(self) -> None:
        """Retry nothing from now on, and end every wait; attempts under way go on."""
        self._cancelled.set()

    @contextmanager
    def deadline(self) -> Iterator[None]:
        """Give everything inside the block the time of one request; blocks within each other share it."""
        seconds = self._settings.request_deadline
        token = _deadline.set(min(_deadline.get(), _shared_deadline.get() or time.monotonic() + seconds))
        try:
            yield
        finally:
            _deadline.reset(token)

    def pauses(self, first: float, longest: float, until: float) -> Iterator[None]:
        """Yield after ever longer pauses, from `first` seconds to `longest`, for `until` seconds in all."""
        end = time.monotonic() + until
        pause = first
        while (left := end - time.monotonic()) > 0 and not self._cancelled.wait(min(pause, left)):
            yield
            pause = min(max(2 * pause, 0.1), longest)

    def time_left(self) -> float:
        """Return the seconds until the deadline."""
        return _deadline.get() - time.monotonic()

    def run(self, attempt: Callable[[], T]) -> T:
        """Return what `attempt` returns; it is called again after an error that a retry may not get.

        Raises the last ApiError, which says how often it was tried.
        """
        retries = (
            min(VERIFICATION_ATTEMPTS, self._settings.max_retries) if _retrying.get() else self._settings.max_retries
        )
        token = _retrying.set(True)
        try:
            return self._run(attempt, retries)
        finally:
            _retrying.reset(token)

    def _run(self, attempt: Callable[[], T], retries: int) -> T:
        begun = time.monotonic()
        retrying = tenacity.Retrying(
            retry=tenacity.retry_if_exception(is_retryable),
            stop=tenacity.stop_any(
                tenacity.stop_after_attempt(1 + retries),
                _StopAfterAttemptsOfError(),
                tenacity.stop_before_delay(self.time_left()),
                tenacity.stop_when_event_set(self._cancelled),
            ),
            sleep=tenacity.sleep_using_event(self._cancelled),
            wait=lambda state: self._backoff(state) + self._cooldown_left(),
            before_sleep=self._warn_of_wait,
            reraise=True,
        )
        try:
            return retrying(attempt)
        except ApiError as error:
            tried = retrying.statistics["attempt_number"]
            often = f"tried {tried} times in {time.monotonic() - begun:.0f} s" if tried > 1 else ""
            cancelled = "cancelled, so not tried again" if self._cancelled.is_set() and is_retryable(error) else ""
            error.attempts_summary = join_sentences(often, cancelled)
            raise

    def start_cooldown(self, error: ApiStatusError) -> None:
        """Send nothing from any thread for as long as the error response asks; a 429 without a time is a short wait."""
        too_many = error.status == HTTPStatus.TOO_MANY_REQUESTS
        seconds = error.retry_after if error.retry_after is not None else self._settings.retry_delay * too_many
        if error.status in RETRYABLE_STATUSES:
            with self._lock:
                self._cooldown_until = max(self._cooldown_until, time.monotonic() + seconds)

    def wait_for_cooldown(self) -> None:
        """Wait for the end of the cooldown. Raises ApiConnectionError where that is after the deadline."""
        while (left := self._cooldown_left()) > 0:
            if left > self.time_left():
                limit = "the option `custom_timeouts`" if _shared_deadline.get() else "arize:requestDeadline"
                raise ApiConnectionError(f"rate limited: Retry-After {left:.0f} s exceeds {limit}")
            # not all threads at the same moment
            if self._cancelled.wait(left + random.uniform(0, self._settings.retry_delay)):  # noqa: S311 - no secret
                raise ApiConnectionError("cancelled during the wait for Retry-After: nothing was sent")

    def _cooldown_left(self) -> float:
        return max(0.0, self._cooldown_until - time.monotonic())

    def _warn_of_wait(self, state: tenacity.RetryCallState) -> None:
        """Warn the user of a long wait, once for all threads that wait."""
        now = time.monotonic()
        if now - state.start_time + state.upcoming_sleep < WARN_AFTER:
            return
        with self._lock:
            if now - self._warned_at < max(WARN_INTERVAL, state.upcoming_sleep):
                return
            self._warned_at = now
        error = state.outcome.exception() if state.outcome else None
        what = (
            f"the API responds with {error.status}" if isinstance(error, ApiStatusError) else "no response from the API"
        )
        _log.warning("%s: trying again in %.0f s", what, state.upcoming_sleep)
