"""The survey in a LimeSurvey file, whichever version wrote it: texts beside their row (up to 3) or in tables of their own (from 4)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from apv.blueprint import LANGUAGES
from apv.files.lss_tables import Row, Tables, is_formatted, number, plain

Texts = dict[str, str]


@dataclass
class LimeAnswer:
    """One answer that can be chosen."""

    code: str
    texts: Texts
    assessment: int = 0


@dataclass
class LimeQuestion:
    """One question with its parts and answers."""

    qid: str
    code: str
    kind: str
    texts: Texts
    help: Texts
    relevance: str
    is_mandatory: bool
    has_other: bool
    parts: list["LimeQuestion"] = field(default_factory=list)
    answers: list[LimeAnswer] = field(default_factory=list)
    second_scale: bool = False


@dataclass
class LimeGroup:
    """One page of questions."""

    gid: str
    name: Texts
    description: Texts
    relevance: str
    is_random: bool
    questions: list[LimeQuestion] = field(default_factory=list)


@dataclass
class LimeSurvey:
    """The whole."""

    title: Texts
    description: Texts
    languages: list[str]
    left_out_languages: list[str]
    groups: list[LimeGroup]
    has_formats: bool
    has_more: bool
    conditions: Sequence[Row]


def survey_of(tables: Tables) -> LimeSurvey:
    """Groups, questions and answers in their order."""
    found = [row.get("surveyls_language", "") for row in tables.of("surveys_languagesettings")]
    languages = [code for code in LANGUAGES if any(_language(one) == code for one in found)]
    read = _Reader(tables)
    return LimeSurvey(
        title=read.settings("surveyls_title"),
        description=read.settings("surveyls_description"),
        languages=languages,
        left_out_languages=sorted({one for one in found if one and _language(one) not in LANGUAGES}),
        groups=read.groups(),
        has_formats=read.has_formats,
        has_more=bool(tables.of("quota") or tables.of("assessments")),
        conditions=tables.of("conditions"),
    )


def _language(code: str) -> str:
    """`en-GB` and `da-informal` are English and Danish here."""
    return code.strip().lower().split("-")[0]


class _Reader:
    """Gathers by id what the tables hold."""

    def __init__(self, tables: Tables) -> None:
        self.tables, self.has_formats = tables, False
        self.by_id: dict[tuple[str, str], dict[str, list[Row]]] = {}
        self.answers_by_question = self._answers()
        self.parts_by_question = self._parts()

    def settings(self, name: str) -> Texts:
        """A text of the survey itself."""
        return self._texts(self.tables.of("surveys_languagesettings"), name, "surveyls_language")

    def groups(self) -> list[LimeGroup]:
        """In their order, each with its questions."""
        rows = self._distinct("groups", "gid")
        questions = self._questions()
        return [
            LimeGroup(
                gid=gid,
                name=self._texts(self._l10n("groups", "group_l10ns", "gid", gid), "group_name"),
                description=self._texts(self._l10n("groups", "group_l10ns", "gid", gid), "description"),
                relevance=row.get("grelevance", ""),
                is_random=bool(row.get("randomization_group", "").strip()),
                questions=questions.get(gid, []),
            )
            for gid, row in sorted(rows.items(), key=lambda item: number(item[1], "group_order"))
        ]

    def _questions(self) -> dict[str, list[LimeQuestion]]:
        by_group: dict[str, list[LimeQuestion]] = {}
        rows = self._distinct("questions", "qid")
        for qid, row in sorted(rows.items(), key=lambda item: number(item[1], "question_order")):
            if row.get("parent_qid", "0").strip() in ("", "0"):
                by_group.setdefault(row.get("gid", ""), []).append(
                    self._question(qid, row, "questions", self.parts_by_question.get(qid, []))
                )
        return by_group

    def _question(self, qid: str, row: Row, table: str, parts: Sequence[tuple[int, LimeQuestion]] = ()) -> LimeQuestion:
        texts = self._l10n(table, "question_l10ns", "qid", qid)
        answers = self.answers_by_question.get(qid, [])
        return LimeQuestion(
            qid=qid,
            code=row.get("title", "").strip(),
            kind=row.get("type", "").strip(),
            texts=self._texts(texts, "question"),
            help=self._texts(texts, "help"),
            relevance=row.get("relevance", ""),
            is_mandatory=row.get("mandatory", "").strip().upper() in ("Y", "S"),
            has_other=row.get("other", "").strip().upper() == "Y",
            parts=[part for scale, part in parts if scale == 0],
            answers=[answer for scale, answer in answers if scale == 0],
            second_scale=any(scale for scale, _one in [*parts, *answers]),
        )

    def _parts(self) -> dict[str, list[tuple[int, LimeQuestion]]]:
        """Subquestions, which older files keep among the questions."""
        found: dict[str, list[tuple[int, LimeQuestion]]] = {}
        for table in ("subquestions", "questions"):
            rows = self._distinct(table, "qid")
            for qid, row in sorted(rows.items(), key=lambda item: number(item[1], "question_order")):
                parent = row.get("parent_qid", "0").strip()
                if parent not in ("", "0"):
                    found.setdefault(parent, []).append((number(row, "scale_id"), self._question(qid, row, table)))
        return found

    def _answers(self) -> dict[str, list[tuple[int, LimeAnswer]]]:
        found: dict[str, list[tuple[int, LimeAnswer]]] = {}
        grouped: dict[tuple[str, int, str], list[Row]] = {}
        for row in sorted(self.tables.of("answers"), key=lambda one: number(one, "sortorder")):
            key = (row.get("qid", ""), number(row, "scale_id"), row.get("code", "").strip())
            grouped.setdefault(key, []).append(row)
        for (qid, scale, code), rows in grouped.items():
            aid = rows[0].get("aid", "")
            texts = self._texts((self._rows("answer_l10ns", "aid", aid) if aid else ()) or rows, "answer")
            found.setdefault(qid, []).append((scale, LimeAnswer(code, texts, number(rows[0], "assessment_value"))))
        return found

    def _distinct(self, table: str, key: str) -> Mapping[str, Row]:
        """The first row of each id: older files repeat it for each language."""
        found: dict[str, Row] = {}
        for row in self.tables.of(table):
            found.setdefault(row.get(key, ""), row)
        return found

    def _l10n(self, table: str, texts: str, key: str, value: str) -> Sequence[Row]:
        return self._rows(texts, key, value) or self._rows(table, key, value)

    def _rows(self, table: str, key: str, value: str) -> Sequence[Row]:
        """Those with that id; each table is gone through once."""
        if (table, key) not in self.by_id:
            index: dict[str, list[Row]] = {}
            for row in self.tables.of(table):
                index.setdefault(row.get(key, ""), []).append(row)
            self.by_id[table, key] = index
        return self.by_id[table, key].get(value, [])

    def _texts(self, rows: Sequence[Row], name: str, language: str = "language") -> Texts:
        found: Texts = {}
        for row in rows:
            code, text = _language(row.get(language, "")), row.get(name, "")
            self.has_formats = self.has_formats or is_formatted(text)
            if code in LANGUAGES and (said := plain(text)):
                found.setdefault(code, said)
        return found
