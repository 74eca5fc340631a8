"""Annual reports of the demo: the region's of last year, published with people's words, and a hospital's draft."""

from datetime import UTC, date, datetime, time

from django.utils.translation import override

from annualcycle.annual_page import AnnualPage
from annualcycle.models import AnnualReport, AnnualReportText
from annualcycle.usecases import annual_reports
from injuries.indicators import FIRST
from injuries.usecases.showing import keep_year
from orgstructure.models import Committee, User

Of = AnnualReportText.Chapter
REGION = {
    Of.SUMMARY: (
        "Året viste to ting på samme tid. Der bliver lavet handleplaner, og når vi ser efter, har de fleste hjulpet. Men for "
        "mange planer når aldrig dertil, hvor nogen ser efter. Derfor handler denne rapport mest om det sidste skridt.\n\n"
        "Vi har valgt at vise tallene, som de er, også hvor de ikke er kønne. Hospitalerne skriver deres egne rapporter, og bag hvert "
        "tal ligger de handleplaner, det er talt af."
    ),
    Of.PLANS: (
        "Vi måler på den dato, planen først blev offentliggjort med. Flyttes datoen, flytter tallet sig ikke. Det gør målet "
        "strengt, men også til at stole på: det kan kun blive bedre ved, at der bliver set efter til tiden.\n\n"
        "Forskellen mellem udvalgene er stor. De steder, hvor effekten er et fast punkt på "
        "gruppens møde, ligger højest."
    ),
    Of.EFFECTS: (
        "En handleplan uden virkning er ikke spildt, når nogen opdager det og prøver noget andet. Vi vil gerne se flere "
        "vurderinger, der bygger på at spørge medarbejderne eller tælle, og færre, der bygger på et indtryk."
    ),
    Of.WHY: (
        "Vi har spurgt dem, hvis handleplaner gik i stå. Svarene peger sjældent på modvilje. De peger på tid, på at ingen blev "
        "enige om, hvem der tog det næste skridt, og på penge, der skulle bevilges et andet sted.\n\n"
        "Mange steder er indsatsen gennemført, men effekten blev aldrig vurderet, fordi ingen havde sat en dag af til det. Det "
        "kan vi gøre noget ved uden at bede om flere hænder: dagen sættes, når planen bliver lavet, og den står på gruppens "
        "dagsorden."
    ),
    Of.APV: (
        "Reglen er streng: en enhed er for sent på den, når bare ét emne ikke er dækket inden for tre år. Nogle af dem, der mangler, "
        "har lavet deres APV, men har sprunget et emne over. Andre har udskudt den, mens ledelsen skiftede. Hospitalerne har "
        "listen, og RMU ser på den på hvert møde, til den er tom."
    ),
    Of.INJURIES: (
        "Nye kolleger kommer oftere til skade end andre. Makkerordningen fra strategien er indført på de fleste afsnit, og vi "
        "følger tallet mod 2030. Tal, der er så små, at nogen kunne genkendes, vises ikke."
    ),
    Of.ORGANISATION: (
        "Huller i organisationen lukkes ved valg og udpegning. Hospitalerne har fået listen, og hvert hul har en person, der kan lukke det."
    ),
    Of.SELF_AUDIT: (
        "Egenkontrollen er en samtale, før den er et skema. Hvor leder og arbejdsmiljørepræsentant har svaret sammen, fører den "
        "til flere handlinger."
    ),
    Of.GOALS: (
        "Regionens egne mål løber frem til 2030 og bedømmes hvert år i januar, når årets tal ligger fast. Målene på niveauerne "
        "herunder er bedømt af dem, der satte dem. Et mål, der ikke er bedømt, bliver det, før der sættes nye."
    ),
    Of.NEXT: (
        "Næste år arbejder vi med tre ting: at sætte dagen for effektvurderingen, når planen laves; at tage de planer op på "
        "møderne, der er gået i stå; og at give nye kolleger en tryg start."
    ),
    Of.ASKED: (
        "Loven kræver, at arbejdsmiljøet vurderes, at der handles på det, og at det kan vises på skrift. Resten har regionen "
        "selv besluttet.\n\n"
        "De fleste udvalg og grupper holdt drøftelsen på papir i år og er derfor ikke talt med. Fra næste år holdes den i "
        "SafetyNet, så det her tal viser, hvor langt vi er."
    ),
}
HOSPITAL = {
    Of.SUMMARY: (
        "Udkast til HMU: Vi har færre gamle handleplaner end sidste år, men stadig for mange, som ingen har set på i et halvt år."
    ),
}


def write_annual_reports(ward_id: int, *, by: User, today: date) -> None:
    """Of the committees above the ward: the topmost one's is published, the next one's is being written."""
    covering = Committee.objects.covering(ward_id, today).order_by("-depth").first()
    if covering is None:
        return
    above = list(Committee.objects.filter(pk__in=covering.ancestor_ids()).order_by("depth"))
    at = datetime.combine(date(today.year, 2, 12), time(10), UTC)
    for year in range(FIRST, today.year):
        keep_year(year, now=at, today=today)  # as the night does, but for what is sealed: or all injuries would be dashes
    region = _write(above[0] if above else covering, REGION, by=by, at=at, today=today)
    annual_reports.publish(report=region, version=region.version, by=by, now=at)
    if len(above) > 1:
        _write(above[1], HOSPITAL, by=by, at=at, today=today)


def _write(committee: Committee, words: dict[Of, str], *, by: User, at: datetime, today: date) -> AnnualReport:
    """Each chapter begins with the sentence drafted from the figures, as people keep it."""
    end = date(today.year - 1, 12, 31)
    report, _is_new = annual_reports.begin(place=committee, year=end.year, as_of=end, by=by, now=at, today=today)
    with override("da"):
        page = AnnualPage(report)
        drafted = {chapter: page.chapter(chapter).chapter.drafted for chapter in words}
    for chapter, own in words.items():
        annual_reports.write(report=report, chapter=chapter, text=f"{drafted[chapter]}\n\n{own}", version=0, by=by, now=at)
    return report
