"""What only people can tell: the questions that a tracker raises, each asked once, and the answers given so far."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from register.checks.advice import quoted
from register.editing.trackers.headings import LEFT_OUT
from register.records.nearest import slug

Found = TypeVar("Found")
Answer = str | Mapping[str, str]
"""A word, or the facts of a report that is to be begun."""


@dataclass(frozen=True)
class Answers:
    """The answers given, by field and by what was asked about; under "" the one that holds for a whole field."""

    given: Mapping[str, Mapping[str, Answer]] = field(default_factory=dict)

    def of(self, name: str, abouts: Iterable[str]) -> Answer | None:
        """The answer about the first of these that has one; case and blanks make no difference. Empty: left empty."""
        answers = self.given.get(name, {})
        found = (answers[plain(about)] for about in (*abouts, "") if answers.get(plain(about)))
        return next(found, None)

    def with_more(self, more: "Answers") -> "Answers":
        """These answers, and those of the other where there is none yet."""
        fields = {**more.given, **self.given}
        return Answers({name: _with_more(self.given.get(name, {}), more.given.get(name, {})) for name in fields})

    def with_reason(self, reason: str | None) -> "Answers":
        """These answers, and why due dates moved."""
        return Answers({**self.given, "reason": {"": reason}}) if reason else self

    def was_asked(self, name: str, about: str) -> bool:
        """Whether the question was put before, and perhaps left empty."""
        return plain(about) in self.given.get(name, {})


def _with_more(some: Mapping[str, Answer], more: Mapping[str, Answer]) -> Mapping[str, Answer]:
    return {**more, **{about: answer for about, answer in some.items() if answer or not more.get(about)}}


def plain(about: str) -> str:
    """What is asked about, without regard to case and blanks."""
    return shortened(about).casefold()


_LONGEST = 80  # letters by which people know what is asked about


def shortened(about: str) -> str:
    """The first words of what is asked about, on one line."""
    return " ".join(about.split())[:_LONGEST].rstrip()


@dataclass
class Question:
    """A question: the field, what it is about, why it is asked, what can be answered, and where it arises.

    needed: without an answer nothing can be written. Otherwise an empty answer means that the value is left out.
    """

    field: str
    about: str
    why: str
    choices: tuple[str, ...] = ()
    needed: bool = True
    places: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """A cell may hold a page of text; what is asked about are its first words."""
        self.about = shortened(self.about)


@dataclass
class Inquiry:
    """Collects, while a tracker is read, what must be asked and what people should know; each once, with its places.

    read: by field, what each word of the tracker was taken for, and how often.
    """

    answers: Answers = field(default_factory=Answers)
    questions: dict[tuple[str, str], Question] = field(default_factory=dict)
    told: dict[str, list[str]] = field(default_factory=dict)
    refused: dict[tuple[str, str], str] = field(default_factory=dict)
    read: dict[str, Counter[tuple[str, str]]] = field(default_factory=dict)

    def tell(self, cause: str, where: str) -> None:
        """Notes what was done at a place that people may not expect."""
        self.told.setdefault(cause, []).append(where)

    def understand(self, name: str, word: str, meaning: str) -> None:
        """Notes what a word, or a fill, of the tracker was taken for."""
        if slug(word) != meaning:
            self.read.setdefault(name, Counter())[shortened(word), meaning] += 1

    def refuse(self, name: str, about: str, answer: Answer, choices: Iterable[str]) -> None:
        """Notes that an answer is none."""
        shown = answer if isinstance(answer, str) else ", ".join(f"{key}: {value}" for key, value in answer.items())
        said = f"{name}, {quoted(about)}: {quoted(shown)} can't be the answer"
        listed = ", ".join(choices)
        self.refused[name, plain(about)] = f"{said}; write one of {listed}" if listed else said

    def ask(self, question: Question, where: str) -> None:
        """Asks; a question that was asked before arises at one more place. It says why it is needed, where it is."""
        asked = self.questions.setdefault((question.field, plain(question.about)), question)
        if question.needed and not asked.needed:
            asked.needed, asked.why = True, question.why
        if where not in asked.places:
            asked.places.append(where)

    def decide(
        self,
        question: Question,
        where: str,
        read: Callable[[str], Found | None],
        others: Iterable[str] = (),
    ) -> Found | str | None:
        """The answer as `read` understands it, or LEFT_OUT; None where there is none yet, and then it is asked.

        others: what else the answer may be kept under, beside the question's own about; the row always may.
        """
        answer = self.answers.of(question.field, (where, question.about, *others))
        if isinstance(answer, str) and plain(answer) == LEFT_OUT:
            return LEFT_OUT
        if answer is not None:
            found = read(answer) if isinstance(answer, str) else None
            if found is None:
                self.refuse(question.field, question.about, answer, question.choices)
                self.ask(question, where)
            return found
        if question.needed or not self.answers.was_asked(question.field, question.about):
            self.ask(question, where)
        return None
