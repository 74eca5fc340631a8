"""One human being, and the employments that he or she has."""

from datetime import date
from typing import ClassVar, Self

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from safetynet.common.fields import Words, beginning_with, period_is_forward, sort_key, valid_on, words_of


class UserQuerySet(models.QuerySet["User"]):
    """People by what they are today."""

    def employed(self, today: date) -> Self:
        """People with an employment on that day."""
        current = Engagement.objects.filter(valid_on(today))
        return self.filter(is_active=True, pk__in=current.values("user"))

    def admitted(self, today: date) -> Self:
        """Who may be signed in on that day: a leaver may not; an account that never had an employment is local."""
        engagements = Engagement.objects.filter(user=OuterRef("pk"))
        is_employed = Exists(engagements.filter(valid_on(today)))
        return self.filter(is_employed | ~Exists(engagements), is_active=True)

    def departed(self, today: date) -> Self:
        """Everybody else: whoever owns a plan must not be one of these."""
        return self.exclude(pk__in=self.admitted(today).values("pk"))

    def search(self, text: str) -> Self:
        """A word of the name, or of the title of an employment, begins as each word typed does; found through the word indexes."""
        found = self
        for word in words_of(text)[:5]:
            begins = beginning_with(word)
            named = User.objects.alias(words=Words("first_name", "last_name")).filter(words=begins).values("pk")
            titled = Engagement.objects.alias(words=Words("title")).filter(words=begins).values("user")
            found = found.filter(pk__in=named.union(titled, all=True))
        return found.order_by("name_sort", "pk")


class UserManager(BaseUserManager["User"].from_queryset(UserQuerySet)):  # type: ignore[misc]
    """Makes people; the username is ours and opaque."""

    def create_user(self, username: str, password: str | None = None, **fields: object) -> "User":
        """A person who can sign in with a local password, or cannot when `password` is None."""
        user: User = self.model(username=username, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, username: str, password: str | None = None, **fields: object) -> "User":
        """For repair; the closed zone stays closed to it (architecture, section 3)."""
        return self.create_user(username, password, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """One human being or one system client; `username` is our own opaque value.

    The CPR number is kept twice, neither readable in a dump: as a keyed hash for matching and encrypted for the
    statutory injury report (R66).
    """

    class Kind(models.TextChoices):
        """Who signs in."""

        PERSON = "person", _("person")
        SYSTEM = "system", _("system client")

    username = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.PERSON)
    first_name = models.CharField(max_length=120, blank=True)
    last_name = models.CharField(max_length=120, blank=True)
    name_sort = sort_key("first_name", "last_name")
    email = models.EmailField(max_length=254, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=5, blank=True, choices=[("da", "Dansk"), ("sv", "Svenska"), ("en", "English")])
    cpr_hash = models.BinaryField(max_length=32, null=True, unique=True, editable=False)
    cpr_encrypted = models.BinaryField(null=True, editable=False)
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="user_cpr_hash_and_ciphertext_together",
                condition=Q(cpr_hash=None, cpr_encrypted=None) | Q(cpr_hash__isnull=False, cpr_encrypted__isnull=False),
            )
        ]
        indexes = [
            models.Index(fields=["name_sort", "id"], name="user_by_name"),
            GinIndex(Words("first_name", "last_name"), name="user_by_word"),
        ]

    def __str__(self) -> str:
        return self.get_full_name()

    def get_full_name(self) -> str:
        """First and last name; never the number."""
        return f"{self.first_name} {self.last_name}".strip() or self.username

    def get_short_name(self) -> str:
        """What colleagues say."""
        return self.first_name or self.username


class EngagementQuerySet(models.QuerySet["Engagement"]):
    """Employments by day."""

    def current(self, today: date) -> Self:
        """Those that hold on that day."""
        return self.filter(valid_on(today))

    def home_first(self) -> Self:
        """The longest employment first: it is the person's home (formats page)."""
        return self.order_by("valid_from", "number")


class Engagement(models.Model):
    """One employment (ansættelse) of one person in one unit for a stretch of days.

    `valid_to` is the feed's Slutdato plus one day. A change of unit or title closes the row and opens another.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="engagements")
    unit = models.ForeignKey("orgstructure.Unit", models.PROTECT, related_name="engagements")
    number = models.CharField(max_length=64, help_text="Medarbejdernummer: text, leading zeros matter.")
    username = models.CharField(max_length=64, blank=True)
    title = models.CharField(max_length=120, blank=True)
    profession = models.CharField(max_length=120, blank=True)
    manager_number = models.CharField(max_length=64, blank=True)
    hired_on = models.DateField(help_text="The feed's Startdato; stays when the row is split by a change.")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    objects = EngagementQuerySet.as_manager()

    class Meta:
        constraints = [
            period_is_forward("engagement_ends_after_it_began"),
            models.UniqueConstraint(fields=["number", "valid_from"], name="engagement_number_starts_once_a_day"),
            models.UniqueConstraint(fields=["number"], condition=Q(valid_to=None), name="engagement_number_is_one_open_employment"),
            models.CheckConstraint(name="engagement_hired_before_valid", condition=Q(hired_on__lte=F("valid_from"))),
        ]
        indexes = [
            models.Index(fields=["unit", "valid_to"], name="engagement_by_unit"),
            models.Index(fields=["user", "valid_from"], name="engagement_by_user"),
            models.Index(fields=["username"], name="engagement_by_username"),
            GinIndex(Words("title"), name="engagement_by_word"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class DirectoryUse(models.Model):
    """How often somebody looked people up in this hour: one row a person, so that nobody copies the directory out."""

    user = models.OneToOneField(User, models.CASCADE, related_name="+")
    hour = models.DateTimeField()
    lookups = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.user_id} {self.lookups}"


class CprRead(models.Model):
    """Somebody asked to read a CPR number in clear: written and committed before the number is decrypted, never changed (R66)."""

    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    person = models.ForeignKey(User, models.PROTECT, related_name="cpr_reads")
    unit = models.ForeignKey(
        "orgstructure.Unit", models.PROTECT, related_name="+", help_text="Where the reader's right reached the person."
    )
    reason = models.CharField(max_length=300)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="cpr_read_has_a_reason", condition=~Q(reason=""))]
        indexes = [models.Index(fields=["person", "-at"], name="cpr_read_by_person")]

    def __str__(self) -> str:
        return f"{self.by_id} {self.person_id}"
