"""Safety rounds: taps that are kept at once, problems that become findings, photos, checklists in versions."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.urls import reverse

from apv.errors import RefusedError
from apv.models import Checklist, Finding, RoundPhoto, RoundPoint, SafetyRound
from apv.usecases.walking import begin, finish
from orgstructure.permissions import Perm
from tests.apv.test_duty import Counter
from tests.common.test_uploads import picture
from tests.factories import NOW, TODAY, ChecklistFactory, EngagementFactory, SafetyRoundFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(tmp_path)}}
    }


@pytest.fixture
def ward():
    return UnitFactory(name="Afsnit M2", parent=UnitFactory(name="Hospitalet"))


@pytest.fixture
def client(client_of, person_with, ward):
    return client_of(person_with(Perm.EDIT_PLANS, on=ward))


@pytest.fixture
def walked(ward):
    return SafetyRoundFactory(unit=ward)


def tap(client, walked, answer="", **more):
    return client.post(walked.get_absolute_url(), {"answer": answer, **more})


def states(walked):
    return list(walked.points.values_list("state", flat=True))


def test_the_shipped_checklist_has_twenty_points_in_three_languages():
    checklist = Checklist.objects.get(made_by=None, version=1, unit=None)
    assert len(checklist.items) == 20
    assert {tuple(sorted(item["text"])) for item in checklist.items} == {("da", "en", "sv")}


def test_from_the_checklist_to_a_finding_in_two_taps_and_a_few_words(client, ward):
    checklist = ChecklistFactory(unit=ward)
    new = reverse("safety-round-new", args=[ward.pk])
    form = client.get(new).context["form"]
    assert form.initial["checklist"] == checklist  # the nearest is chosen
    said = {"checklist": checklist.pk, "submission_id": form.initial["submission_id"]}
    for _twice in range(2):
        client.post(new, said)
    walked = SafetyRound.objects.get()
    first, second, third = walked.points.all()

    answer = tap(client, walked, f"{first.pk}:problem")
    assert answer["Location"] == f"/apv/safety-rounds/{walked.pk}/#point-{first.pk}"
    tap(client, walked, f"{second.pk}:ok", **{f"words-{first.pk}": "Pyt ved vasken"})
    assert states(walked) == ["problem", "ok", ""]

    client.post(reverse("safety-round-finish", args=[walked.pk]), {"participants": "Anna og Birgit", "next_on": "1.11.2027"})

    finding = Finding.objects.get()
    assert (finding.title, finding.description, finding.found_by, finding.topic) == (
        "Pyt ved vasken", "Er gulvet tørt?", "safety_round", "accident",
    )  # fmt: skip
    assert finding.of_point == first
    walked.refresh_from_db()
    assert (walked.completed_on, walked.participants) == (TODAY, "Anna og Birgit")
    tap(client, walked, f"{third.pk}:ok")
    assert states(walked) == ["problem", "ok", ""]  # finished is finished


def test_a_problem_without_words_is_named_by_its_point(client, walked):
    point = walked.points.first()
    tap(client, walked, f"{point.pk}:problem")
    client.post(reverse("safety-round-finish", args=[walked.pk]), {"participants": "Anna"})
    assert Finding.objects.get().title == "Er gulvet tørt?"


def test_what_stands_on_no_list_is_a_point_once(client, walked):
    for _twice in range(2):
        tap(client, walked, beside="Døren binder")
    assert list(walked.points.filter(text={}).values_list("words", "state", "position")) == [("Døren binder", "problem", 4)]


def test_a_cpr_number_is_refused_and_nothing_typed_is_lost(client, walked):
    first, second, _third = walked.points.all()
    tap(client, walked, f"{first.pk}:problem")
    answer = tap(client, walked, f"{second.pk}:ok", **{f"words-{first.pk}": "Faldt: 010780-1234", "beside": "Også 010780-1234"})
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "Faldt: 010780-1234" in text
    assert "Også 010780-1234" in text
    assert states(walked) == ["problem", "ok", ""]  # the tap was kept
    first.refresh_from_db()
    assert first.words == ""


@pytest.mark.parametrize("answer", ["", "x:ok", "99999999999999999999:ok", "1:gone", "0:ok", "1:ok\x00"])
def test_a_tap_that_is_none_changes_nothing(client, walked, answer):
    assert tap(client, walked, answer, **{"words-x": "a", "words-9999999999": "b"}).status_code == 302
    assert states(walked) == ["", "", ""]


def test_a_point_of_another_round_is_not_reached(client, walked):
    other = SafetyRoundFactory()
    tap(client, walked, f"{other.points.first().pk}:problem", **{f"words-{other.points.first().pk}": "Nej"})
    assert states(other) == ["", "", ""]


def test_a_photo_is_made_anew_and_read_by_every_employee(client, client_of, walked):
    point = walked.points.first()
    tap(client, walked, f"{point.pk}:problem")
    for _twice in range(2):
        tap(client, walked, **{f"photo-{point.pk}": SimpleUploadedFile("gulv.jpg", picture("JPEG"))})
    photo = RoundPhoto.objects.get()
    address = reverse("round-photo", args=[photo.public_id])
    reader = client_of(EngagementFactory().user)

    answer = reader.get(address)
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert b"".join(answer).startswith(b"\xff\xd8")
    assert reader.post(reverse("round-photo-take-out", args=[photo.public_id])).status_code == 403

    client.post(reverse("round-photo-take-out", args=[photo.public_id]))
    assert reader.get(address).status_code == 404


def test_a_file_that_is_no_picture_is_refused_at_its_point(client, walked):
    point = walked.points.first()
    tap(client, walked, f"{point.pk}:problem")
    answer = tap(client, walked, **{f"photo-{point.pk}": SimpleUploadedFile("gulv.pdf", b"%PDF-1.7 x")})
    assert answer.status_code == 422
    assert "JPG eller PNG" in answer.content.decode()


def test_a_round_begun_by_mistake_is_given_up(client, walked):
    client.post(reverse("safety-round-give-up", args=[walked.pk]))
    walked.refresh_from_db()
    assert walked.given_up_on == TODAY
    with pytest.raises(RefusedError):
        finish(walked, participants="Anna", next_on=None, by=UserFactory(), now=NOW, today=TODAY)


def test_a_round_over_time_is_the_newest_whose_next_day_has_passed(ward):
    done = {"completed_on": TODAY, "completed_by": UserFactory(), "participants": "Anna"}
    old = SafetyRoundFactory(unit=ward, on=TODAY.replace(year=2025), next_on=TODAY.replace(day=1), **done)
    assert list(SafetyRound.objects.overdue(TODAY)) == [old]
    SafetyRoundFactory(unit=ward)
    assert not SafetyRound.objects.overdue(TODAY).exists()


@pytest.mark.parametrize(
    ("row", "columns", "refused"),
    [
        (SafetyRound, {"completed_on": TODAY}, "says_by_whom"),
        (RoundPoint, {"finding_id": 1, "state": "ok"}, "with_a_finding_is_a_problem"),
    ],
)
def test_the_database_refuses(walked, row, columns, refused):
    with pytest.raises(IntegrityError, match=refused):
        row.objects.update(**columns)


def test_the_page_asks_as_much_of_many_points_as_of_few(client, ward):
    counts = []
    for more in (1, 20):
        checklist = ChecklistFactory(items=[{"topic": "accident", "text": {"da": f"Punkt {n}"}} for n in range(more)])
        walked = SafetyRoundFactory(unit=ward, checklist=checklist)
        walked.points.update(state="problem")
        with connection.execute_wrapper(counter := Counter()):
            client.get(walked.get_absolute_url())
        counts.append(counter.number)
    assert counts[0] == counts[1]


# --- Checklists -------------------------------------------------------------------------------------------
def test_a_changed_checklist_is_a_new_version_and_walked_rounds_keep_theirs(client, ward):
    first = ChecklistFactory(unit=ward)
    walked = begin(ward, first, submission_id=uuid.uuid4(), by=UserFactory(), now=NOW, today=TODAY)
    page = reverse("checklist-edit", args=[first.pk])
    assert "Er gulvet tørt?" in client.get(page).content.decode()

    said = {"name_da": "Vores", "shown": first.pk, "topic_0": "chemical", "text_da_0": "Er dunkene mærket?"}
    client.post(page, said)

    assert [one.items for one in Checklist.objects.for_unit(ward).filter(unit=ward)] == [
        [{"topic": "chemical", "text": {"da": "Er dunkene mærket?"}}]
    ]
    assert walked.points.count() == 3
    stale = client.post(page, said)
    assert stale.status_code == 422
    assert "Er dunkene mærket?" in stale.content.decode()


def test_a_checklist_needs_a_name_and_a_point(client, ward):
    page = reverse("checklist-new", args=[ward.pk])
    assert client.post(page, {"text_da_0": "Er gulvet tørt?"}).status_code == 422
    assert client.post(page, {"name_da": "Vores"}).status_code == 422
    assert client.post(page, {"name_da": "Vores", "text_da_0": "Er gulvet tørt?"}).status_code == 302
    assert Checklist.objects.for_unit(ward).filter(unit=ward).count() == 1


def test_a_checklist_out_of_use_is_chosen_no_more(client, ward):
    one = ChecklistFactory(unit=ward)
    client.post(
        reverse("checklist-edit", args=[one.pk]), {"name_da": "Vores", "shown": one.pk, "text_da_0": "Er gulvet tørt?", "retire": "1"}
    )
    assert not Checklist.objects.for_unit(ward).filter(unit=ward).exists()


def test_the_regions_checklist_is_changed_by_who_configures(client, client_of, person_with, ward):
    page = reverse("checklist-edit", args=[ChecklistFactory().pk])
    assert client.get(page).status_code == 403
    assert client_of(person_with(Perm.CONFIGURE, on=ward.parent)).get(page).status_code == 200


def test_a_version_of_a_checklist_is_never_changed():
    ChecklistFactory()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE safetynet_web")
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            cursor.execute("UPDATE apv_checklist SET version = 9")
