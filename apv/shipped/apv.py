"""The APV questionnaire: every topic the law names, asked in our own words; short sections first, the named part last.

Nobody is asked what does not concern them: the first question decides about lifting, screens, chemicals, infection and nights.
"""

from apv.blueprint import Blueprint, Measured, words
from apv.shipped.apv_people import ABSENCE, CARE_FOR, DEMANDS, LAST, RESPECT, TOGETHER
from apv.shipped.apv_place import ABOUT, BODY, PLACE, ROOMS, SAFETY, SUBSTANCES

DIMENSIONS = (
    Measured("substances", words("Kemi og medicin", "Kemikalier och läkemedel", "Chemicals and medicines"), "chemical", "chemicals"),
    Measured("infection", words("Smitte", "Smitta", "Infection"), "biological", "infection"),
    Measured(
        "absence",
        words("Arbejdet og sygefraværet", "Arbetet och sjukfrånvaron", "Work and sickness absence"),
        "absence",
        "absence",
        is_burden=True,
    ),
    Measured("safety", words("Sikkerhed og ulykker", "Säkerhet och olyckor", "Safety and accidents"), "accident", "accidents"),
    Measured(
        "lifting", words("Tunge løft og forflytning", "Tunga lyft och förflyttning", "Heavy lifting and moving people"),
        "ergonomic", "lifting", is_burden=True,
    ),
    Measured(
        "postures", words("Arbejdsstillinger", "Arbetsställningar", "Working postures"), "ergonomic", "postures", is_burden=True
    ),
    Measured(
        "together", words("Samarbejde og ledelse", "Samarbete och ledarskap", "Working together and leadership"),
        "psychosocial", "cooperation",
    ),
    Measured("care_for", words("Særlige hensyn", "Särskild hänsyn", "Special consideration"), "other", "other"),
    Measured("sound", words("Lyd og støj", "Ljud och buller", "Sound and noise"), "physical", "noise"),
    Measured(
        "rooms", words("Luft, lys, temperatur og plads", "Luft, ljus, temperatur och utrymme", "Air, light, temperature and space"),
        "physical", "climate",
    ),
    Measured("pressure", words("Tidspres", "Tidspress", "Time pressure"), "psychosocial", "workload", is_burden=True),
    Measured(
        "clear", words("Klarhed og indflydelse", "Tydlighet och inflytande", "Clarity and influence"), "psychosocial", "clarity"
    ),
    Measured(
        "feelings", words("Følelsesmæssig belastning", "Känslomässig belastning", "Emotional strain"),
        "psychosocial", "emotional", is_burden=True,
    ),
    Measured("threats", words("Forebyggelse af vold", "Förebyggande av våld", "Prevention of violence"), "psychosocial", "violence"),
    Measured("respect", words("Omgangstone og hjælp", "Umgängeston och hjälp", "Tone and help"), "psychosocial", "offence"),
)  # fmt: skip

APV = Blueprint(
    family="apv",
    name=words("APV", "Undersökning av arbetsmiljön", "Workplace assessment"),
    purpose=words(
        "Vi vil vide, hvor arbejdet slider, er farligt eller fungerer godt, så vi kan gøre noget ved det sammen.",
        "Vi vill veta var arbetet sliter, är farligt eller fungerar bra, så att vi kan göra något åt det tillsammans.",
        "We want to know where work wears, is dangerous or goes well, so that we can do something about it together.",
    ),
    minutes=8,
    dimensions=DIMENSIONS,
    parts=(ABOUT, SUBSTANCES, ABSENCE, SAFETY, BODY, TOGETHER, CARE_FOR, ROOMS, DEMANDS, RESPECT, LAST, PLACE),
)
