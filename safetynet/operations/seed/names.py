"""Words the invented region is made of."""

FIRST_NAMES = (
    "Abdi", "Agnete", "Aksel", "Alma", "Amina", "Anders", "Anja", "Annelise", "Asger", "Astrid", "Benedikte", "Birgit", "Bjarne", "Bo",
    "Camilla", "Carsten", "Cecilie", "Charlotte", "Claus", "Dagny", "Dorte", "Ebbe", "Elin", "Ellen", "Emil", "Erik", "Esben", "Eva",
    "Fatima", "Flemming", "Freja", "Gitte", "Grethe", "Gunnar", "Hanne", "Harald", "Hassan", "Heidi", "Henning", "Ida", "Inge", "Ingrid",
    "Ivan", "Jakob", "Janne", "Jens", "Jette", "Johan", "Josefine", "Jytte", "Kamal", "Karen", "Karsten", "Katrine", "Kirsten", "Klara",
    "Knud", "Kristian", "Lars", "Lasse", "Leila", "Lene", "Lis", "Liv", "Lone", "Mads", "Magnus", "Maja", "Malene", "Maria", "Marianne",
    "Martin", "Mathilde", "Mikkel", "Morten", "Nadia", "Niels", "Nina", "Nora", "Ole", "Oscar", "Pernille", "Pia", "Poul", "Preben",
    "Ragnhild", "Rasmus", "Rikke", "Rune", "Ruth", "Sanne", "Selma", "Signe", "Simon", "Sofie", "Steen", "Stine", "Susanne", "Svend",
    "Søren", "Tanja", "Thea", "Thomas", "Tina", "Torben", "Tove", "Trine", "Troels", "Ulla", "Vibeke", "Viggo", "Yasmin", "Åse",
)  # fmt: skip
LAST_NAMES = (
    "Agerbo", "Ahmed", "Andreasen", "Bak", "Bang", "Bech", "Berg", "Birk", "Bjerre", "Bonde", "Brandt", "Brink", "Bruun", "Buch",
    "Carlsen", "Christensen", "Clausen", "Dahlgaard", "Dalgas", "Damgaard", "Eskildsen", "Fabricius", "Fischer", "Frandsen", "Friis",
    "Frost", "Gade", "Gregersen", "Gram", "Hald", "Hansen", "Hede", "Hein", "Holst", "Hussein", "Iversen", "Jacobsen", "Jensen",
    "Jespersen", "Johansen", "Juhl", "Juul", "Jørgensen", "Karlsen", "Kirk", "Klit", "Knudsen", "Koch", "Kragh", "Krogh", "Kruse",
    "Larsen", "Lassen", "Lauridsen", "Lind", "Lorentzen", "Lund", "Madsen", "Mikkelsen", "Munk", "Mølgaard", "Møller", "Nielsen",
    "Nissen", "Nygaard", "Nørgaard", "Olesen", "Olsen", "Ottosen", "Overgaard", "Pedersen", "Petersen", "Poulsen", "Rahbek", "Rask",
    "Rasmussen", "Ravn", "Riis", "Rosenkilde", "Schmidt", "Simonsen", "Sjøgaard", "Skaarup", "Sommer", "Steffensen", "Storm", "Svane",
    "Søndergaard", "Sørensen", "Thomsen", "Thygesen", "Toft", "Udsen", "Vestergaard", "Vinther", "Voss", "Winther", "Yilmaz", "Ølgaard",
)  # fmt: skip
SOMATIC = (
    "Akutmodtagelsen", "Medicinsk Afdeling", "Ortopædkirurgi", "Kirurgisk Afdeling", "Børneafdelingen", "Kvindesygdomme og Fødsler",
    "Anæstesi og Intensiv", "Hjertesygdomme", "Neurologi", "Lungesygdomme", "Røntgen og Skanning", "Fysio- og Ergoterapi", "Øjenafdelingen",
    "Nyresygdomme", "Kræftafdelingen", "Klinisk Biokemi", "Hud og Allergi", "Øre, Næse og Hals", "Gigtsygdomme", "Geriatri", "Urologi",
    "Infektionssygdomme",
)  # fmt: skip
PSYCHIATRIC = ("Lukket Psykiatri", "Åben Psykiatri", "Børne- og Ungepsykiatri", "Retspsykiatri", "Ældrepsykiatri", "Distriktspsykiatri")
SERVICE = ("Rengøring", "Portører", "Køkken", "Teknisk Drift", "Sterilcentral", "Depot og Transport")
OFFICE = ("HR", "Arbejdsmiljø og Trivsel", "Økonomi", "It og Digitalisering", "Byggeri", "Kommunikation")
HOSPITALS = (
    "Fjordhospitalet", "Bakkehospitalet", "Åhospitalet", "Skovhospitalet", "Strandhospitalet", "Hedehospitalet", "Engehospitalet",
    "Sundhospitalet", "Klinthospitalet", "Mosehospitalet",
)  # fmt: skip

CLINICAL_STAFF = (
    ("Sygeplejerske", "Sygeplejerske", "DSR"), ("Sygeplejerske", "Sygeplejerske", "DSR"), ("Sygeplejerske", "Sygeplejerske", "DSR"),
    ("Social- og sundhedsassistent", "Social- og sundhedsassistent", "FOA"), ("Overlæge", "Læge", "Overlægeforeningen"),
    ("Reservelæge", "Læge", "Yngre Læger"), ("Lægesekretær", "Sekretær", "HK"), ("Fysioterapeut", "Terapeut", "Danske Fysioterapeuter"),
    ("Ergoterapeut", "Terapeut", "Ergoterapeutforeningen"), ("Bioanalytiker", "Bioanalytiker", "Danske Bioanalytikere"),
)  # fmt: skip
PSYCHIATRIC_STAFF = (
    ("Sygeplejerske", "Sygeplejerske", "DSR"), ("Social- og sundhedsassistent", "Social- og sundhedsassistent", "FOA"),
    ("Social- og sundhedsassistent", "Social- og sundhedsassistent", "FOA"), ("Pædagog", "Pædagog", "Socialpædagogerne"),
    ("Psykolog", "Psykolog", "Dansk Psykolog Forening"), ("Overlæge", "Læge", "Overlægeforeningen"), ("Lægesekretær", "Sekretær", "HK"),
)  # fmt: skip
SERVICE_STAFF = (
    ("Serviceassistent", "Service", "3F"), ("Serviceassistent", "Service", "FOA"), ("Portør", "Portør", "FOA"),
    ("Køkkenassistent", "Køkken", "FOA"),
    ("Håndværker", "Teknik", "Dansk El-Forbund"),
)  # fmt: skip
OFFICE_STAFF = (
    ("Konsulent", "Administration", "Djøf"),
    ("Assistent", "Administration", "HK"),
    ("Specialkonsulent", "Administration", "DM"),
)
