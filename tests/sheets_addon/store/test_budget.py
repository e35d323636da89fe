"""Places of Google's minute: never one too many wherever a minute begins, whatever the delays; nearly all used."""

import heapq
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from sheets_addon.store import Session, Store, budget, open_store
from sheets_addon.store.budget import GRACE, LONGEST, Limits, Turn, answered, earliest, give_back, load, turn
from sheets_addon.store.models import BudgetRow

A, B = "a", "b"
SMALL = Limits(account=3, project=5, minute=60.0, margin=0.0)


@dataclass
class Clock:
    now: float = 1000.0

    def time(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(budget, "time", made)
    return made


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{tmp_path_factory.mktemp('budget')}/planerka.sqlite3")
    yield opened
    opened.close()


@pytest.fixture
def session(store: Store) -> Iterator[Session]:
    with store.write() as session:
        yield session
        session.rollback()


def ask(
    session: Session, account: str = A, patience: float = 1000.0, id: int | None = None, kind: str = "read"
) -> Turn:
    return turn(session, kind, account, "one", SMALL, patience, id)


def sent(session: Session, account: str = A, kind: str = "read") -> int:
    given = ask(session, account, kind=kind)
    assert given.is_now
    return given.id


def test_a_place_is_free_a_minute_after_the_answer_not_after_the_sending(session: Session, clock: Clock) -> None:
    first = [sent(session) for _ in range(3)]
    waiting = ask(session)
    assert not waiting.is_now and waiting.wait == 60, "they might all be answered this moment"
    clock.now += 7
    answered(session, first[0])
    clock.now += 53
    again = ask(session, id=waiting.id)
    assert not again.is_now and again.id == waiting.id and again.wait == 7
    clock.now += 7
    assert ask(session, id=waiting.id) == Turn(waiting.id, True, 0.0)


def test_a_request_without_an_answer_keeps_its_place_until_it_must_have_been_counted(
    session: Session, clock: Clock
) -> None:
    for _ in range(3):
        sent(session)
    clock.now += 60 + LONGEST - 1
    assert ask(session).wait == 1
    clock.now += 1
    assert ask(session).is_now


def test_an_answer_that_took_ages_was_counted_long_before(session: Session, clock: Clock) -> None:
    first = [sent(session) for _ in range(3)]
    clock.now += LONGEST + 30
    for id in first:
        answered(session, id)
    assert ask(session).wait == 30


def test_those_who_wait_keep_their_order(session: Session, clock: Clock) -> None:
    first = [sent(session) for _ in range(3)]
    for id in first:
        clock.now += 1
        answered(session, id)
    line = [ask(session) for _ in range(4)]
    assert [one.wait for one in line] == [58, 59, 60, 118]
    clock.now += 60
    assert [ask(session, id=one.id).is_now for one in (line[2], line[1], line[0])] == [True, True, True]
    assert not ask(session, id=line[3].id).is_now
    assert not ask(session).is_now, "who comes now goes behind"


def test_who_came_later_gives_way_when_an_answer_was_late(session: Session, clock: Clock) -> None:
    first = [sent(session) for _ in range(3)]
    one, two = ask(session), ask(session)
    answered(session, first[0])
    clock.now += 10
    for id in first[1:]:
        answered(session, id)
    clock.now += 50
    assert ask(session, id=two.id).wait == 10, "the one place that is free is that of who came first"
    assert ask(session, id=one.id).is_now


def test_who_does_not_come_when_it_is_his_turn_is_not_waited_for(session: Session, clock: Clock) -> None:
    for id in [sent(session) for _ in range(3)]:
        answered(session, id)
    gone, two, three, four = (ask(session) for _ in range(4))
    assert [gone.wait, four.wait] == [60, 120]
    clock.now += 60 + GRACE - 1
    assert ask(session, id=two.id).is_now and ask(session, id=three.id).is_now
    assert not ask(session, id=four.id).is_now
    clock.now += 1
    assert ask(session, id=four.id).is_now
    late = ask(session, id=gone.id)
    assert not late.is_now and late.id != gone.id, "he was only slow: he goes behind the others"


def test_who_comes_late_does_not_take_another_s_turn_for_his(session: Session, clock: Clock) -> None:
    for id in [sent(session) for _ in range(3)]:
        answered(session, id)
    late = ask(session)
    clock.now += 60 + GRACE
    others = [sent(session) for _ in range(3)]
    assert late.id not in others
    again = ask(session, id=late.id)
    assert not again.is_now and again.id not in others


def test_what_is_given_back_is_free(session: Session, clock: Clock) -> None:
    first = [sent(session) for _ in range(3)]
    give_back(session, first[1])
    assert ask(session).is_now


def test_who_cannot_wait_so_long_is_not_in_line(session: Session, clock: Clock) -> None:
    for _ in range(3):
        sent(session)
    assert ask(session, patience=59).wait == 60
    assert session.scalars(select(BudgetRow.is_sent)).all() == [True] * 3
    waiting = ask(session)
    assert ask(session, patience=59, id=waiting.id).wait == 60
    assert session.scalars(select(BudgetRow.is_sent)).all() == [True] * 3


def test_reads_and_writes_are_counted_apart(session: Session, clock: Clock) -> None:
    for kind in ("read", "write"):
        for _ in range(3):
            sent(session, kind=kind)
        assert not ask(session, kind=kind).is_now


def test_a_project_has_a_limit_of_its_own_over_its_accounts(session: Session, clock: Clock) -> None:
    for account in (A, A, A, B, B):
        sent(session, account)
    assert ask(session, B).wait == 60
    assert turn(session, "read", A, "two", SMALL, 100).is_now


def test_an_account_that_waits_does_not_hold_up_another(session: Session, clock: Clock) -> None:
    for _ in range(3):
        sent(session)
    assert not ask(session).is_now
    assert ask(session, B).is_now


def test_a_place_that_another_account_waits_for_is_not_taken_from_it(session: Session, clock: Clock) -> None:
    tight = Limits(account=3, project=4, minute=60.0, margin=0.0)
    for id in [sent(session) for _ in range(3)]:
        answered(session, id)
    clock.now += 10
    answered(session, sent(session, B))
    waiting = [turn(session, "read", A, "one", tight, 100).wait for _ in range(3)]
    assert waiting == [50, 50, 50]
    assert turn(session, "read", B, "one", tight, 100).wait == 60, "at 50 the project's four places are taken"


def test_a_clock_put_back_holds_nobody_up(session: Session, clock: Clock) -> None:
    clock.now += 3600
    for _ in range(3):
        sent(session)
    clock.now -= 3600
    assert ask(session).is_now
    assert len(session.scalars(select(BudgetRow.id)).all()) == 1


def test_the_margin_makes_our_minute_longer(session: Session, clock: Clock) -> None:
    limits = Limits(account=1, minute=60.0, margin=0.5)
    answered(session, turn(session, "read", A, "one", limits, 100).id)
    assert turn(session, "read", A, "one", limits, 100).wait == 60.5


def test_how_much_each_account_has_to_do(session: Session, clock: Clock) -> None:
    for _ in range(4):
        ask(session)
    sent(session, B, "write")
    assert load(session, SMALL) == {A: 4, B: 1}
    clock.now += 61
    assert load(session, SMALL) == {A: 1}


spans = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 40)).map(lambda one: (one[0], one[0] + one[1])), max_size=20
)


@given(spans, st.integers(1, 4), spans, st.integers(1, 7), st.integers(1, 30))
def test_the_first_moment_that_fits_is_found(
    mine: list[tuple[int, int]], limit: int, everyone: list[tuple[int, int]], all: int, window: int
) -> None:
    """Against trying every moment."""

    def fits(at: int, spans: list[tuple[int, int]], most: int) -> bool:
        seconds = range(at, at + window)
        return all_of(sum(begin <= second < end for begin, end in spans) < most for second in seconds)

    wanted = next(at for at in count(20) if fits(at, mine, limit) and fits(at, everyone, all))
    assert earliest(20, window, (mine, limit), (everyone, all)) == wanted


all_of: Callable[..., bool] = all


@dataclass
class World:
    """Takers that ask, wait, send and have answers, each step as late as chance has it; what Google counted."""

    session: Session
    clock: Clock
    limits: Limits
    late: Callable[[], float]
    dies: Callable[[], bool]
    counted: list[tuple[float, str]] = field(default_factory=list)
    events: list[tuple[float, int, Callable[[], None]]] = field(default_factory=list)
    numbers: Iterator[int] = field(default_factory=count)

    def after(self, seconds: float, do: Callable[[], None]) -> None:
        heapq.heappush(self.events, (self.clock.now + seconds, next(self.numbers), do))

    def begin(self, account: str, id: int | None = None) -> None:
        given = turn(self.session, "read", account, "one", self.limits, 1e9, id)
        if given.is_now:
            self.after(self.late(), lambda: self.count(account, given.id))
        elif self.dies():
            self.after(0, lambda: self.begin(account))  # another one begins in its place
        else:
            self.after(given.wait + self.late(), lambda: self.begin(account, given.id))

    def count(self, account: str, id: int) -> None:
        self.counted.append((self.clock.now, account))
        if self.dies():
            self.after(1, lambda: self.begin(account))
        else:
            self.after(self.late(), lambda: self.answer(account, id))

    def answer(self, account: str, id: int) -> None:
        answered(self.session, id)
        self.begin(account)

    def run(self, seconds: float) -> None:
        end = self.clock.now + seconds
        while self.events and self.events[0][0] < end:
            self.clock.now, _, do = heapq.heappop(self.events)
            do()


def most(moments: list[float], minute: float) -> int:
    """The most that any half-open minute holds; one that begins with a request is as full as any."""
    return max((sum(at <= other < at + minute for other in moments) for at in moments), default=0)


def refilled(moments: list[float], minute: float, limit: int) -> bool:
    """Whether a bucket that is refilled evenly never lacks a token."""
    tokens, before = float(limit), 0.0
    for at in moments:
        tokens = min(float(limit), tokens + (at - before) * limit / minute) - 1
        before = at
        if tokens < -1e-6:
            return False
    return True


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    seed=st.integers(0, 2**32),
    takers=st.integers(1, 8),
    account=st.integers(1, 5),
    project=st.integers(1, 7),
    latest=st.sampled_from([0.0, 0.5, 4.0, LONGEST / 2]),
    deaths=st.sampled_from([0.0, 0.1]),
)
def test_no_minute_has_one_too_many_whatever_comes_late(
    store: Store, seed: int, takers: int, account: int, project: int, latest: float, deaths: float
) -> None:
    """Delays of waking, of sending and of answers; killed workers. Google's minute may slide, stand or be refilled."""
    chance, clock = random.Random(seed), Clock()
    limits = Limits(account, project, 60.0, 0.0)
    with pytest.MonkeyPatch.context() as patch, store.write() as session:
        patch.setattr(budget, "time", clock)
        world = World(session, clock, limits, lambda: chance.uniform(0, latest), lambda: chance.random() < deaths)
        for n in range(takers):
            world.begin("ab"[n % 2])
        world.run(400)
        session.rollback()
    for who in "ab":
        mine = [at for at, one in world.counted if one == who]
        assert most(mine, 60) <= account and refilled(mine, 60, account)
    everyone = [at for at, _ in world.counted]
    assert most(everyone, 60) <= project and refilled(everyone, 60, project)


@pytest.mark.parametrize(("late", "share"), [(0.0, 1.0), (1.0, 0.97), (4.0, 0.88)])
def test_nearly_all_places_are_used(session: Session, clock: Clock, late: float, share: float) -> None:
    """A place is lost only while its request is under way: late to be sent, to be counted, to be answered."""
    chance = random.Random(1)
    limits = Limits(20, 30, 60.0, 0.0)
    world = World(session, clock, limits, lambda: chance.uniform(0, late), lambda: False)
    for n in range(8):
        world.begin("ab"[n % 2])
    world.run(600)
    assert len(world.counted) >= share * 300 - 8 * (late > 0)
