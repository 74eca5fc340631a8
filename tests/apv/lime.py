"""Small LimeSurvey files for the tests, in the shape that versions 2 to 3 and 4 to 6 write; every word in them is ours."""

from html import escape


def table(name, rows):
    fields = "".join(f"<fieldname>{column}</fieldname>" for column in (rows[0] if rows else {}))
    body = "".join("<row>" + "".join(f"<{column}><![CDATA[{text}]]></{column}>" for column, text in row.items()) + "</row>" for row in rows)
    return f"<{name}><fields>{fields}</fields><rows>{body}</rows></{name}>"


def document(tables, kind="Survey"):
    body = "".join(table(name, rows) for name, rows in tables.items())
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<document><LimeSurveyDocType>{escape(kind)}</LimeSurveyDocType><DBVersion>1</DBVersion>{body}</document>'.encode()


def settings(*languages):
    return [
        {"surveyls_survey_id": "1", "surveyls_language": code, "surveyls_title": f"Title {code}", "surveyls_description": "<p>About</p>"}
        for code in languages
    ]


def question(qid, code, kind, order, **more):
    row = {"qid": qid, "parent_qid": "0", "sid": "1", "gid": "7", "type": kind, "title": code, "question_order": order, "relevance": "1"}
    return {name: str(value) for name, value in (row | {"mandatory": "N", "other": "N", "scale_id": "0"} | more).items()}


def old_file():
    """Version 2: every text stands in the row, and the row is there for each language."""
    asked = [
        question(11, "Q1", "L", 1, question="Choose <b>one</b>", help="Only one", other="Y", language="en"),
        question(11, "Q1", "L", 1, question="Vælg én", help="", other="Y", language="da"),
        question(12, "G1", "F", 2, question="How often?", language="en", relevance='((Q1.NAOK == "A2"))'),
        question(12, "G1", "F", 2, question="Hvor ofte?", language="da", relevance='((Q1.NAOK == "A2"))'),
        question(13, "M1", "M", 3, question="Several", language="en"),
        question(14, "T1", "T", 4, question="Tell", language="en", relevance='M1_SQ002.NAOK == "Y"', mandatory="Y"),
        question(15, "D1", "D", 5, question="When?", language="en"),
        question(16, "R1", "S", 6, question="Why?", language="en", relevance='G1_SQ001.NAOK > 2 and Q1 == "A1"'),
    ]
    lines = [
        question(21, "SQ001", "T", 1, parent_qid=12, question="at night", language="en"),
        question(21, "SQ001", "T", 1, parent_qid=12, question="om natten", language="da"),
        question(22, "SQ002", "T", 2, parent_qid=12, question="by day", language="en"),
        question(31, "SQ001", "T", 1, parent_qid=13, question="First", language="en"),
        question(32, "SQ002", "T", 2, parent_qid=13, question="Second", language="en"),
    ]
    answers = [
        {"qid": qid, "code": code, "answer": text, "assessment_value": "0", "sortorder": place, "language": "en", "scale_id": "0"}
        for qid, code, text, place in (
            ("11", "A1", "One", "1"), ("11", "A2", "Two", "2"), ("12", "A1", "Always", "1"), ("12", "A2", "Sometimes", "2"), ("12", "A3", "Never", "3"),
        )
    ]  # fmt: skip
    groups = [
        {
            "gid": "7",
            "sid": "1",
            "group_name": "Work",
            "group_order": "0",
            "description": "<p>Think of <a href='x'>work</a>.</p>",
            "language": "en",
        }
    ]
    return document(
        {
            "answers": answers,
            "groups": groups,
            "questions": asked,
            "subquestions": lines,
            "surveys_languagesettings": settings("en", "da", "fr"),
        }
    )


def new_file(relevance="(Q1.NAOK == 'Y')"):
    """Version 6: texts stand in tables of their own."""
    asked = [question(11, "Q1", "Y", 1), question(12, "A1", "A", 2, relevance=relevance), question(13, "P1", "5", 3)]
    lines = [question(21, "SQ1", "T", 1, parent_qid=12)]
    texts = [{"id": str(place), "qid": qid, "question": text, "help": "", "language": "da"} for place, (qid, text) in enumerate(
        (("11", "Er du med?"), ("12", "Hvor godt går det"), ("13", "Hvor mange?"), ("21", "med pauser")), start=1)]  # fmt: skip
    groups = [{"gid": "7", "sid": "1", "group_order": "1", "randomization_group": "x", "grelevance": ""}]
    named = [{"id": "1", "gid": "7", "group_name": "Dagen", "description": "", "language": "da"}]
    return document(
        {
            "groups": groups,
            "group_l10ns": named,
            "questions": asked,
            "question_l10ns": texts,
            "subquestions": lines,
            "surveys_languagesettings": settings("da"),
        }
    )
