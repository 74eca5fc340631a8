"""What happened in everyday words, and the codes that say it: nobody who was hurt looks a classification up.

Each phrase gives codes by table; what it does not say is left to whoever completes the case. `also` are further words
that find it, in any of the three languages.
"""
# ruff: noqa: E501  one line a phrase

from collections.abc import Mapping
from dataclasses import dataclass, field

from injuries.codes.tables import Table
from safetynet.common.fields import words_of


@dataclass(frozen=True)
class Phrase:
    """One way of saying what happened."""

    key: str
    texts: Mapping[str, str]
    codes: Mapping[Table, str]
    also: str = ""
    words: tuple[str, ...] = field(default=(), compare=False)


def _phrase(key: str, english: str, danish: str, swedish: str, also: str, **codes: str) -> Phrase:
    by_table = {Table[name.upper()]: code for name, code in codes.items()}
    words = words_of(f"{english} {danish} {swedish} {also}")
    return Phrase(key, {"en": english, "da": danish, "sv": swedish}, by_table, also, tuple(dict.fromkeys(words)))


PHRASES = (
    _phrase("needle", "stuck by a needle", "stak mig på en nål", "stack mig på en nål", "kanyle nålestik sprøjte blod kanyl spruta syringe", activity="46", deviation="61", contact="52", agent="06", injury="012"),
    _phrase("scalpel", "cut by a knife or scalpel", "skar mig på en kniv eller skalpel", "skar mig på kniv eller skalpell", "snit saks glas kniv sax", activity="20", deviation="43", contact="51", agent="06", injury="012"),
    _phrase("glass", "cut by broken glass", "skar mig på glas", "skar mig på glas", "flaske ampul skår flaska", activity="41", deviation="32", contact="51", agent="14", injury="012"),
    _phrase("lift-patient", "lifted or turned a patient", "løftede eller vendte en patient", "lyfte eller vände en patient", "forflytning seng lejring borger förflyttning brukare", activity="51", deviation="71", contact="71", agent="18", injury="032"),
    _phrase("caught-patient", "caught a patient who fell", "greb en patient, der faldt", "fångade en patient som föll", "gribe fald støtte", activity="51", deviation="71", contact="71", agent="18", injury="032"),
    _phrase("lift-thing", "lifted something heavy", "løftede noget tungt", "lyfte något tungt", "kasse byrde bære kartong låda", activity="51", deviation="71", contact="71", agent="14", injury="032"),
    _phrase("push", "pushed or pulled a bed or trolley", "skubbede eller trak en seng eller vogn", "sköt eller drog en säng eller vagn", "madvogn linnedvogn rullestol rullstol", activity="52", deviation="72", contact="71", agent="11", injury="032"),
    _phrase("twist", "twisted or overstretched", "vred eller forstrakte mig", "vred eller sträckte mig", "hold i ryggen smæk ryggskott", activity="67", deviation="74", contact="71", injury="032"),
    _phrase("trod", "trod wrongly", "trådte forkert", "trampade snett", "vrikkede om på foden ankel stukade", activity="61", deviation="75", contact="71", agent="01", injury="032"),
    _phrase("slip-wet", "slipped on a wet floor", "gled på et vådt gulv", "halkade på ett vått golv", "glat vand spild halt", activity="61", deviation="52", contact="31", agent="01"),
    _phrase("slip-ice", "slipped on ice or snow", "gled på is eller sne", "halkade på is eller snö", "glatføre vinter parkering halka", activity="61", deviation="52", contact="31", agent="20"),
    _phrase("trip", "tripped over something", "snublede over noget", "snubblade över något", "ledning kabel dørtrin tröskel sladd", activity="61", deviation="52", contact="31", agent="01"),
    _phrase("stairs", "fell on stairs", "faldt på en trappe", "föll i en trappa", "trappetrin trappsteg", activity="61", deviation="51", contact="31", agent="02"),
    _phrase("ladder", "fell from a ladder or a chair", "faldt ned fra en stige eller stol", "föll från en stege eller stol", "skammel pall", activity="64", deviation="51", contact="31", agent="02"),
    _phrase("bicycle", "fell on a bicycle at work", "væltede på cykel i arbejdet", "välte med cykel i arbetet", "elcykel hjemmepleje", activity="30", deviation="42", contact="31", agent="12"),
    _phrase("traffic", "traffic accident", "trafikulykke", "trafikolycka", "bil ambulance påkørt bil påkörd", activity="30", deviation="42", contact="45", agent="12"),
    _phrase("kick", "kicked by a patient", "sparket af en patient", "sparkad av en patient", "spark ben borger", activity="70", deviation="83", contact="83", agent="18"),
    _phrase("blow", "hit by a patient", "slået af en patient", "slagen av en patient", "slag næve lussing knytnäve", activity="70", deviation="83", contact="83", agent="18"),
    _phrase("bite", "bitten or scratched by a patient", "bidt eller kradset af en patient", "biten eller riven av en patient", "bid negle bett klöst", activity="70", deviation="83", contact="81", agent="18", injury="012"),
    _phrase("spit", "spat at", "spyttet på", "spottad på", "spyt spott", activity="70", deviation="83", contact="16", agent="18"),
    _phrase("held", "held, pushed or strangled", "holdt fast, skubbet eller taget kvælertag på", "fasthållen, knuffad eller strypt", "kvælertag skub hår strypgrepp knuff", activity="70", deviation="83", contact="83", agent="18"),
    _phrase("thrown", "hit by something a patient threw", "ramt af noget, en patient kastede", "träffad av något en patient kastade", "kastet stol tallerken", activity="70", deviation="83", contact="41", agent="17"),
    _phrase("threat", "threatened by a patient or relative", "truet af en patient eller pårørende", "hotad av en patient eller närstående", "trusler råb skældt ud hot", activity="70", deviation="83", contact="73", agent="18", injury="111"),
    _phrase("threat-net", "threatened by telephone or online", "truet på telefon eller nettet", "hotad på telefon eller nätet", "mail sms sociale medier sociala medier", activity="70", deviation="83", contact="73", injury="111"),
    _phrase("colleague", "hit or threatened by somebody who works here", "slået eller truet af en, der arbejder her", "slagen eller hotad av någon som arbetar här", "kollega leder chef kollega", activity="70", deviation="82", contact="83", agent="18"),
    _phrase("witness", "saw something violent or terrible", "så noget voldsomt eller forfærdeligt", "såg något våldsamt eller hemskt", "selvmord død genoplivning självmord", activity="70", deviation="85", contact="73", injury="112"),
    _phrase("door", "squeezed in a door or drawer", "klemt i en dør eller skuffe", "klämd i en dörr eller låda", "fingre lift fingrar", activity="47", deviation="64", contact="61", agent="01"),
    _phrase("between", "squeezed between bed, trolley or wall", "klemt mellem seng, vogn eller væg", "klämd mellan säng, vagn eller vägg", "sengehest sänggrind", activity="52", deviation="42", contact="63", agent="11"),
    _phrase("run-over", "hit by a bed, trolley or truck", "ramt af en seng, vogn eller truck", "påkörd av en säng, vagn eller truck", "påkørt palleløfter", activity="61", deviation="42", contact="44", agent="11"),
    _phrase("fell-on", "something fell on me", "fik noget ned over mig", "fick något över mig", "hylde skab tappade hylla", activity="41", deviation="33", contact="42", agent="14"),
    _phrase("bumped", "walked into something", "gik ind i noget", "gick in i något", "stødte hovedet kant skab slog huvudet", activity="61", deviation="64", contact="32", agent="01"),
    _phrase("hot", "burnt by something hot", "brændte mig på noget varmt", "brände mig på något hett", "kogende vand kaffe ovn autoklave kokande ugn", activity="40", deviation="22", contact="13", injury="061"),
    _phrase("chemical-skin", "chemical or medicine on the skin", "fik kemi eller medicin på huden", "fick kemikalie eller läkemedel på huden", "ætsning cytostatika sprit frätande", activity="46", deviation="22", contact="16", agent="15", injury="062"),
    _phrase("eye", "splashed in the eye", "fik stænk i øjet", "fick stänk i ögat", "blod kemi sprøjt kroppsvätska", activity="46", deviation="22", contact="16", agent="15"),
    _phrase("fumes", "breathed in fumes, gas or dust", "indåndede dampe, gas eller støv", "andades in ångor, gas eller damm", "narkosegas røg rök", activity="70", deviation="23", contact="15", agent="15", injury="071"),
    _phrase("infection", "infected at work", "smittet på arbejdet", "smittad på arbetet", "covid tuberkulose fnat smitta skabb", activity="70", contact="15", agent="15", injury="072"),
    _phrase("electric", "electric shock", "fik elektrisk stød", "fick en elektrisk stöt", "strøm apparat ström", activity="40", deviation="12", contact="12", agent="10"),
    _phrase("noise", "hurt by a sudden noise", "fik skade af en pludselig lyd", "skadades av ett plötsligt ljud", "alarm høreskade knald smäll", activity="70", contact="72", agent="20", injury="091"),
    _phrase("animal", "bitten or stung by an animal", "bidt eller stukket af et dyr", "biten eller stucken av ett djur", "hund bi hveps hund geting", activity="70", deviation="84", contact="81", agent="18"),
    _phrase("machine", "caught or cut by a machine", "kom til skade i en maskine", "skadades i en maskin", "pålægsmaskine vaskeri køkken tvätt kök", activity="10", deviation="63", contact="61", agent="10"),
    _phrase("chair-broke", "a chair or an aid broke", "en stol eller et hjælpemiddel gik i stykker", "en stol eller ett hjälpmedel gick sönder", "lift brast", activity="65", deviation="34", contact="31", agent="17"),
    _phrase("fire", "fire or smoke", "brand eller røg", "brand eller rök", "ild eld", activity="70", deviation="14", contact="13"),
    _phrase("radiation", "radiation or laser", "stråling eller laser", "strålning eller laser", "røntgen röntgen", activity="10", contact="72", agent="10", injury="102"),
)  # fmt: skip


def found(text: str, *, most: int = 8) -> list[Phrase]:
    """Phrases in which a word begins as each word typed does, those with most words so first; with no word, the commonest."""
    typed = words_of(text)
    if not typed:
        return list(PHRASES[:most])
    hits = [(sum(any(word.startswith(one) for word in phrase.words) for one in typed), phrase) for phrase in PHRASES]
    best = sorted((hit for hit in hits if hit[0]), key=lambda hit: -hit[0])
    return [phrase for _count, phrase in best[:most]]
