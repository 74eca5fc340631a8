# Texts of the interface.
msgid ""
msgstr ""
"Project-Id-Version: SafetyNet\n"
"Report-Msgid-Bugs-To: \n"
"Last-Translator: \n"
"Language-Team: \n"
"Language: da\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

#, python-format
msgid "%(beginning)s %(question)s."
msgstr "%(beginning)s, %(question)s."

#, python-format
msgid "%(beginning)s whether %(question)s."
msgstr "%(beginning)s, om %(question)s."

#, python-format
msgid "%(beginning)s: %(question)s"
msgstr "%(beginning)s: %(question)s"

#, python-format
msgid "%(count)s plan"
msgid_plural "%(count)s plans"
msgstr[0] "%(count)s plan"
msgstr[1] "%(count)s planer"

#, python-format
msgid "%(date)s: we look at whether it worked"
msgstr "%(date)s: vi ser på, om det virkede"

#, python-format
msgid "%(days)d day over time"
msgid_plural "%(days)d days over time"
msgstr[0] "%(days)d dag over tid"
msgstr[1] "%(days)d dage over tid"

#, python-format
msgid "%(days)s day late: %(measure)s"
msgid_plural "%(days)s days late: %(measure)s"
msgstr[0] "%(days)s dag for sent: %(measure)s"
msgstr[1] "%(days)s dage for sent: %(measure)s"

#, python-format
msgid "%(days)s day overdue"
msgid_plural "%(days)s days overdue"
msgstr[0] "%(days)s dag over tid"
msgstr[1] "%(days)s dage over tid"

#, python-format
msgid "%(done)s of %(all)s done"
msgstr "%(done)s af %(all)s udført"

#, python-format
msgid "%(done)s of %(due)s plans within 14 days of their first date"
msgstr "%(done)s af %(due)s planer senest 14 dage efter første frist"

#, python-format
msgid "%(done)s of %(total)s"
msgstr "%(done)s af %(total)s"

#, python-format
msgid "%(employees)s employees, %(units)s unit below"
msgid_plural "%(employees)s employees, %(units)s units below"
msgstr[0] "%(employees)s ansatte, %(units)s enhed herunder"
msgstr[1] "%(employees)s ansatte, %(units)s enheder herunder"

#, python-format
msgid "%(helped)s of %(evaluated)s"
msgstr "%(helped)s af %(evaluated)s"

#, python-format
msgid "%(measure)s (by %(date)s)"
msgstr "%(measure)s (senest %(date)s)"

#, python-format
msgid "%(name)s is covered by no group. Every employee must be, so this is a gap: tell your manager, or the consultants below."
msgstr "%(name)s er ikke dækket af nogen gruppe. Alle ansatte skal være dækket, så det er et hul: sig det til din leder eller til konsulenterne herunder."

#, python-format
msgid "%(number)d mail is tried again within a minute."
msgid_plural "%(number)d mails are tried again within a minute."
msgstr[0] "%(number)d mail prøves igen inden for et minut."
msgstr[1] "%(number)d mails prøves igen inden for et minut."

#, python-format
msgid "%(number)d plan from %(names)s is yours now"
msgid_plural "%(number)d plans from %(names)s are yours now"
msgstr[0] "%(number)d handleplan fra %(names)s er nu din"
msgstr[1] "%(number)d handleplaner fra %(names)s er nu dine"

#, python-format
msgid "%(number)s acute plan"
msgid_plural "%(number)s acute plans"
msgstr[0] "%(number)s akut plan"
msgstr[1] "%(number)s akutte planer"

#, python-format
msgid "%(number)s change"
msgid_plural "%(number)s changes"
msgstr[0] "%(number)s ændring"
msgstr[1] "%(number)s ændringer"

#, python-format
msgid "%(number)s changed"
msgid_plural "%(number)s changed"
msgstr[0] "%(number)s ændret"
msgstr[1] "%(number)s ændret"

#, python-format
msgid "%(number)s confidential plan belongs here too. Only those who may see it find it in their list."
msgid_plural "%(number)s confidential plans belong here too. Only those who may see them find them in their list."
msgstr[0] "%(number)s fortrolig handleplan hører også med. Kun de, der må se den, finder den i deres liste."
msgstr[1] "%(number)s fortrolige handleplaner hører også med. Kun de, der må se dem, finder dem i deres liste."

#, python-format
msgid "%(number)s employee"
msgid_plural "%(number)s employees"
msgstr[0] "%(number)s ansat"
msgstr[1] "%(number)s ansatte"

#, python-format
msgid "%(number)s is back as it was."
msgid_plural "%(number)s are back as they were."
msgstr[0] "%(number)s er tilbage, som den var."
msgstr[1] "%(number)s er tilbage, som de var."

#, python-format
msgid "%(number)s is left as it is; below it says why."
msgid_plural "%(number)s are left as they are; below it says why."
msgstr[0] "%(number)s bliver, som den er; nedenfor står hvorfor."
msgstr[1] "%(number)s bliver, som de er; nedenfor står hvorfor."

#, python-format
msgid "%(number)s mail about the plan"
msgid_plural "%(number)s mails about the plan"
msgstr[0] "%(number)s mail om planen"
msgstr[1] "%(number)s mails om planen"

#, python-format
msgid "%(number)s not changed"
msgid_plural "%(number)s not changed"
msgstr[0] "%(number)s ikke ændret"
msgstr[1] "%(number)s ikke ændret"

#, python-format
msgid "%(number)s of %(total)s people would leave (limit %(limit)s per cent)."
msgstr "%(number)s af %(total)s personer ville holde op (grænsen er %(limit)s procent)."

#, python-format
msgid "%(number)s of %(total)s people would move to another unit (limit %(limit)s per cent)."
msgstr "%(number)s af %(total)s personer ville skifte enhed (grænsen er %(limit)s procent)."

#, python-format
msgid "%(number)s of %(total)s seats would end (limit %(limit)s per cent)."
msgstr "%(number)s af %(total)s pladser ville ophøre (grænsen er %(limit)s procent)."

#, python-format
msgid "%(number)s of %(total)s units would close (limit %(limit)s per cent)."
msgstr "%(number)s af %(total)s enheder ville blive lukket (grænsen er %(limit)s procent)."

#, python-format
msgid "%(number)s of them is still a draft"
msgid_plural "%(number)s of them are still drafts"
msgstr[0] "%(number)s af dem er stadig en kladde"
msgstr[1] "%(number)s af dem er stadig kladder"

#, python-format
msgid "%(number)s place without plans"
msgid_plural "%(number)s places without plans"
msgstr[0] "%(number)s sted uden handleplaner"
msgstr[1] "%(number)s steder uden handleplaner"

#, python-format
msgid "%(number)s plan is changed."
msgid_plural "%(number)s plans are changed."
msgstr[0] "%(number)s plan er ændret."
msgstr[1] "%(number)s planer er ændret."

#, python-format
msgid "%(number)s plan is changed. You can undo it for seven days."
msgid_plural "%(number)s plans are changed. You can undo it for seven days."
msgstr[0] "%(number)s plan bliver ændret. Du kan fortryde i syv dage."
msgstr[1] "%(number)s planer bliver ændret. Du kan fortryde i syv dage."

#, python-format
msgid "%(number)s plan is chosen. Nothing is changed before you have seen what would happen."
msgid_plural "%(number)s plans are chosen. Nothing is changed before you have seen what would happen."
msgstr[0] "%(number)s plan er valgt. Der bliver ikke ændret noget, før du har set, hvad der vil ske."
msgstr[1] "%(number)s planer er valgt. Der bliver ikke ændret noget, før du har set, hvad der vil ske."

#, python-format
msgid "%(number)s thing belongs to a confidential plan that you may not see."
msgid_plural "%(number)s things belong to confidential plans that you may not see."
msgstr[0] "%(number)s ting hører til en fortrolig plan, som du ikke må se."
msgstr[1] "%(number)s ting hører til fortrolige planer, som du ikke må se."

#, python-format
msgid "%(number)s thing to look at"
msgid_plural "%(number)s things to look at"
msgstr[0] "%(number)s ting at se på"
msgstr[1] "%(number)s ting at se på"

#, python-format
msgid "%(number)s undone"
msgid_plural "%(number)s undone"
msgstr[0] "%(number)s fortrudt"
msgstr[1] "%(number)s fortrudt"

#, python-format
msgid "%(open)s plan is open, and it is not overdue."
msgid_plural "%(open)s plans are open, and none are overdue."
msgstr[0] "%(open)s handleplan er åben, og den er ikke over tid."
msgstr[1] "%(open)s handleplaner er åbne, og ingen er over tid."

#, python-format
msgid "%(overdue)s of %(open)s open plans are overdue, most about %(theme)s."
msgstr "%(overdue)s af %(open)s åbne handleplaner er over tid, flest om %(theme)s."

#, python-format
msgid "%(overdue)s of %(open)s open plans are overdue, most of them in %(place)s, and most about %(theme)s."
msgstr "%(overdue)s af %(open)s åbne handleplaner er over tid, flest i %(place)s og flest om %(theme)s."

#, python-format
msgid "%(overdue)s of %(open)s open plans are overdue, most of them in %(place)s."
msgstr "%(overdue)s af %(open)s åbne handleplaner er over tid, flest i %(place)s."

#, python-format
msgid "%(overdue)s of %(open)s open plans are overdue."
msgstr "%(overdue)s af %(open)s åbne handleplaner er over tid."

#, python-format
msgid "%(part)s added"
msgstr "%(part)s tilføjet"

#, python-format
msgid "%(part)s removed"
msgstr "%(part)s fjernet"

#, python-format
msgid "%(part)s “%(text)s”: %(field)s"
msgstr "%(part)s “%(text)s”: %(field)s"

#, python-format
msgid "%(person)s has answered"
msgstr "%(person)s har svaret"

#, python-format
msgid "%(person)s has it"
msgstr "%(person)s har den"

#, python-format
msgid "%(person)s has it now and is told."
msgstr "%(person)s har den nu og får besked."

#, python-format
msgid "%(person)s no longer works here"
msgstr "%(person)s arbejder her ikke længere"

#, python-format
msgid "%(person)s no longer works here. %(to)s has had the plans in %(unit)s since then."
msgstr "%(person)s arbejder her ikke længere. %(to)s har haft planerne i %(unit)s siden da."

#, python-format
msgid "%(plans)s plan from %(person)s is yours now"
msgid_plural "%(plans)s plans from %(person)s are yours now"
msgstr[0] "%(plans)s handleplan fra %(person)s er nu din"
msgstr[1] "%(plans)s handleplaner fra %(person)s er nu dine"

#, python-format
msgid "%(published)s plan was published in the period; so far %(worked)s has been shown to work, wholly or partly."
msgid_plural "%(published)s plans were published in the period; so far %(worked)s have been shown to work, wholly or partly."
msgstr[0] "%(published)s plan er offentliggjort i perioden. Indtil nu har %(worked)s vist sig at virke helt eller delvist."
msgstr[1] "%(published)s planer er offentliggjort i perioden. Indtil nu har %(worked)s vist sig at virke helt eller delvist."

#, python-format
msgid "%(region_name)s is responsible for the data in SafetyNet. They are used to plan, carry out and follow up work-environment efforts, and for nothing else. They are not used to assess you."
msgstr "%(region_name)s er ansvarlig for de data, der ligger i SafetyNet. De bruges til at planlægge, gennemføre og følge op på arbejdsmiljøet og ikke til andet. De bruges ikke til at vurdere dig."

#, python-format
msgid "%(region_name)s wants everyone at work to be able to use SafetyNet, also with a keyboard alone, a screen reader, large text or strong contrast. We build to the guidelines WCAG 2.2, level AA, which contain those that the law asks for."
msgstr "%(region_name)s vil have, at alle på arbejdspladsen kan bruge SafetyNet, også med tastatur alene, skærmlæser, stor skrift eller stærk kontrast. Vi bygger efter retningslinjerne WCAG 2.2, niveau AA, som rummer dem, loven kræver."

#, python-format
msgid "%(start)s–%(end)s of %(count)s plan"
msgid_plural "%(start)s–%(end)s of %(count)s plans"
msgstr[0] "%(start)s–%(end)s af %(count)s plan"
msgstr[1] "%(start)s–%(end)s af %(count)s planer"

#, python-format
msgid "%(unit)s (closed)"
msgstr "%(unit)s (nedlagt)"

#, python-format
msgid "%(unit)s has another manager"
msgstr "%(unit)s har fået en anden leder"

#, python-format
msgid "%(unit)s has another manager: what %(person)s had as manager is now with %(to)s."
msgstr "%(unit)s har fået en anden leder: Det, %(person)s havde som leder, er nu hos %(to)s."

#, python-format
msgid "%(unit)s itself"
msgstr "%(unit)s selv"

#, python-format
msgid "%(unit)s · owner %(owner)s · expected to be closed by %(date)s"
msgstr "%(unit)s · tovholder %(owner)s · forventet lukket %(date)s"

#, python-format
msgid "%(value)s of %(of)s"
msgstr "%(value)s af %(of)s"

#, python-format
msgid "%(who)s began to write the plan"
msgstr "%(who)s begyndte at skrive planen"

#, python-format
msgid "%(who)s changed the plan"
msgstr "%(who)s ændrede planen"

#, python-format
msgid "%(who)s changed “%(field)s” from %(old)s to %(new)s"
msgstr "%(who)s ændrede “%(field)s” fra %(old)s til %(new)s"

#, python-format
msgid "%(who)s closed the plan"
msgstr "%(who)s afsluttede planen"

#, python-format
msgid "%(who)s ended the plan as not carried out"
msgstr "%(who)s afsluttede planen som ikke gennemført"

#, python-format
msgid "%(who)s evaluated the effect by the link in a mail: %(verdict)s"
msgstr "%(who)s vurderede effekten via linket i en mail: %(verdict)s"

#, python-format
msgid "%(who)s evaluated the effect: %(verdict)s"
msgstr "%(who)s vurderede effekten: %(verdict)s"

#, python-format
msgid "%(who)s found it too early to tell the effect"
msgstr "%(who)s syntes, det var for tidligt at vurdere effekten"

#, python-format
msgid "%(who)s is no longer employed here. Choose somebody else."
msgstr "%(who)s er ikke længere ansat her. Vælg en anden."

#, python-format
msgid "%(who)s looked at the standing plan"
msgstr "%(who)s gennemgik den vedvarende plan"

#, python-format
msgid "%(who)s made the plan standing, to be looked at every year"
msgstr "%(who)s gjorde planen vedvarende, så den gennemgås hvert år"

#, python-format
msgid "%(who)s marked “%(text)s” as done"
msgstr "%(who)s meldte “%(text)s” udført"

#, python-format
msgid "%(who)s marked “%(text)s” as not done after all"
msgstr "%(who)s meldte “%(text)s” ikke udført alligevel"

#, python-format
msgid "%(who)s moved the expected closing date from %(old)s to %(new)s: %(why)s"
msgstr "%(who)s flyttede forventet afslutning fra %(old)s til %(new)s: %(why)s"

#, python-format
msgid "%(who)s opened the plan again"
msgstr "%(who)s åbnede planen igen"

#, python-format
msgid "%(who)s owns the plan already."
msgstr "%(who)s er allerede tovholder på planen."

#, python-format
msgid "%(who)s published the plan"
msgstr "%(who)s offentliggjorde planen"

#, python-format
msgid "%(who)s said that the measures are carried out"
msgstr "%(who)s meldte, at indsatserne er gennemført"

#, python-format
msgid "%(who)s took the plan back into progress"
msgstr "%(who)s satte planen i gang igen"

#, python-format
msgid "%(who)s undid the ending of the plan"
msgstr "%(who)s fortrød afslutningen af planen"

#, python-format
msgid "%(who)s undid the latest change of state"
msgstr "%(who)s fortrød det seneste skift af tilstand"

#, python-format
msgid "%(who)s wrote a note"
msgstr "%(who)s skrev en note"

#, python-format
msgid "%(yes)s of %(total)s colleagues who answered notice a difference."
msgstr "%(yes)s af %(total)s kolleger, der har svaret, mærker en forskel."

msgid "(by the link in a mail)"
msgstr "(via linket i en mail)"

msgid "(empty)"
msgstr "(tom)"

#, python-format
msgid "(from %(baseline)s to %(target)s)"
msgstr "(fra %(baseline)s til %(target)s)"

msgid "(optional)"
msgstr "(valgfrit)"

msgid "(text not kept)"
msgstr "(teksten er ikke gemt)"

msgid "1 plan chosen"
msgstr "1 plan valgt"

msgid "12 of 23 colleagues, day and evening, about six lifts each a shift."
msgstr "12 af 23 kolleger, dag og aften, omkring seks løft hver i en vagt."

msgid "A better work environment"
msgstr "Et bedre arbejdsmiljø"

msgid "A button opens a page; nothing is changed before you confirm there."
msgstr "En knap åbner en side; intet ændres, før du bekræfter dér."

msgid "A draft you have begun"
msgstr "En kladde, du har begyndt på"

msgid "A few have answered. The numbers are shown when there are three, so that nobody is recognised."
msgstr "Nogle få har svaret. Tallene vises, når der er tre svar, så ingen kan genkendes."

msgid "A few words about it"
msgstr "Et par ord om det"

msgid "A follow-up"
msgstr "En opfølgning"

msgid "A group needs both a work-environment leader and an elected representative (AMR). Somebody is missing."
msgstr "En gruppe skal have både en arbejdsmiljøleder og en valgt repræsentant (AMR). Der mangler en."

msgid "A lift in each of the six rooms no later than 1 May"
msgstr "Lift i alle 6 stuer senest 1. maj"

msgid "A link in a mail works for 14 days. Sign in and answer on the plan."
msgstr "Et link i en mail virker i 14 dage. Log ind, og svar på planen."

msgid "A little is missing before the plan can be published"
msgstr "Der mangler lidt, før planen kan offentliggøres"

msgid "A mail without an address leaves by itself when the organisation's data bring one."
msgstr "En mail uden adresse sendes af sig selv, når organisationens data får en."

msgid "A measure"
msgstr "En indsats"

msgid "A measure has a date after the effect is evaluated. Let it be done before, or evaluate later."
msgstr "En indsats har en dato, der ligger efter effektvurderingen. Lad den blive færdig før, eller vurdér effekten senere."

msgid "A measure that is done cannot be taken out."
msgstr "En indsats, der er udført, kan ikke fjernes."

msgid "A measure without a step of the prevention ladder"
msgstr "En indsats uden trin på forebyggelsestrappen"

msgid "A measure without anybody to carry it out, or without a date"
msgstr "En indsats uden nogen til at udføre den eller uden dato"

#, python-format
msgid "A plan from an APV must answer “%(field)s”. The law asks for it."
msgstr "En plan fra en APV skal svare på »%(field)s«. Det kræver loven."

msgid "A program finds only part of what may be wrong. Nobody from outside has examined the pages yet, and they have not been tried by people who use a screen reader every day."
msgstr "Et program finder kun en del af det, der kan være galt. Ingen udefra har undersøgt siderne endnu, og de er ikke prøvet af mennesker, der bruger skærmlæser til daglig."

msgid "A round of one sentence each at the board meeting, and a note box in the break room"
msgstr "En runde med én sætning fra hver ved tavlemødet og en kasse til sedler i pauserummet"

msgid "A sentence about what you see is enough. Then it rests for another year."
msgstr "En sætning om, hvad I ser, er nok. Så hviler den et år til."

msgid "A sentence is enough, for example “Nobody lifts alone any more.”"
msgstr "En sætning er nok, for eksempel “Ingen løfter alene længere.”"

msgid "A single | stands in the row. Fields are separated by ||, and a | inside a value is written \\||."
msgstr "Der står en enkelt | i rækken. Felter skilles med ||, og en | inde i en værdi skrives \\||."

msgid "A success criterion"
msgstr "Et succeskriterium"

msgid "A success criterion that is measured, without a starting point or a target"
msgstr "Et målt succeskriterium uden udgangspunkt eller mål"

msgid "A unit covered by several committees or groups is counted in each; the figures above count every plan once."
msgstr "En enhed, som flere udvalg eller grupper dækker, tæller med i dem hver især. Tallene øverst tæller hver handleplan én gang."

msgid "APV (workplace assessment)"
msgstr "APV"

msgid "About the plan"
msgstr "Om planen"

msgid "About the unit"
msgstr "Om enheden"

msgid "Accessibility statement"
msgstr "Tilgængelighedserklæring"

msgid "Accreditation in March and three new colleagues in February, so the training comes after."
msgstr "Akkreditering i marts og tre nye kolleger i februar, så oplæringen ligger bagefter."

msgid "Action plans"
msgstr "Handleplaner"

msgid "Acute"
msgstr "Akut"

msgid "Acute in your unit"
msgstr "Akut i din enhed"

msgid "Acute plans first, then in the order that has been chosen, then by date"
msgstr "Akutte handleplaner først, så i den valgte rækkefølge, så efter frist"

msgid "Acute plans first, then in the order that has been chosen, then by date."
msgstr "Akutte handleplaner først, så i den valgte rækkefølge, så efter frist."

msgid "Acute: needed action at once"
msgstr "Akut: krævede handling med det samme"

msgid "Acute: needs action at once"
msgstr "Akut: der skal gøres noget med det samme"

msgid "Acute: next measure"
msgstr "Akut: næste indsats"

msgid "Add a comment"
msgstr "Skriv en kommentar"

msgid "Add the comment"
msgstr "Tilføj kommentaren"

msgid "Add the theme"
msgstr "Tilføj emnet"

msgid "Again"
msgstr "Igen"

msgid "All"
msgstr "Alle"

msgid "All mails"
msgstr "Alle mails"

msgid "All measures are done"
msgstr "Alle indsatser er udført"

msgid "All measures are marked as done."
msgstr "Alle indsatser er markeret som gjort."

msgid "All my plans"
msgstr "Alle mine planer"

msgid "All sources"
msgstr "Alle kilder"

msgid "All themes"
msgstr "Alle emner"

msgid "All units"
msgstr "Alle enheder"

msgid "Also needed before publishing"
msgstr "Skal også udfyldes før offentliggørelse"

msgid "An acute problem is made safe first. Write what you have already done."
msgstr "Et akut problem gøres sikkert først. Skriv, hvad I allerede har gjort."

#, python-format
msgid "An idea from a step higher (%(step)s):"
msgstr "En idé fra et trin højere (%(step)s):"

msgid "An owner"
msgstr "En tovholder"

#, python-format
msgid "And %(number)d more."
msgid_plural "And %(number)d more."
msgstr[0] "Og %(number)d mere."
msgstr[1] "Og %(number)d mere."

msgid "Answer saved:"
msgstr "Svar gemt:"

#, python-format
msgid "Answer “%(field)s”"
msgstr "Svar på “%(field)s”"

msgid "Anything else"
msgstr "Andet"

msgid "Anything else?"
msgstr "Er der andet?"

msgid "As a bar"
msgstr "Som søjle"

#, python-format
msgid "As it was when %(year)s ended"
msgstr "Som det var, da %(year)s sluttede"

msgid "As known on"
msgstr "Som det så ud den"

msgid "As plain text"
msgstr "Som ren tekst"

msgid "As soon as the first plan is published, it stands here: what you said, what is done about it, and later whether it helped."
msgstr "Så snart den første plan er offentliggjort, står den her: hvad I sagde, hvad der bliver gjort, og senere om det hjalp."

msgid "Ask for something else"
msgstr "Vælg noget andet"

msgid "At every change, a program goes through the pages in a browser and stops us when it finds a breach. It also tries the tasks by keyboard, without JavaScript, and on a narrow screen."
msgstr "Ved hver ændring går et program siderne igennem i en browser og stopper os, hvis det finder et brud. Det prøver også opgaverne med tastatur, uden JavaScript og på en smal skærm."

msgid "At least half of the colleagues answer yes when asked whether it has become better."
msgstr "Mindst halvdelen af kollegerne svarer ja til, at det er blevet bedre."

#, python-format
msgid "At least half of the colleagues answer yes when asked whether it has become better: “%(problem)s”."
msgstr "Mindst halvdelen af kollegerne svarer ja til, at det er blevet bedre: »%(problem)s«."

#, python-format
msgid "At most 60 days at a time: choose %(day)s or an earlier date. The leader above, or the committee, can give more."
msgstr "Højst 60 dage ad gangen: vælg %(day)s eller en tidligere dato. Lederen over jer eller udvalget kan give mere tid."

msgid "Awaiting effect evaluation"
msgstr "Afventer effektvurdering"

msgid "Back"
msgstr "Tilbage"

msgid "Back injuries with long absence. Two reported strains since the summer."
msgstr "Rygskader med langt fravær. To anmeldte forstrækninger siden sommer."

msgid "Back to the overview"
msgstr "Tilbage til overblikket"

msgid "Because somebody has left or no longer leads the unit: the next who is responsible has it now."
msgstr "Fordi en er stoppet eller ikke længere leder enheden: Den næste ansvarlige har den nu."

msgid "Before"
msgstr "Før"

#, python-format
msgid "Before is %(before)s, as it was known on %(day)s: as long after the period as now."
msgstr "Før er %(before)s, som det så ud den %(day)s: lige så længe efter perioden som nu."

msgid "Bring in four files"
msgstr "Indlæs fire filer"

msgid "Bring in the organisation"
msgstr "Indlæs organisationen"

msgid "Bring it in also if it changes more than the limits allow"
msgstr "Indlæs også, selv om der ændres mere end grænserne tillader"

msgid "Bring the organisation in, and make the report for a level."
msgstr "Indlæs organisationen, og lav rapporten for et niveau."

msgid "Bring them in"
msgstr "Indlæs dem"

msgid "By"
msgstr "Af"

msgid "By committee and group"
msgstr "Udvalg og grupper"

msgid "By the date as first published, without the 14 days"
msgstr "På den første frist, uden de 14 dage"

msgid "By unit"
msgstr "Enheder"

msgid "Calendar address"
msgstr "Kalenderadresse"

msgid "Calendar entry (.ics)"
msgstr "Kalenderaftale (.ics)"

msgid "Calendar:"
msgstr "Kalender:"

msgid "Call or write"
msgstr "Ring eller skriv"

msgid "Can the cause itself be removed? Then nobody needs to be careful."
msgstr "Kan selve årsagen fjernes? Så behøver ingen at passe på."

msgid "Can you use the same way to look as when you found the problem?"
msgstr "Kan I se efter på samme måde, som da I fandt problemet?"

msgid "Cancel"
msgstr "Fortryd"

msgid "Carried out"
msgstr "Gennemført"

msgid "Carried out no later than"
msgstr "Gennemført senest"

#, python-format
msgid "Carried out. On %(day)s we look at whether it helped"
msgstr "Gennemført. Den %(day)s ser vi på, om det hjalp"

#, python-format
msgid "Carried out. Whether it helped was to be looked at on %(day)s"
msgstr "Gennemført. Den %(day)s skulle vi have set på, om det hjalp"

#, python-format
msgid "Carried out. You look at whether it helped on %(day)s"
msgstr "Gennemført. I ser på, om det hjalp, den %(day)s"

msgid "Carried out: now we wait for the effect"
msgstr "Gennemført: nu venter vi på effekten"

msgid "Carried out?"
msgstr "Gennemført?"

msgid "Carries on from"
msgstr "Fortsætter fra"

msgid "Causes"
msgstr "Årsager"

msgid "Chair of a MED committee"
msgstr "Formand for et MED-udvalg"

msgid "Challenge or ambition"
msgstr "Udfordring eller ambition"

msgid "Change"
msgstr "Ret"

#, python-format
msgid "Change %(number)s plan"
msgid_plural "Change %(number)s plans"
msgstr[0] "Ændr %(number)s plan"
msgstr[1] "Ændr %(number)s planer"

#, python-format
msgid "Change %(number)s plan of this list"
msgid_plural "Change all %(number)s plans of this list"
msgstr[0] "Ændr %(number)s plan på listen"
msgstr[1] "Ændr alle %(number)s planer på listen"

msgid "Change how, when or by whom the work is done, so that the right way becomes the easy way."
msgstr "Lav om på, hvordan, hvornår eller af hvem arbejdet gøres, så den rigtige måde bliver den nemme."

msgid "Change of several plans"
msgstr "Ændring af flere planer"

msgid "Change several plans"
msgstr "Ændr flere planer"

msgid "Change the chosen"
msgstr "Ændr de valgte"

msgid "Change the flow: isolate first, keep clean and unclean apart, let fewer go in."
msgstr "Lav om på gangen: isoler først, hold rent og urent adskilt, lad færre gå ind."

msgid "Change the order"
msgstr "Skift rækkefølge"

msgid "Change the plan"
msgstr "Ret planen"

msgid "Change the work: move tasks from the busiest hours, say who decides, plan breaks and time together."
msgstr "Lav om på arbejdet: flyt opgaver fra de travleste timer, sig hvem der bestemmer, planlæg pauser og tid sammen."

msgid "Change the work: two at a time, another order, furniture moved, heavy tasks spread over the shift."
msgstr "Lav om på arbejdet: to ad gangen, en anden rækkefølge, møbler flyttet, tunge opgaver spredt over vagten."

msgid "Change themes and what a plan must hold to be published."
msgstr "Ret emner, og hvad en plan skal indeholde for at blive sat i gang."

msgid "Change when, where or by how many it is done, so that nobody hurries past it or stands alone with it."
msgstr "Lav om på, hvornår, hvor eller af hvor mange det gøres, så ingen haster forbi eller står alene med det."

msgid "Changed"
msgstr "Ændret"

msgid "Changes"
msgstr "Ændringer"

msgid "Charts are pictures. Each has one sentence and a table with the same figures; the picture itself cannot be explored."
msgstr "Diagrammer er billeder. Hvert har en sætning og en tabel med de samme tal; selve billedet kan man ikke gå på opdagelse i."

msgid "Choose"
msgstr "Vælg"

#, python-format
msgid "Choose %(day)s or later: until then the measures are being put in place."
msgstr "Vælg %(day)s eller senere: indtil da er indsatserne ved at blive gennemført."

#, python-format
msgid "Choose a date after the plan's start, %(day)s."
msgstr "Vælg en dato efter planens start, %(day)s."

#, python-format
msgid "Choose a date after the present one, %(day)s."
msgstr "Vælg en dato efter den nuværende, %(day)s."

msgid "Choose a date after today."
msgstr "Vælg en dato efter i dag."

msgid "Choose a date within two years: a standing plan is looked at every year."
msgstr "Vælg en dato inden for to år: en vedvarende plan gennemgås hvert år."

msgid "Choose a day in the last ten years."
msgstr "Vælg en dag inden for de sidste ti år."

msgid "Choose a day that has been."
msgstr "Vælg en dag, der har været."

msgid "Choose a day that has been: the figures go no further than today."
msgstr "Vælg en dag, der har været. Tallene går ikke længere end til i dag."

msgid "Choose a day that is not after the one the figures are known on."
msgstr "Vælg en dag, der ikke ligger efter den dag, tallene ses fra."

msgid "Choose a first day that lies before the last one."
msgstr "Vælg en første dag, der ligger før den sidste."

msgid "Choose a theme"
msgstr "Vælg et emne"

msgid "Choose a unit"
msgstr "Vælg en enhed"

msgid "Choose an owner"
msgstr "Vælg en tovholder"

msgid "Choose at most five years."
msgstr "Vælg højst fem år."

msgid "Choose one of the people in the list."
msgstr "Vælg en af dem på listen."

msgid "Choose one or more plans in the list first."
msgstr "Vælg først en eller flere planer på listen."

msgid "Choose somebody"
msgstr "Vælg en person"

msgid "Choose somebody who is employed here."
msgstr "Vælg en person, der er ansat her."

msgid "Choose the days"
msgstr "Vælg dage"

msgid "Choose the file that the exporter wrote under this name"
msgstr "Vælg den fil, der blev eksporteret med dette navn"

msgid "Choose the four files as they were exported. Try them first: you see what they would do, and nothing is changed."
msgstr "Vælg de fire filer, som de blev eksporteret. Prøv dem først: så ser du, hvad de ville gøre, og intet bliver ændret."

msgid "Choose what happens next: adjust this plan, or make a new one that carries on."
msgstr "Vælg, hvad der så skal ske: justér planen, eller lav en ny, der bygger videre."

msgid "Choose who did it."
msgstr "Vælg, hvem der gjorde det."

msgid "Choose who has it from now on."
msgstr "Vælg, hvem der har den fra nu af."

msgid "Choose who is responsible for each measure, and by when."
msgstr "Vælg, hvem der er ansvarlig for hver indsats, og hvornår den skal være færdig."

msgid "Choose why the date is moved."
msgstr "Vælg, hvorfor datoen flyttes."

msgid "Choose why you need more time."
msgstr "Vælg, hvorfor I har brug for mere tid."

#, python-format
msgid "Choose “%(field)s”"
msgstr "Vælg “%(field)s”"

#, python-format
msgid "Choose “%(field)s” in a calendar"
msgstr "Vælg “%(field)s” i en kalender"

#, python-format
msgid "Choose “%(plan)s”"
msgstr "Vælg “%(plan)s”"

msgid "Clear:"
msgstr "Tydeligt:"

msgid "Closed"
msgstr "Afsluttet"

msgctxt "feed"
msgid "Closed"
msgstr "Lukket"

#, python-format
msgid "Closed: %(verdict)s"
msgstr "Afsluttet: %(verdict)s"

msgid "Closes"
msgstr "Afsluttes"

msgid "Closing"
msgstr "Afslutning"

msgid "Colleagues"
msgstr "Kolleger"

msgid "Comes from"
msgstr "Kommer fra"

msgid "Committee"
msgstr "Udvalg"

msgid "Committees and groups"
msgstr "Udvalg og grupper"

msgid "Committees and groups below"
msgstr "Udvalg og grupper herunder"

msgid "Compared with your own past"
msgstr "Sammenlignet med jeres egen fortid"

msgid "Confidential (theme not shown)"
msgstr "Fortrolige (emnet vises ikke)"

msgid "Confidential plan"
msgstr "Fortrolig plan"

msgid "Confidential plans"
msgstr "Fortrolige handleplaner"

msgid "Confidential. Take care where this paper ends up."
msgstr "Fortroligt. Pas på, hvor papiret ender."

msgid "Connected plans"
msgstr "Forbundne planer"

msgid "Consequence"
msgstr "Konsekvens"

msgid "Cookies"
msgstr "Cookies"

msgid "Copy it now: it is shown only this once. In your calendar program choose “add calendar from the internet” and paste it."
msgstr "Kopiér den nu: Den vises kun denne ene gang. Vælg “tilføj kalender fra internettet” i dit kalenderprogram, og sæt den ind."

msgid "Coverage"
msgstr "Dækning"

msgid "Covered by the committee itself"
msgstr "Dækket af udvalget selv"

msgid "Covers these units"
msgstr "Dækker disse enheder"

msgid "Created"
msgstr "Nye"

msgid "Cut the route: single rooms, disposables, safety needles, no more recapping."
msgstr "Bryd smittevejen: enestuer, engangsudstyr, sikkerhedskanyler, aldrig hætte på igen."

msgid "Date"
msgstr "Dato"

msgid "Date from"
msgstr "Dato fra"

#, python-format
msgid "Date moved to %(day)s"
msgstr "Datoen er flyttet til %(day)s"

msgid "Date to"
msgstr "Dato til"

msgid "Dates"
msgstr "Datoer"

msgid "Days of grace"
msgstr "Dages frist"

msgid "Days overdue"
msgstr "Dage over tid"

msgid "Days since publishing"
msgstr "Dage siden offentliggørelsen"

msgid "Days until half are closed"
msgstr "Dage, til halvdelen er lukket"

msgid "Delete the draft"
msgstr "Slet kladden"

msgid "Delete this draft?"
msgstr "Skal kladden slettes?"

msgid "Demo"
msgstr "Demo"

#, python-format
msgid "Demo: today is <strong>%(day)s</strong>"
msgstr "Demo: i dag er det <strong>%(day)s</strong>"

msgid "Did it help?"
msgstr "Hjalp det?"

#, python-format
msgid "Did it help? %(plan)s"
msgstr "Hjalp det? %(plan)s"

#, python-format
msgid "Did it help? The effect was to be evaluated by %(date)s (%(late)s)."
msgstr "Hjalp det? Effekten skulle være vurderet %(date)s (%(late)s)."

msgid "Did it never come to anything?"
msgstr "Blev det aldrig til noget?"

#, python-format
msgid "Did it work: %(title)s?"
msgstr "Virkede det: %(title)s?"

msgid "Did it work?"
msgstr "Virkede det?"

#, python-format
msgid "Did it work? The day for it is %(date)s."
msgstr "Virkede det? Dagen for det er %(date)s."

msgid "Did it work? Waiting for effect evaluation"
msgstr "Virkede det? Afventer effektvurdering"

msgid "Did you get what you were after?"
msgstr "Nåede I det, I ville?"

msgid "Do the yearly look"
msgstr "Lav den årlige gennemgang"

msgid "Do without the lift or the posture: can the load come in smaller parts, roll, or not be moved at all?"
msgstr "Undgå løftet eller stillingen: kan byrden komme i mindre dele, rulle eller slet ikke flyttes?"

msgid "Do you notice a difference?"
msgstr "Mærker du en forskel?"

msgid "Done"
msgstr "Udført"

msgctxt "button"
msgid "Done"
msgstr "Udført"

#, python-format
msgid "Done at once by %(who)s:"
msgstr "Gjort med det samme af %(who)s:"

msgid "Done no later than"
msgstr "Færdig senest"

msgid "Done. Now we see whether it helps"
msgstr "Det er gjort. Nu ser vi, om det hjælper"

msgid "Done:"
msgstr "Udført:"

msgid "Draft"
msgstr "Kladde"

#, python-brace-format
msgid "Draft saved at {time}"
msgstr "Kladden er gemt kl. {time}"

msgid "Draft without a title"
msgstr "Kladde uden titel"

msgid "Drafts are seen only by those who write them; they are counted here where there are at least five."
msgstr "Kladder ses kun af dem, der skriver dem. De tælles med her, når der er mindst fem."

#, python-format
msgid "Due %(date)s:"
msgstr "Frist %(date)s:"

#, python-format
msgid "Due in %(days)s day: %(measure)s"
msgid_plural "Due in %(days)s days: %(measure)s"
msgstr[0] "Skal være gjort om %(days)s dag: %(measure)s"
msgstr[1] "Skal være gjort om %(days)s dage: %(measure)s"

msgid "Each can be undone for seven days. What others have changed since stays as they left it."
msgstr "Du kan fortryde hver af dem i syv dage. Det, andre har ændret siden, bliver stående."

msgid "Each further demand makes fewer plans. The six things are enough for most."
msgstr "Hvert krav mere giver færre planer. De seks ting er nok for de fleste."

msgid "Edit"
msgstr "Ret"

msgid "Effect"
msgstr "Effekt"

msgid "Effect evaluated"
msgstr "Effekten vurderes"

msgid "Effect evaluation"
msgstr "Effektvurdering"

#, python-format
msgid "Effect evaluation: %(title)s"
msgstr "Effektvurdering: %(title)s"

msgid "Effect has been evaluated"
msgstr "Effekten er vurderet"

msgid "Employee"
msgstr "Medarbejder"

#, python-format
msgid "Employee number %(value)s belonged to another person before. If they are the same, merge the two."
msgstr "Medarbejdernummer %(value)s hørte før til en anden person. Er det den samme, så læg de to sammen."

#, python-format
msgid "Employee number %(value)s has another employment in the same days, on line %(first)s."
msgstr "Medarbejdernummer %(value)s har en anden ansættelse i de samme dage, på linje %(first)s."

msgid "Employees"
msgstr "Ansatte"

msgid "Employees covered"
msgstr "Ansatte, der er dækket"

msgid "Employees in the whole area"
msgstr "Ansatte i hele området"

msgid "Employments"
msgstr "Ansættelser"

msgid "End the plan"
msgstr "Afslut planen"

msgid "End the plan as not carried out"
msgstr "Afslut planen som ikke gennemført"

msgid "Ended"
msgstr "Afsluttede"

#, python-format
msgid "Ended as not carried out: %(why)s"
msgstr "Afsluttet som ikke gennemført: %(why)s"

msgid "Ended from"
msgstr "Sluttede fra"

#, python-format
msgid "Ended on %(date)s without being carried out."
msgstr "Endte %(date)s uden at blive gennemført."

msgid "Ended to"
msgstr "Sluttede til"

msgid "Ended without being carried out"
msgstr "Endte uden at blive gennemført"

msgid "Ergonomics"
msgstr "Ergonomi"

msgid "Error"
msgstr "Fejl"

msgid "Error:"
msgstr "Fejl:"

msgid "Evaluate and close"
msgstr "Vurdér og afslut"

msgid "Evaluate now"
msgstr "Vurdér nu"

msgid "Evaluate the effect"
msgstr "Vurder effekten"

msgid "Evaluated"
msgstr "Vurderet"

msgid "Evaluated and adjusted"
msgstr "Vurderet og justeret"

msgid "Evaluated and closed"
msgstr "Vurderet og afsluttet"

#, python-format
msgid "Evaluated by %(who)s on %(day)s"
msgstr "Vurderet af %(who)s den %(day)s"

msgid "Evaluated by then"
msgstr "Vurderet inden da"

msgid "Evaluated from"
msgstr "Vurderet fra"

msgid "Evaluated in time"
msgstr "Vurderet til tiden"

msgid "Evaluated in time, quarter by quarter"
msgstr "Vurderet til tiden, kvartal for kvartal"

msgid "Evaluated in time: the same plans, measured three ways"
msgstr "Vurderet til tiden, målt på tre måder"

msgid "Evaluated to"
msgstr "Vurderet til"

#, python-format
msgid "Evaluation %(date)s:"
msgstr "Vurdering %(date)s:"

msgid "Evaluation of the effect"
msgstr "Effektvurdering"

msgid "Evaluation overdue:"
msgstr "Vurdering over tid:"

msgid "Every employee can read the plans, because the law says that they must be open to all. Drafts and confidential plans are seen only by those who work on them and by the manager of the unit."
msgstr "Alle medarbejdere kan læse planerne, for loven siger, at de skal være åbne for alle. Kladder og fortrolige planer ses kun af dem, der arbejder på dem, og af enhedens leder."

msgid "Every measure is done"
msgstr "Alle indsatser er udført"

msgid "Everybody"
msgstr "Alle"

msgid "Everybody is told to be careful."
msgstr "Alle har fået besked om at passe på."

msgid "Everybody who reads the plan sees it, with your name. Leave out the names of others."
msgstr "Alle, der læser planen, kan se det med dit navn. Skriv ikke andres navne."

msgid "Everybody's"
msgstr "Alles"

msgid "Everything on this card is taken over or given on."
msgstr "Alt på dette kort er overtaget eller givet videre."

msgid "Expected closing"
msgstr "Forventet afslutning"

msgid "Expected closing date"
msgstr "Forventet afslutning"

msgid "Expected closing from"
msgstr "Forventet afslutning fra"

msgid "Expected closing to"
msgstr "Forventet afslutning til"

msgid "Expected improvements (success criteria)"
msgstr "Forventede forbedringer (succeskriterier)"

msgid "Extent"
msgstr "Omfang"

msgid "Fewer than five plans were published in the period: too few to say how long it takes."
msgstr "Der er offentliggjort færre end fem planer i perioden. Det er for få til at sige, hvor længe det tager."

msgid "Fields that must be filled in before a plan is published."
msgstr "Felter, der skal udfyldes, før en plan offentliggøres."

msgid "Figure"
msgstr "Tal"

msgid "Figure from"
msgstr "Tal fra"

msgid "Figure to"
msgstr "Tal til"

msgid "Figures"
msgstr "Tal"

msgid "Figures by part; each number opens its plans, each name its overview"
msgstr "Tal for hver del. Et tal åbner sine handleplaner, et navn sit overblik"

msgid "Figures in depth"
msgstr "Tal i dybden"

#, python-format
msgid "Figures in depth: %(name)s"
msgstr "Tal i dybden: %(name)s"

msgid "Figures now and before; each number opens its plans"
msgstr "Tal nu og før. Hvert tal åbner sine planer"

msgid "File"
msgstr "Fil"

msgid "Files that colleagues attach may be inaccessible. Ask the person who attached one for another version."
msgstr "Filer, som kolleger vedhæfter, kan være utilgængelige. Spørg den, der har vedhæftet filen, om en anden udgave."

#, python-format
msgid "Fill in “%(field)s”"
msgstr "Udfyld “%(field)s”"

#, python-format
msgid "Fill in “%(field)s”."
msgstr "Udfyld »%(field)s«."

msgid "Filters"
msgstr "Filtre"

msgid "Find"
msgstr "Find"

msgid "Find a unit"
msgstr "Find en enhed"

msgid "Find a unit by name"
msgstr "Find en enhed ved navn"

msgid "Find somebody elsewhere in the region"
msgstr "Find en person et andet sted i regionen"

msgid "Find what in the work makes people ill, and take that one thing away."
msgstr "Find det i arbejdet, der gør folk syge, og tag den ene ting væk."

msgid "Find your unit's plans, follow one, and see who your representative is."
msgstr "Find din enheds planer, følg en af dem, og se, hvem der er din arbejdsmiljørepræsentant."

msgid "Finish the draft"
msgstr "Gør kladden færdig"

msgid "Finish the plan so that everybody can see it"
msgstr "Gør planen færdig, så alle kan se den"

msgid "First date from"
msgstr "Første dato fra"

msgid "First date to"
msgstr "Første dato til"

msgid "First expected closing"
msgstr "Første forventede afslutning"

msgid "Fold out for more"
msgstr "Fold ud for mere"

msgid "Follow the plan"
msgstr "Følg planen"

msgid "Follow-up"
msgstr "Opfølgning"

msgid "Following along"
msgstr "Følger med"

msgid "For example “All on the day shift, at the staff meeting”. No names are needed."
msgstr "For eksempel “Alle på dagvagt, på personalemødet”. Navne er ikke nødvendige."

msgid "For how long"
msgstr "Hvor længe"

msgid "For what does not end, such as a yearly course. Instead of being closed, the plan is looked at once a year."
msgstr "Til det, der ikke slutter, som et årligt kursus. I stedet for at blive afsluttet gennemgås planen en gang om året."

msgid "Found"
msgstr "Fundet"

msgid "From"
msgstr "Fra"

#, python-format
msgid "From %(person)s: %(why)s"
msgstr "Fra %(person)s: %(why)s"

msgid "From problem to proof that it worked"
msgstr "Fra problem til vished om, at det virkede"

msgid "Get an aid that carries the load, and hang it where it is used: a lift, a slide sheet, a table that rises."
msgstr "Skaf et hjælpemiddel, der bærer vægten, og hæng det, hvor det bruges: en lift, et glidestykke, et bord, der kan hæves."

msgid "Get as CSV"
msgstr "Hent som CSV"

msgid "Get as Excel"
msgstr "Hent som Excel"

msgid "Get the PDF"
msgstr "Hent PDF"

msgid "Give"
msgstr "Giv videre"

msgid "Give it to"
msgstr "Giv den videre til"

msgid "Go back"
msgstr "Gå tilbage"

msgid "Go on"
msgstr "Gå videre"

msgid "Go on with the draft"
msgstr "Skriv videre på kladden"

#, python-format
msgid "Go on with the last plan"
msgid_plural "Go on with the last %(number)s plans"
msgstr[0] "Fortsæt med den sidste plan"
msgstr[1] "Fortsæt med de sidste %(number)s planer"

msgid "Go on writing"
msgstr "Skriv videre"

msgid "Go to a unit below"
msgstr "Gå til en enhed under"

msgid "Go to the start page"
msgstr "Gå til startsiden"

msgid "Had their date"
msgstr "Havde frist"

msgid "Had their date in the period"
msgstr "Havde frist i perioden"

#, python-format
msgid "Hand-over from %(person)s"
msgstr "Overdragelse fra %(person)s"

msgid "Hand-overs"
msgstr "Overdragelser"

msgid "Hand-overs that wait"
msgstr "Overdragelser, der venter"

msgid "Handle it less often and by fewer: ready-mixed doses, one fixed place, one fixed time."
msgstr "Håndter det sjældnere og af færre: færdigblandede doser, ét fast sted, én fast tid."

msgid "Has it had effects you did not want?"
msgstr "Har det haft virkninger, I ikke ønskede?"

msgid "Held against"
msgstr "Sammenlignet med"

#, python-format
msgid "Hello, %(name)s"
msgstr "Hej %(name)s"

#, python-format
msgid "Help each other: %(title)s"
msgid_plural "Help each other: %(number)d plans"
msgstr[0] "Hjælp hinanden: %(title)s"
msgstr[1] "Hjælp hinanden: %(number)d planer"

msgid "Help the units of your hospital to finish what they began."
msgstr "Hjælp dit hospitals enheder med at gøre det færdigt, de gik i gang med."

msgid "History"
msgstr "Historik"

msgid "How"
msgstr "Hvordan"

msgid "How are they involved and equipped?"
msgstr "Hvordan inddrages de og klædes på til opgaven?"

msgid "How did you find out?"
msgstr "Hvordan fandt I ud af det?"

msgid "How do you evaluate the effect?"
msgstr "Hvordan vurderer I effekten?"

msgid "How do you get this plan going again?"
msgid_plural "How do you get these plans going again?"
msgstr[0] "Hvordan får I planen i gang igen?"
msgstr[1] "Hvordan får I planerne i gang igen?"

msgid "How do you hear from staff and leaders?"
msgstr "Hvordan hører I fra medarbejdere og ledere?"

msgid "How do you hear from those who say little, and from the leaders too?"
msgstr "Hvordan hører I fra dem, der siger mindst, og også fra lederne?"

#, python-format
msgid "How does it end? The closing date was %(date)s (%(late)s)."
msgstr "Hvordan ender den? Den skulle være afsluttet %(date)s (%(late)s)."

msgid "How does it show?"
msgstr "Hvordan kan det mærkes?"

#, python-format
msgid "How does this plan end: %(title)s?"
msgstr "Hvordan ender planen: %(title)s?"

msgid "How far the PDF is"
msgstr "Hvor langt PDF’en er"

msgid "How is it carried on and adjusted?"
msgstr "Hvordan føres den videre og justeres?"

msgid "How is it going?"
msgstr "Hvordan går det?"

msgid "How it goes"
msgstr "Hvordan det går"

msgid "How it is carried on and adjusted"
msgstr "Sådan føres det videre og justeres"

msgid "How large is the risk today?"
msgstr "Hvor stor er risikoen i dag?"

msgid "How long until a plan is closed?"
msgstr "Hvor længe går der, før en plan er lukket?"

msgid "How many does it touch, how often, and in which shifts?"
msgstr "Hvor mange berører det, hvor tit og i hvilke vagter?"

msgid "How much more time do you need?"
msgstr "Hvor meget mere tid har du brug for?"

msgid "How serious is it?"
msgstr "Hvor alvorligt er det?"

msgid "How the effect is evaluated"
msgstr "Sådan vurderes effekten"

msgid "How those who do something new are equipped"
msgstr "Sådan klædes de på, der skal gøre noget nyt"

msgid "How urgent is it?"
msgstr "Hvor meget haster det?"

msgid "How we check"
msgstr "Sådan tjekker vi"

msgid "How we hear from staff and leaders"
msgstr "Sådan hører vi medarbejdere og ledere"

msgid "How we look after your data"
msgstr "Sådan passer vi på dine data"

msgid "How widespread is it?"
msgstr "Hvor udbredt er det?"

msgid "How you can tell that it has worked"
msgstr "Sådan kan I se, at det har virket"

msgid "I cannot tell"
msgstr "det kan jeg ikke afgøre"

msgid "If it does not work"
msgstr "Hvis det ikke virker"

#, python-format
msgid "If it happens again, call %(support_name)s on %(support_phone)s and say the number <strong class=\"number\">%(error_id)s</strong>."
msgstr "Sker det igen, så ring til %(support_name)s på %(support_phone)s og sig nummeret <strong class=\"number\">%(error_id)s</strong>."

#, python-format
msgid "If it was not you, or you have forgotten the password, call %(support_name)s on %(support_phone)s."
msgstr "Var det ikke dig, eller har du glemt adgangskoden, så ring til %(support_name)s på %(support_phone)s."

msgid "If it works: who keeps it going, and when do you adjust it?"
msgstr "Hvis det virker: hvem holder det i gang, og hvornår justerer I det?"

msgid "If our answer does not help, you can complain to the Agency for Digital Government, which supervises the Danish act on web accessibility."
msgstr "Hjælper vores svar ikke, kan du klage til Digitaliseringsstyrelsen, som fører tilsyn med webtilgængelighedsloven."

#, python-format
msgid "If so, you look at whether it helped on %(day)s."
msgstr "I så fald ser I på, om det hjalp, den %(day)s."

#, python-format
msgid "In %(quarter)s %(share)s were evaluated in time (%(done)s of %(due)s)."
msgstr "I %(quarter)s blev %(share)s vurderet til tiden (%(done)s af %(due)s)."

#, python-format
msgid "In %(quarter)s %(share)s were evaluated in time (%(done)s of %(due)s); a year before it was %(before)s."
msgstr "I %(quarter)s blev %(share)s vurderet til tiden (%(done)s af %(due)s). Et år før var det %(before)s."

msgid "In figures"
msgstr "I tal"

msgid "In our own evaluated plans it became better with:"
msgstr "I vores egne evaluerede planer blev det bedre med:"

msgid "In progress"
msgstr "I gang"

msgid "In the demo no mail leaves this machine: this is what people would have got. Go a day ahead below to see what comes next."
msgstr "I demoen forlader ingen mail maskinen: det her er, hvad folk ville have fået. Gå en dag frem nederst på siden for at se, hvad der så kommer."

msgid "In the morning, when three are to be up at once and the lift is in use. It came up at the round in October."
msgstr "Om morgenen, når tre skal op på én gang, og liften er i brug. Det kom frem ved runderingen i oktober."

msgid "In time"
msgstr "Til tiden"

msgid "In time and with a named source"
msgstr "Til tiden og med kilde"

msgid "In two minutes you are signed out to protect your data. What you have written stays on the page."
msgstr "Om to minutter bliver du logget af for at beskytte dine data. Det, du har skrevet, bliver stående på siden."

msgid "In use"
msgstr "I brug"

msgid "Information by mail."
msgstr "Information på mail."

msgid "Is it carried out?"
msgstr "Er den gennemført?"

#, python-format
msgid "Is it carried out? Its time was %(date)s."
msgstr "Er den gennemført? Det skulle ske senest %(date)s."

msgid "Is it done?"
msgstr "Er det gjort?"

msgid "Is it still as it should be?"
msgstr "Er det stadig, som det skal være?"

#, python-format
msgid "Is it still under control: %(title)s?"
msgstr "Er der stadig styr på det: %(title)s?"

#, python-format
msgid "Is there something you cannot use? Call %(support_name)s on <a href=\"tel:%(support_dial)s\">%(support_phone)s</a> or write to <a href=\"mailto:%(support_mail)s\">%(support_mail)s</a>. You get an answer within five working days, and what you need in another way meanwhile."
msgstr "Er der noget, du ikke kan bruge? Ring til %(support_name)s på <a href=\"tel:%(support_dial)s\">%(support_phone)s</a>, eller skriv til <a href=\"mailto:%(support_mail)s\">%(support_mail)s</a>. Du får svar inden for fem arbejdsdage og får imens det, du mangler, på en anden måde."

#, python-format
msgid "Is this plan carried out: %(title)s?"
msgstr "Er planen gennemført: %(title)s?"

#, python-format
msgid "Is to be carried out by %(day)s"
msgstr "Skal være gennemført %(day)s"

msgid "Is your measure done?"
msgstr "Er din indsats gjort?"

#, python-format
msgid "Is your measure done? It was due by %(date)s (%(late)s)."
msgstr "Er din indsats gjort? Fristen var %(date)s (%(late)s)."

msgid "It did not help, and this is what we learned"
msgstr "Det hjalp ikke, og det lærte vi af det"

msgid "It got worse"
msgstr "Det blev værre"

msgid "It has become more of a problem."
msgstr "Det er blevet et større problem."

msgid "It has been a problem for a long time."
msgstr "Det har været et problem længe."

msgid "It has been answered or ended since the mail was sent. Sign in to see how."
msgstr "Den er besvaret eller endt, siden mailen blev sendt. Log ind for at se hvordan."

#, python-format
msgid "It has got more time twice, now until %(date)s."
msgstr "Den har fået mere tid to gange, nu til %(date)s."

msgid "It helped"
msgstr "Det hjalp"

#, python-format
msgid "It is %(day)s now. %(number)d mail was sent."
msgid_plural "It is %(day)s now. %(number)d mails were sent."
msgstr[0] "Nu er det %(day)s. Der blev sendt %(number)d mail."
msgstr[1] "Nu er det %(day)s. Der blev sendt %(number)d mails."

msgid "It is a draft. Publish it first."
msgstr "Planen er en kladde. Offentliggør den først."

msgid "It is as it was."
msgstr "Det er, som det var."

msgid "It is better, but not all the way."
msgstr "Det er blevet bedre, men ikke helt i mål."

msgid "It is carried out"
msgstr "Den er gennemført"

msgid "It is carried out after all"
msgstr "Den er alligevel gennemført"

#, python-format
msgid "It is carried out. Did it help: %(title)s?"
msgstr "Det er gennemført. Hjalp det: %(title)s?"

msgid "It is done"
msgstr "Den er udført"

msgid "It is for the time being: when the unit has a manager of its own again, the plans go on by themselves."
msgstr "Det er midlertidigt: Når enheden igen har sin egen leder, går planerne videre af sig selv."

msgid "It is more than seven days since the change was made, so it can no longer be undone as a whole."
msgstr "Det er mere end syv dage siden, ændringen blev lavet, så den kan ikke længere fortrydes samlet."

msgid "It is more than seven days since this plan was ended. You can open it again with a reason."
msgstr "Det er mere end syv dage siden, planen blev afsluttet. Du kan åbne den igen med en begrundelse."

msgid "It is no longer needed"
msgstr "Den er ikke nødvendig længere"

msgid "It is not carried out after all"
msgstr "Den er ikke gennemført alligevel"

msgid "It is time to look at it together."
msgstr "Det er tid til at se på det sammen."

msgid "It may be closed with your verdict, get more time, or end as not carried out with a reason. All three are fine."
msgstr "Den kan afsluttes med jeres vurdering, få mere tid eller ende som ikke gennemført med en grund. Alle tre dele er i orden."

msgid "It stands on each of the plans."
msgstr "Det kommer til at stå på hver af planerne."

msgid "It was brought in, all of it."
msgstr "Det hele er indlæst."

msgid "It was not carried out"
msgstr "Den blev ikke gennemført"

#, python-format
msgid "It was to be carried out by %(date)s."
msgstr "Den skulle være gennemført senest %(date)s."

msgid "It was tried three times without success. Try again; if it fails again, tell support."
msgstr "Det er prøvet tre gange uden held. Prøv igen, og sig det til support, hvis det går galt igen."

msgid "It will not be carried out"
msgstr "Den bliver ikke gennemført"

msgid "It worked, wholly or partly"
msgstr "Det virkede helt eller delvist"

#, python-format
msgid "Its date was %(days)d day ago, and nothing has been noted since %(touched)s."
msgid_plural "Its date was %(days)d days ago, and nothing has been noted since %(touched)s."
msgstr[0] "Dens dato var for %(days)d dag siden, og der er ikke noteret noget siden %(touched)s."
msgstr[1] "Dens dato var for %(days)d dage siden, og der er ikke noteret noget siden %(touched)s."

msgid "Kind"
msgstr "Slags"

msgid "Lacks"
msgstr "Mangler"

msgid "Language"
msgstr "Sprog"

msgid "Last note"
msgstr "Seneste notat"

msgid "Last quarter"
msgstr "Forrige kvartal"

#, python-format
msgid "Last reviewed %(day)s by those who build SafetyNet."
msgstr "Sidst gennemgået %(day)s af dem, der bygger SafetyNet."

msgid "Last verdict"
msgstr "Seneste vurdering"

msgid "Last year"
msgstr "Sidste år"

msgid "Leave it"
msgstr "Lad det være"

msgid "Leave this open the first time. You are told when the change is that large."
msgstr "Lad den stå tom første gang. Du får at vide, hvis ændringen er så stor."

msgid "Left as they are"
msgstr "Uændrede"

msgid "Left out of the figure, with their first date in the period:"
msgstr "Holdt uden for tallet, med første frist i perioden:"

msgid "Let your calendar program fetch the days on which your plans are evaluated. It stays up to date by itself."
msgstr "Lad dit kalenderprogram hente de dage, hvor dine handleplaner skal vurderes. Den holder sig selv opdateret."

msgid "Lifting and holding with a twisted back, because the bed stands against the wall."
msgstr "Løft og fastholdelse med vredet ryg, fordi sengen står op ad væggen."

msgid "Likelihood"
msgstr "Sandsynlighed"

msgid "Line"
msgstr "Linje"

msgid "Local work-environment coordinator"
msgstr "Lokal arbejdsmiljøkoordinator"

msgid "Look at it now"
msgstr "Gennemgå den nu"

#, python-format
msgid "Look at the effect tomorrow"
msgid_plural "Look at the effect in %(days)s days"
msgstr[0] "Se på effekten i morgen"
msgstr[1] "Se på effekten om %(days)s dage"

msgid "Look at the roster and the tasks behind it: late shifts in a row, lonely nights, the heaviest rooms."
msgstr "Se på vagtplanen og opgaverne bag: sene vagter i træk, ensomme nætter, de tungeste stuer."

msgid "Looked at again on"
msgstr "Gennemgås igen"

#, python-format
msgid "Looked at again on %(day)s"
msgstr "Gennemgås igen den %(day)s"

msgid "MAIL_PAUSED is on: mails are planned and listed, and nothing leaves this installation."
msgstr "MAIL_PAUSED er slået til: mails planlægges og vises, og intet forlader denne installation."

msgid "MED committees"
msgstr "MED-udvalg"

msgid "Made standing"
msgstr "Gjort vedvarende"

msgid "Mail"
msgstr "Mail"

msgid "Mail is paused"
msgstr "Mail er sat på pause"

msgid "Mails sent"
msgstr "Sendte mails"

msgid "Main navigation"
msgstr "Hovedmenu"

msgid "Make a new address"
msgstr "Lav en ny adresse"

msgid "Make a new plan that carries on"
msgstr "Lav en ny plan, der bygger videre"

msgid "Make a plan, carry it out, say what it led to and close it."
msgstr "Lav en plan, gennemfør den, vurder effekten og afslut den."

msgid "Make an address"
msgstr "Lav en adresse"

msgid "Make it standing"
msgstr "Gør den vedvarende"

msgid "Make the PDF"
msgstr "Lav PDF"

msgid "Make the plan standing"
msgstr "Gør planen vedvarende"

msgid "Manager"
msgstr "Leder"

msgid "Manager and work-environment group"
msgstr "Leder og arbejdsmiljøgruppe"

msgid "Many feel it."
msgstr "Mange mærker det."

msgid "Mark as done"
msgstr "Markér som gjort"

msgid "May we help you on?"
msgstr "Må vi hjælpe jer videre?"

#, python-format
msgid "May we help? %(title)s"
msgid_plural "May we help? %(number)d plans"
msgstr[0] "Må vi hjælpe? %(title)s"
msgstr[1] "Må vi hjælpe? %(number)d planer"

msgid "Me"
msgstr "Mig"

msgid "Measure"
msgstr "Indsats"

#, python-format
msgid "Measure %(number)s"
msgstr "Indsats %(number)s"

msgid "Measured"
msgstr "Målt"

msgid "Measures"
msgstr "Indsatser"

msgid "Measures of the plans published in the period, as they are written today. Measures of confidential plans are not counted."
msgstr "Indsatser i de planer, der er offentliggjort i perioden, som de står i dag. Indsatser i fortrolige planer er ikke talt med."

msgid "Measures on the prevention ladder"
msgstr "Indsatser på forebyggelsestrappen"

msgid "Measures on the top two steps"
msgstr "Indsatser på de to øverste trin"

msgid "Members"
msgstr "Medlemmer"

msgid "Mend it"
msgstr "Ret det"

msgid "Menu"
msgstr "Menu"

msgid "Mine"
msgstr "Mine"

msgid "Missing"
msgstr "Mangler"

msgid "More about the follow-up"
msgstr "Mere om opfølgningen"

msgid "More about the problem"
msgstr "Mere om problemet"

msgid "More focus on lifting"
msgstr "Mere fokus på løft"

msgid "More time"
msgstr "Mere tid"

#, python-format
msgid "Most open plans are about %(theme)s: %(open)s, of which %(overdue)s are overdue."
msgstr "Flest åbne handleplaner handler om %(theme)s: %(open)s, hvoraf %(overdue)s er over tid."

msgid "Move the closing date"
msgstr "Flyt den forventede afslutning"

msgid "Move the date"
msgstr "Flyt datoen"

msgid "Move the most important up. Everybody sees this order, here and in the report. Acute plans always stand first."
msgstr "Flyt det vigtigste op. Alle ser rækkefølgen, her og i rapporten. Akutte handleplaner står altid først."

#, python-format
msgid "Move “%(title)s” down"
msgstr "Flyt “%(title)s” ned"

#, python-format
msgid "Move “%(title)s” up"
msgstr "Flyt “%(title)s” op"

msgid "Moved"
msgstr "Flyttet"

msgid "My AMR"
msgstr "Min AMR"

msgid "My calendar"
msgstr "Min kalender"

msgid "My changes of several plans"
msgstr "Mine ændringer af flere planer"

msgid "My earlier changes"
msgstr "Mine tidligere ændringer"

msgid "My unit's page"
msgstr "Min enheds side"

msgid "My work-environment group"
msgstr "Min arbejdsmiljøgruppe"

msgctxt "letter in a chart: no effect"
msgid "N"
msgstr "I"

msgid "Name"
msgstr "Navn"

msgid "Name in Danish"
msgstr "Navn på dansk"

msgid "Name in English"
msgstr "Navn på engelsk"

msgid "Name in Swedish"
msgstr "Navn på svensk"

msgid "Name of the unit"
msgstr "Enhedens navn"

msgid "Name or title. Those found can then be chosen everywhere on this page."
msgstr "Navn eller titel. De fundne kan derefter vælges alle steder på siden."

msgid "Name, title, workplace, work e-mail, manager and seats in the cooperation system. They come from the region's own staff system."
msgstr "Navn, stilling, arbejdssted, arbejdsmail, leder og pladser i MED-systemet. De kommer fra regionens eget personalesystem."

msgid "Nature"
msgstr "Problemets art"

msgid "Need help?"
msgstr "Brug for hjælp?"

#, python-format
msgid "Needed when the reason is “%(other)s”."
msgstr "Skal skrives, når grunden er “%(other)s”."

msgid "Needs a hand"
msgstr "Har brug for en hånd"

msgid "New expected closing date"
msgstr "Ny forventet afslutning"

#, python-format
msgid "New expected closing date: %(day)s, because: %(why)s"
msgstr "Ny forventet afslutning: %(day)s, fordi: %(why)s"

msgid "New owner"
msgstr "Ny tovholder"

#, python-format
msgid "New owner: %(who)s"
msgstr "Ny tovholder: %(who)s"

msgid "New plan"
msgstr "Ny handleplan"

msgid "New plan published"
msgstr "Ny plan offentliggjort"

#, python-format
msgid "New plan, published on %(date)s."
msgstr "Ny plan, sat i gang %(date)s."

msgid "New plans cannot choose it from today. Plans that have it keep it, and it can be brought back."
msgstr "Nye planer kan ikke vælge det fra i dag. Planer, der har det, beholder det, og det kan tages i brug igen."

msgid "News of plans that concern you"
msgstr "Nyt om planer, der angår dig"

msgid "Next day"
msgstr "Næste dag"

msgid "Next measure"
msgstr "Næste indsats"

msgid "Next page"
msgstr "Næste side"

msgid "Next review"
msgstr "Næste gennemgang"

msgid "Next step"
msgstr "Næste skridt"

msgid "Next step on"
msgstr "Næste skridt den"

msgid "No"
msgstr "Nej"

msgid "No colleague has answered yet whether a difference is noticed."
msgstr "Ingen kolleger har endnu svaret på, om de mærker en forskel."

msgid "No effect"
msgstr "Ingen effekt"

msgid "No effect, or worse"
msgstr "Ingen effekt eller værre"

msgid "No effect, or worse, of those evaluated"
msgstr "Ingen effekt eller værre, af de vurderede"

msgid "No feed has come in yet."
msgstr "Der er ikke indlæst noget endnu."

msgid "No mail has been sent about this plan."
msgstr "Der er ikke sendt mails om planen."

msgid "No mail has been sent yet. Go to the next day with the button at the bottom of the page."
msgstr "Der er ikke sendt mails endnu. Gå til næste dag med knappen nederst på siden."

msgid "No measure"
msgstr "Ingen indsats"

msgid "No measures yet."
msgstr "Ingen indsatser endnu."

msgid "No notes yet."
msgstr "Ingen noter endnu."

msgid "No open plan has a theme."
msgstr "Ingen åben handleplan har et emne."

msgid "No plan had its date in the period."
msgstr "Ingen handleplan havde frist i perioden."

msgid "No plan has been evaluated in the last two years."
msgstr "Ingen handleplan er vurderet de seneste to år."

msgid "No plan has had its date in the last two years."
msgstr "Ingen handleplan har haft frist de seneste to år."

msgid "No plan is open here, so there is nothing to put in order."
msgstr "Her er ingen åbne handleplaner at sætte i rækkefølge."

msgid "No plan is open here."
msgstr "Her er ingen åbne handleplaner."

msgid "No plan was published in the period."
msgstr "Ingen plan er offentliggjort i perioden."

msgid "No plans here with these filters. Take a filter away, or look at all plans of the unit."
msgstr "Her er ingen planer med disse filtre. Fjern et filter, eller se alle enhedens planer."

msgid "No row has an empty parent: the tree has no root."
msgstr "Ingen række har tom forælder: træet har ingen rod."

msgid "No step chosen"
msgstr "Intet trin valgt"

msgid "No success criteria yet."
msgstr "Ingen succeskriterier endnu."

msgid "No success criterion"
msgstr "Intet succeskriterium"

#, python-format
msgid "No unit has “%(q)s” in its name. Try a part of the name."
msgstr "Ingen enhed har “%(q)s” i navnet. Prøv med en del af navnet."

msgid "No unit is covered directly."
msgstr "Ingen enhed er dækket direkte."

msgid "No word on how the effect will be found"
msgstr "Intet om, hvordan effekten vurderes"

msgid "No work-environment group covers this unit. Tell the work-environment consultants."
msgstr "Ingen arbejdsmiljøgruppe dækker enheden. Sig det til arbejdsmiljøkonsulenterne."

msgid "No working day: reminders wait for the next one."
msgstr "Ikke en arbejdsdag: påmindelser venter til den næste."

msgid "No, I do not"
msgstr "Nej, jeg mærker det ikke"

msgid "No, go back"
msgstr "Nej, gå tilbage"

msgid "No."
msgstr "Nr."

msgid "Nobody lifts alone; the lift is used in 9 of 10 transfers in a week's count"
msgstr "Ingen løfter alene; liften bruges ved 9 af 10 forflytninger i en uges optælling"

msgid "Nobody sits here today. The seats come from the organisation's own system; call if that is wrong."
msgstr "Her sidder ingen i dag. Pladserne kommer fra organisationens eget system; ring, hvis det er forkert."

msgid "Nobody who is employed here has that name or title."
msgstr "Ingen ansat har det navn eller den titel."

msgid "None"
msgstr "Intet"

msgid "None of the chosen plans can be changed this way."
msgstr "Ingen af de valgte planer kan ændres på den måde."

msgid "None: every open plan has an owner who works here."
msgstr "Ingen: Alle åbne handleplaner har en tovholder, der arbejder her."

msgid "Not carried out"
msgstr "Ikke gennemført"

msgid "Not carried out, of those published"
msgstr "Ikke gennemført, af de offentliggjorte"

#, python-format
msgid "Not carried out: %(code)s"
msgstr "Ikke gennemført: %(code)s"

msgid "Not changed"
msgstr "Ikke ændret"

msgid "Not done after all"
msgstr "Ikke udført alligevel"

msgid "Not now"
msgstr "Ikke nu"

msgid "Not placed yet"
msgstr "Ikke placeret endnu"

msgid "Not right? Open the plan: a verdict can be undone for seven days."
msgstr "Ikke rigtigt? Åbn planen: en vurdering kan fortrydes i syv dage."

msgid "Not saved yet – we keep trying"
msgstr "Ikke gemt endnu – vi prøver igen"

msgid "Not yet"
msgstr "Ikke endnu"

msgid "Noted. The plan goes on."
msgstr "Noteret. Planen fortsætter."

#, python-format
msgid "Noted: “%(measure)s” is done."
msgstr "Noteret: “%(measure)s” er udført."

msgid "Notes"
msgstr "Noter"

#, python-format
msgid "Nothing found for “%(q)s”. Try fewer words, another word for the same, or the beginning of a word. HP and the number finds one plan."
msgstr "Vi fandt ikke noget på “%(q)s”. Prøv med færre ord, et andet ord for det samme eller begyndelsen af et ord. HP og nummeret finder én plan."

msgid "Nothing had changed, so nothing was written."
msgstr "Intet var ændret, så intet blev skrevet."

msgid "Nothing is lost. Choose which text to keep in each field, and save again. Other changes are already put together."
msgstr "Intet er tabt. Vælg, hvilken tekst der skal gælde i hvert felt, og gem igen. Andre ændringer er allerede lagt sammen."

msgid "Nothing is saved before you press the button."
msgstr "Intet gemmes, før du trykker på knappen."

msgid "Nothing is saved before you press the button. You can undo it for seven days."
msgstr "Intet gemmes, før du trykker på knappen. Du kan fortryde i syv dage."

msgid "Nothing is stuck."
msgstr "Intet sidder fast."

msgid "Nothing is wrong with what you did. Go back and try again in a moment; drafts are kept."
msgstr "Du har ikke gjort noget forkert. Gå tilbage, og prøv igen om lidt; kladder er gemt."

msgid "Nothing new in the last month."
msgstr "Intet nyt den sidste måned."

#, python-format
msgid "Nothing waits for you today. Your unit has %(count)s open plan."
msgid_plural "Nothing waits for you today. Your unit has %(count)s open plans."
msgstr[0] "Intet venter på dig i dag. Din enhed har %(count)s åben plan."
msgstr[1] "Intet venter på dig i dag. Din enhed har %(count)s åbne planer."

msgid "Nothing waits to be taken over."
msgstr "Intet venter på at blive overtaget."

msgid "Nothing was changed, and nothing is wrong with what you wrote. Go back, copy your text if it is long, load the page again and send it once more."
msgstr "Intet er ændret, og der er ikke noget galt med det, du skrev. Gå tilbage, kopiér din tekst, hvis den er lang, hent siden igen, og send den en gang til."

msgid "Nothing was changed. Every problem stands below; mend them in the source and export again."
msgstr "Intet blev ændret. Alle fejl står herunder; ret dem i kilden, og eksportér igen."

msgid "Nothing was changed. Go back, check what you wrote, and try again."
msgstr "Intet er ændret. Gå tilbage, se på det, du skrev, og prøv igen."

msgid "Nothing was changed. If it belongs to your work, ask your manager or the person who owns it."
msgstr "Intet er ændret. Hører det til dit arbejde, så spørg din leder eller tovholderen."

msgid "Nothing was changed. If it is right all the same, bring the files in again and say so."
msgstr "Intet blev ændret. Er det rigtigt alligevel, så indlæs filerne igen og sig ja."

msgid "Nothing: each open plan has a measure, a success criterion and people who are still here."
msgstr "Intet: hver åben plan har en indsats, et succeskriterium og personer, der stadig er her."

msgid "Now"
msgstr "Nu"

msgid "Occasion"
msgstr "Når …"

msgid "Of"
msgstr "Af"

#, python-format
msgid "Of %(plans)s plans fewer than half are closed after %(last)s days; %(open)s are still open."
msgstr "Af %(plans)s planer er under halvdelen lukket efter %(last)s dage. %(open)s er stadig åbne."

#, python-format
msgid "Of %(plans)s plans half are closed after %(days)s days. Open plans count for as long as they have been followed."
msgstr "Af %(plans)s planer er halvdelen lukket efter %(days)s dage. Åbne planer tæller med, så længe de er fulgt."

#, python-format
msgid "Of %(plans)s plans half are closed after %(days)s days; before it was %(before)s days."
msgstr "Af %(plans)s planer er halvdelen lukket efter %(days)s dage. Før var det %(before)s dage."

#, python-format
msgid "Of %(total)s plans evaluated in the last two years %(worked)s worked wholly or partly, and %(not)s did not."
msgstr "Af %(total)s handleplaner vurderet de seneste to år virkede %(worked)s helt eller delvist, og %(not)s virkede ikke."

msgid "Of those published"
msgstr "Af de offentliggjorte"

msgid "Off:"
msgstr "Aflyst:"

#, python-format
msgid "On %(date)s you look at whether it worked. Are you ready?"
msgstr "Den %(date)s ser I på, om det virkede. Er I klar?"

msgid "One choice is enough. You can undo it for seven days."
msgstr "Ét valg er nok. Du kan fortryde i syv dage."

msgid "One lift for six rooms, and nobody has the task of bringing it back."
msgstr "Én lift til seks stuer, og ingen har til opgave at stille den tilbage."

msgid "One more measure"
msgstr "En indsats mere"

msgid "One more success criterion"
msgstr "Et succeskriterium mere"

msgid "One more theme"
msgstr "Et emne mere"

msgid "One sentence that says when, who and what. It stands on the plan, in the mail and in the calendar."
msgstr "Én sætning, der siger hvornår, hvem og hvad. Den står på planen, i mailen og i kalenderen."

msgid "Only acute plans"
msgstr "Kun akutte planer"

msgid "Only if it had no effect or became worse:"
msgstr "Kun hvis det ikke havde effekt eller blev værre:"

msgid "Only if it is too early to tell, or you adjust the plan:"
msgstr "Kun hvis det er for tidligt at sige, eller I justerer planen:"

msgid "Only the number is shown, from three answers on, never who answered what."
msgstr "Kun antallet vises, og først fra tre svar – aldrig hvem der svarede hvad."

msgid "Only the unit's manager, its work-environment group and the owner can read it."
msgstr "Kun enhedens leder, arbejdsmiljøgruppen og tovholderen kan læse den."

msgid "Only what helps you. An APV plan also needs the first group."
msgstr "Kun det, der hjælper jer. En APV-plan skal også have den første gruppe."

msgid "Only you and those who make plans for the unit can see it."
msgstr "Kun du og dem, der laver planer for enheden, kan se den."

#, python-format
msgid "Only you can get it, and it is deleted on %(day)s."
msgstr "Kun du kan hente den, og den slettes %(day)s."

msgid "Open"
msgstr "Åbne"

msgid "Open plans"
msgstr "Åbne planer"

msgid "Open plans in order of priority"
msgstr "Åbne handleplaner i prioriteret rækkefølge"

msgid "Open that day"
msgstr "Åbne den dag"

msgid "Open the mail again and press the button there. If that does not help, sign in and find the plan."
msgstr "Åbn mailen igen, og tryk på knappen i den. Hjælper det ikke, så log ind og find planen."

msgid "Open the plan"
msgstr "Åbn planen"

msgid "Open the plan again"
msgstr "Åbn planen igen"

msgid "Opened again"
msgstr "Genåbnet"

msgid "Operation"
msgstr "Drift"

#, python-format
msgid "Or call %(support_name)s on %(support_phone)s."
msgstr "Eller ring til %(support_name)s på %(support_phone)s."

msgid "Or with a user name"
msgstr "Eller med et brugernavn"

#, python-format
msgid "Order of the plans in %(name)s"
msgstr "Rækkefølge for handleplanerne i %(name)s"

msgid "Organisation"
msgstr "Organisation"

msgid "Organisation data"
msgstr "Organisationsdata"

msgid "Other initiatives to mind"
msgstr "Andre tiltag at være opmærksom på"

msgid "Other themes"
msgstr "Andre emner"

msgid "Others on the plan"
msgstr "Andre på planen"

msgid "Overdue"
msgstr "Over tid"

msgid "Overdue that day"
msgstr "Over tid den dag"

msgid "Overview"
msgstr "Overblik"

#, python-format
msgid "Overview of %(name)s"
msgstr "Overblik over %(name)s"

msgid "Owner"
msgstr "Tovholder"

msgid "Owner and dates"
msgstr "Tovholder og datoer"

msgid "Owner and representative get this mail together. Take ten minutes: finish it, move the date, or end it with a reason."
msgstr "Tovholder og AMR får denne mail samtidig. Tag ti minutter sammen: gør den færdig, flyt datoen, eller afslut den med en begrundelse."

msgid "Owner of the plan"
msgstr "Tovholder på planen"

msgctxt "letter in a chart: partly solved"
msgid "P"
msgstr "D"

msgid "PDF"
msgstr "PDF"

msgid "PDF reports are tagged, but have not been examined by an independent tool."
msgstr "PDF-rapporter er opmærket til skærmlæsere, men er ikke undersøgt med et uafhængigt værktøj."

#, python-format
msgid "PDF: %(title)s"
msgstr "PDF: %(title)s"

msgid "PDFs cannot be made on this machine: a system library (pango) is missing. Tell support."
msgstr "Der kan ikke laves PDF på denne maskine, fordi et systembibliotek (pango) mangler. Sig det til support."

msgid "Page"
msgstr "Side"

#, python-format
msgid "Page %(number)s of %(total)s"
msgstr "Side %(number)s af %(total)s"

msgid "Pages"
msgstr "Sider"

msgid "Parked after eight tries"
msgstr "Stillet til side efter otte forsøg"

msgid "Partly"
msgstr "Delvist"

msgid "Password"
msgstr "Adgangskode"

msgid "People"
msgstr "Personer"

msgid "People are in a hurry."
msgstr "Folk har travlt."

msgid "Period"
msgstr "Periode"

msgid "Period:"
msgstr "Periode:"

msgid "Periods, effect and acute"
msgstr "Perioder, effekt og akut"

msgid "Physical strain."
msgstr "Fysisk belastning."

msgid "Plan"
msgstr "Plan"

msgid "Plan published"
msgstr "Plan offentliggjort"

msgid "Planned"
msgstr "Planlagt"

msgid "Plans"
msgstr "Handleplaner"

msgid "Plans are counted by theme. A theme that is no longer used stays on the plans that have it."
msgstr "Planer tælles efter emne. Et emne, der ikke bruges mere, bliver på de planer, der har det."

msgid "Plans are kept as long as the region must be able to show what was done. How long that is, the region decides; SafetyNet does not delete anything by itself yet."
msgstr "Planer gemmes, så længe regionen skal kunne vise, hvad der er gjort. Hvor længe det er, bestemmer regionen; SafetyNet sletter ikke noget af sig selv endnu."

msgid "Plans for a better working day – made, carried out and followed up."
msgstr "Planer for et bedre arbejdsmiljø – lagt, gennemført og fulgt til dørs."

msgid "Plans going on"
msgstr "Planer i gang"

msgid "Plans going on, acute first"
msgstr "Planer i gang, akutte først"

msgid "Plans still followed"
msgstr "Planer, der stadig følges"

msgid "Plans still followed, before"
msgstr "Planer, der stadig følges, før"

msgid "Plans waiting for effect evaluation"
msgstr "Planer, der afventer effektvurdering"

msgid "Plans without anybody"
msgstr "Handleplaner uden nogen"

msgid "Point your phone's camera at the square. See what is being done about the work environment where you work, and tell whether you notice it."
msgstr "Ret telefonens kamera mod firkanten. Se, hvad der bliver gjort ved arbejdsmiljøet, hvor du arbejder, og sig, om du mærker det."

msgid "Possible for seven days."
msgstr "Muligt i syv dage."

msgid "Poster with QR code (PDF)"
msgstr "Plakat med QR-kode (PDF)"

msgid "Previous page"
msgstr "Forrige side"

msgid "Problem taken up"
msgstr "Problem taget op"

msgid "Problems in the files"
msgstr "Fejl i filerne"

msgid "Promised to"
msgstr "Lovet til"

msgid "Proposed for you: change what does not fit."
msgstr "Foreslået til jer: ret det, der ikke passer."

msgid "Publish"
msgstr "Offentliggør"

msgid "Published from"
msgstr "Offentliggjort fra"

msgid "Published to"
msgstr "Offentliggjort til"

msgid "Put it right in the filters, or begin again with all plans."
msgstr "Ret det i filtrene, eller begynd forfra med alle planer."

msgid "Put protective equipment and hand disinfectant at every door where it is needed, in all sizes."
msgstr "Sæt værnemidler og håndsprit ved hver dør, hvor der er brug for dem, i alle størrelser."

msgid "Put something between people and the danger: an edge, a rail, a lock, an alarm within reach."
msgstr "Sæt noget mellem mennesker og faren: en kant, et gelænder, en lås, en alarm inden for rækkevidde."

msgid "Put something between people and the problem, so that it does not depend on everybody remembering."
msgstr "Sæt noget mellem mennesker og problemet, så det ikke afhænger af, at alle husker det."

#, python-format
msgid "Q%(number)s %(year)s"
msgstr "%(number)s. kv. %(year)s"

#, python-format
msgid "QR code with the address %(address)s"
msgstr "QR-kode med adressen %(address)s"

msgid "Quarter"
msgstr "Kvartal"

msgid "Quite serious."
msgstr "Ret alvorligt."

msgctxt "contact"
msgid "Reach"
msgstr "Kontakt"

msgid "Read from your words."
msgstr "Læst ud fra dine ord."

#, python-format
msgid "Reading of %(day)s"
msgstr "Indlæsning %(day)s"

msgid "Readings of the organisation's files"
msgstr "Indlæsninger af organisationens filer"

msgid "Ready to publish?"
msgstr "Klar til at offentliggøre?"

msgid "Receiver"
msgstr "Modtager"

msgid "Receiver without a mail address"
msgstr "Modtager uden mailadresse"

msgid "Reference"
msgstr "Nummer"

msgid "Relieve early: lighter tasks or fewer hours in the first weeks, agreed before the absence comes."
msgstr "Aflast tidligt: lettere opgaver eller færre timer i de første uger, aftalt før fraværet kommer."

msgid "Remove the source: turn off, move out or replace the machine, the printer or the lamp that troubles you."
msgstr "Fjern kilden: sluk, flyt ud eller udskift den maskine, printer eller lampe, der generer."

msgid "Report as PDF"
msgstr "Rapport som PDF"

msgid "Responsible"
msgstr "Ansvarlig"

msgid "Result"
msgstr "Resultat"

msgid "Review"
msgstr "Gennemgå"

msgid "Review the plan"
msgstr "Se planen efter"

msgid "Revoke the address"
msgstr "Luk adressen"

msgid "Role"
msgstr "Rolle"

msgid "Row"
msgstr "Række"

msgctxt "letter in a chart: solved"
msgid "S"
msgstr "L"

msgid "SafetyNet"
msgstr "SafetyNet"

msgid "SafetyNet administrator"
msgstr "SafetyNet-administrator"

msgid "Save"
msgstr "Gem"

msgid "Save and close"
msgstr "Gem og luk"

msgid "Save changes"
msgstr "Gem ændringer"

msgid "Save draft"
msgstr "Gem kladde"

msgid "Save the note"
msgstr "Gem noten"

msgid "Save the order"
msgstr "Gem rækkefølgen"

#, python-brace-format
msgid "Saved at {time}"
msgstr "Gemt kl. {time}"

msgid "Saved, except for what is marked or not finished."
msgstr "Gemt, undtagen det, der mangler at blive skrevet færdigt eller rettet."

#, python-format
msgid "Saved. You evaluate again on %(day)s."
msgstr "Gemt. I vurderer igen den %(day)s."

msgid "Say it in a sentence"
msgstr "Sig det med en sætning"

msgid "Say what the problem is and what you do about it. The rest is proposed: change what does not fit."
msgstr "Skriv, hvad problemet er, og hvad I gør ved det. Resten er foreslået: ret det, der ikke passer."

msgid "Say yes to the proposed success criterion, or write your own."
msgstr "Sig ja til det foreslåede succeskriterium, eller skriv jeres eget."

msgid "Search"
msgstr "Søg"

msgid "Search in all units"
msgstr "Søg i alle enheder"

msgid "Search plans"
msgstr "Søg i handleplaner"

msgid "Seats"
msgstr "Pladser"

msgid "See all plans"
msgstr "Se alle handleplaner"

msgid "See earlier plans"
msgstr "Se tidligere planer"

msgid "See everybody's"
msgstr "Se alles"

msgid "See everything that waits for you"
msgstr "Se alt, der venter på dig"

msgid "See how far it is"
msgstr "Se, hvor langt den er"

msgid "See how far the plans of your area are, and open the rows behind a figure."
msgstr "Se, hvor langt dit områdes planer er, og åbn rækkerne bag et tal."

msgid "See it all, and say whether you notice it"
msgstr "Se det hele, og sig, om du mærker det"

msgid "See or undo"
msgstr "Se eller fortryd"

msgid "See the mails sent"
msgstr "Se de sendte mails"

#, python-format
msgid "See the open plan"
msgid_plural "See all %(count)s open plans"
msgstr[0] "Se den åbne plan"
msgstr[1] "Se alle %(count)s åbne planer"

msgid "See the open plans"
msgstr "Se de åbne planer"

msgid "See the text before and after"
msgstr "Se teksten før og efter"

msgid "See the unit's plans"
msgstr "Se enhedens planer"

msgid "See the whole history"
msgstr "Se hele historikken"

msgid "See what was promised"
msgstr "Se, hvad der er lovet"

msgid "See what was promised to whom, and what comes next. Take the plans over, or give them to somebody who fits better."
msgstr "Se, hvad der er lovet til hvem, og hvad der kommer nu. Overtag planerne, eller giv dem til en, der passer bedre."

msgid "See what would happen"
msgstr "Se, hvad der vil ske"

msgid "See what you have taken over"
msgstr "Se, hvad du har fået"

msgid "See whether mail and background work run as they should."
msgstr "Se, om mail og baggrundsarbejde kører, som de skal."

msgid "Sent"
msgstr "Sendt"

msgid "Sent in the last 24 hours"
msgstr "Sendt det seneste døgn"

msgid "Separate what disturbs from those it disturbs: another room, another time, fewer at once."
msgstr "Skil det, der forstyrrer, fra dem, det forstyrrer: et andet rum, en anden tid, færre ad gangen."

msgid "Seriousness"
msgstr "Alvor"

msgid "Settings"
msgstr "Indstillinger"

msgid "Settled"
msgstr "På plads"

msgid "Share"
msgstr "Andel"

msgid "Share of the plans published in the period that are still open, estimated so that plans which are not closed yet count for as long as they have been followed (Kaplan–Meier). A plan that is not carried out is followed until it was ended. The curve stops where fewer than five plans are followed."
msgstr "Andelen af de planer, der er offentliggjort i perioden, som stadig er åbne. Planer, der ikke er lukket endnu, tæller med, så længe de er fulgt (Kaplan-Meier). En plan, der ikke bliver gennemført, er fulgt, til den blev afsluttet. Kurven stopper, hvor færre end fem planer følges."

msgid "Shield people: somebody beside in hard situations, one who takes the telephone, an hour undisturbed."
msgstr "Skærm folk: en ved siden af i svære situationer, en der tager telefonen, en time uden forstyrrelser."

msgid "Shield the place: sound panels, sun screens, a closed door, a quiet room to go to."
msgstr "Skærm stedet: lydplader, solafskærmning, en lukket dør, et stillerum at gå hen til."

#, python-format
msgid "Should have been carried out by %(day)s"
msgstr "Skulle være gennemført %(day)s"

#, python-format
msgid "Should have been closed yesterday"
msgid_plural "Should have been closed %(days)s days ago"
msgstr[0] "Skulle være afsluttet i går"
msgstr[1] "Skulle være afsluttet for %(days)s dage siden"

msgid "Show"
msgstr "Vis"

msgid "Show all plans"
msgstr "Vis alle planer"

msgid "Show all plans here"
msgstr "Vis alle enhedens planer"

msgid "Show the figures as a table"
msgstr "Vis tallene som tabel"

msgid "Shows as"
msgstr "Viser sig ved"

msgid "Sign in"
msgstr "Log ind"

msgid "Sign out"
msgstr "Log af"

msgid "Sign-in is closed for a quarter of an hour"
msgstr "Der er lukket for login i et kvarter"

msgid "Since"
msgstr "Siden"

msgid "Six things are always needed: problem, measure, responsible, dates, follow-up and one success criterion. A plan from an APV also needs what the law says: description, kind, seriousness, extent and causes."
msgstr "Seks ting skal altid være der: problem, indsats, ansvarlig, datoer, opfølgning og ét succeskriterium. En plan fra en APV skal også have det, loven siger: beskrivelse, art, alvor, omfang og årsager."

msgid "Skip to the content"
msgstr "Gå til indholdet"

msgid "So write about the work and never about a named person's health. Numbers that look like civil registration numbers are stopped before they are saved."
msgstr "Skriv derfor om arbejdet og aldrig om en navngiven persons helbred. Tal, der ligner CPR-numre, bliver stoppet, før de gemmes."

msgid "Solved or partly solved, last 12 months"
msgstr "Løst eller delvist løst, seneste 12 måneder"

msgid "Somebody else has changed the draft. Press “Save draft” to see both texts."
msgstr "En anden har rettet i kladden. Tryk »Gem kladde« for at se begge tekster."

msgid "Somebody else has saved the same fields while you were writing"
msgstr "En anden har gemt de samme felter, mens du skrev"

msgid "Somebody has changed the order or the plans in the meantime. This is how they stand now; nothing of yours was saved."
msgstr "Nogen har ændret rækkefølgen eller planerne imens. Sådan ser det ud nu; din ændring er ikke gemt."

msgid "Somebody has changed the plan since. It is left as it is."
msgstr "Nogen har ændret planen siden. Den er, som den er."

msgid "Somebody has just changed the plan. Look at it again."
msgstr "Nogen har lige ændret planen. Se på den igen."

msgid "Somebody has just moved the date. Look at the plan again before you move it once more."
msgstr "Nogen har lige flyttet datoen. Se på planen igen, før du flytter den en gang til."

msgid "Somebody who is responsible for a measure is no longer employed here. Choose somebody else."
msgstr "En ansvarlig for en indsats er ikke længere ansat her. Vælg en anden."

msgid "Something went wrong on our side"
msgstr "Der gik noget galt hos os"

msgid "Sometimes that is the right decision. Say why, so that everybody knows."
msgstr "Nogle gange er det den rigtige beslutning. Sig hvorfor, så alle ved det."

msgid "Sort"
msgstr "Rækkefølge"

msgid "Source"
msgstr "Kilde"

msgid "Stage"
msgstr "Trin"

msgid "Standing"
msgstr "Vedvarende"

#, python-format
msgid "Standing plan, to be looked at on %(day)s"
msgstr "Vedvarende plan, gennemgås den %(day)s"

msgid "Standing that day"
msgstr "Vedvarende den dag"

#, python-format
msgid "Standing, looked at again on %(day)s"
msgstr "Vedvarende, gennemgås igen %(day)s"

msgid "Start"
msgstr "Start"

msgid "Starts"
msgstr "Starter"

msgid "State"
msgstr "Tilstand"

msgid "Stay signed in"
msgstr "Bliv logget på"

msgid "Step"
msgstr "Trin"

#, python-format
msgid "Step %(number)s of 5 on the prevention ladder: <strong>%(step)s</strong>."
msgstr "Trin %(number)s af 5 på forebyggelsestrappen: <strong>%(step)s</strong>."

msgid "Still open"
msgstr "Stadig åbne"

msgid "Still open, before"
msgstr "Stadig åbne, før"

msgid "Stop following"
msgstr "Følg ikke længere"

msgid "Stopped: the change is larger than the limits allow"
msgstr "Stoppet: ændringen er større, end grænserne tillader"

msgid "Subject"
msgstr "Emne"

msgid "Substitute it: is there a milder product, or a way that needs none?"
msgstr "Erstat det: findes der et mildere middel eller en måde, der ikke kræver noget?"

msgid "Success criteria"
msgstr "Succeskriterier"

msgid "Success criterion"
msgstr "Succeskriterium"

#, python-format
msgid "Success criterion %(number)s"
msgstr "Succeskriterium %(number)s"

msgid "System administrator"
msgstr "Systemadministrator"

msgid "Take a demand away: which task can stop, which rule clashes with another, which record is never read?"
msgstr "Tag et krav væk: hvilken opgave kan stoppe, hvilken regel strider mod en anden, hvilket notat læser ingen?"

msgid "Take down"
msgstr "Tag ned"

#, python-format
msgid "Take it over"
msgid_plural "Take all %(number)s over"
msgstr[0] "Overtag den"
msgstr[1] "Overtag alle %(number)s"

#, python-format
msgid "Take out measure %(number)s"
msgstr "Fjern indsats %(number)s"

msgid "Take out of use"
msgstr "Tag ud af brug"

#, python-format
msgid "Take out success criterion %(number)s"
msgstr "Fjern succeskriterium %(number)s"

msgid "Take out the characters that cannot be shown."
msgstr "Fjern de tegn, der ikke kan vises."

msgid "Take part"
msgstr "Er med"

msgid "Take part in the plans of the units your group covers."
msgstr "Vær med i planerne i de enheder, din gruppe dækker."

msgid "Take the danger away: repair, replace or rebuild what people fall over, cut themselves on or are hit by."
msgstr "Fjern faren: reparer, udskift eller byg det om, som folk falder over, skærer sig på eller bliver ramt af."

msgid "Target"
msgstr "Mål"

msgid "Tell a little more"
msgstr "Fortæl lidt mere"

msgid "Tell us"
msgstr "Sig det til os"

msgid "Thank you! The effect is evaluated and the plan is closed."
msgstr "Tak! Effekten er vurderet, og planen er afsluttet."

msgid "Thank you, your answer is saved"
msgstr "Tak, dit svar er gemt"

msgid "Thank you, your comment stands under the plan."
msgstr "Tak, din kommentar står nu under planen."

#, python-format
msgid "That is not possible where the plan is now. %(last)s"
msgstr "Det kan ikke lade sig gøre, som planen står nu. %(last)s"

msgid "That person does not work here any more. Choose somebody else."
msgstr "Den person arbejder her ikke længere. Vælg en anden."

msgid "That was many times in a row"
msgstr "Det var mange gange i træk"

msgid "The CPR number is not ten digits that begin with a date."
msgstr "CPR-nummeret er ikke ti cifre, der begynder med en dato."

msgid "The PDF could not be made."
msgstr "PDF’en kunne ikke laves."

msgid "The address could not be read"
msgstr "Adressen kunne ikke læses"

#, python-format
msgid "The address has something this page does not know: %(words)s."
msgstr "Adressen har noget, som siden ikke kender: %(words)s."

msgid "The address names a committee that is not there. Choose the committee again."
msgstr "Adressen nævner et udvalg, som ikke findes. Vælg udvalget igen."

msgid "The address names a unit in a way we do not know. Choose the unit again."
msgstr "Adressen nævner en enhed på en måde, vi ikke kender. Vælg enheden igen."

msgid "The address names a unit that is not there. Choose the unit again."
msgstr "Adressen nævner en enhed, der ikke findes. Vælg enheden igen."

msgid "The address works like a key. Do not share it; titles of confidential plans are left out."
msgstr "Adressen virker som en nøgle. Del den ikke. Titler på fortrolige planer er udeladt."

#, python-format
msgid "The answer came by the link in a mail to %(person)s."
msgstr "Svaret kom via linket i en mail til %(person)s."

msgid "The bed with the broken brake is out of use and marked, and the night shift is told."
msgstr "Sengen med den defekte bremse er taget ud af brug og mærket, og nattevagten ved besked."

msgid "The calendar address is revoked: no program can fetch from it any more."
msgstr "Kalenderadressen er lukket: Ingen programmer kan hente fra den længere."

msgid "The calendar entry's own words"
msgstr "Kalenderaftalen, som den er skrevet"

msgid "The changes are saved."
msgstr "Ændringerne er gemt."

#, python-format
msgid "The closing date was moved on %(date)s."
msgstr "Afslutningsdatoen blev flyttet %(date)s."

#, python-format
msgid "The code %(value)s stands on line %(first)s already."
msgstr "Koden %(value)s står allerede på linje %(first)s."

#, python-format
msgid "The column “%(column)s” is missing. The file has: %(found)s."
msgstr "Kolonnen “%(column)s” mangler. Filen har: %(found)s."

#, python-format
msgid "The column “%(column)s” stands there twice."
msgstr "Kolonnen “%(column)s” står der to gange."

msgid "The comment is taken down."
msgstr "Kommentaren er taget ned."

#, python-format
msgid "The committee or group %(value)s is not in med-org-units.csv."
msgstr "Udvalget eller gruppen %(value)s er ikke i med-org-units.csv."

msgid "The date has passed, and nobody has noted anything for a while. There is often a good reason, and two see more than one."
msgstr "Datoen er gået, og der er ikke noteret noget et stykke tid. Det er der tit en god grund til, og to ser mere end én."

msgid "The date has passed:"
msgstr "Datoen er passeret:"

msgid "The date is more than five years ahead. Check the year, or make the plan standing."
msgstr "Datoen ligger mere end fem år fremme. Tjek årstallet, eller gør planen vedvarende."

msgid "The date is moved. The first date stays on the plan."
msgstr "Datoen er flyttet. Den første dato bliver stående på planen."

msgid "The day you chose to look at the effect has come. One answer is enough: press a button and confirm."
msgstr "Dagen, I valgte til at se på effekten, er kommet. Ét svar er nok: tryk på en knap, og bekræft."

msgid "The door is always open."
msgstr "Døren står altid åben."

msgid "The draft is deleted."
msgstr "Kladden er slettet."

msgid "The draft is saved. You can close the page and go on later."
msgstr "Kladden er gemt. Du kan lukke siden og skrive videre senere."

msgid "The effect cannot be evaluated in the past. Choose a date from today on."
msgstr "Effekten kan ikke vurderes i fortiden. Vælg en dato fra i dag og frem."

msgid "The effect evaluation"
msgstr "Effektvurderingen"

#, python-format
msgid "The effect evaluation on %(date)s is off"
msgstr "Effektvurderingen %(date)s er aflyst"

#, python-format
msgid "The effect is evaluated on %(day)s. Choose a date before that, or move the plan's closing date."
msgstr "Effekten vurderes den %(day)s. Vælg en dato før det, eller flyt planens forventede afslutning."

#, python-format
msgid "The effect is still evaluated on %(day)s."
msgstr "Effekten vurderes stadig den %(day)s."

#, python-format
msgid "The effect should have been evaluated yesterday"
msgid_plural "The effect should have been evaluated %(days)s days ago"
msgstr[0] "Effekten skulle være vurderet i går"
msgstr[1] "Effekten skulle være vurderet for %(days)s dage siden"

#, python-format
msgid "The effect was evaluated on %(date)s."
msgstr "Effekten blev vurderet %(date)s."

#, python-format
msgid "The effect: %(verdict)s."
msgstr "Effekten: %(verdict)s."

#, python-format
msgid "The end %(ends)s lies before the start %(starts)s."
msgstr "Slutdatoen %(ends)s ligger før startdatoen %(starts)s."

msgid "The entry is attached; open it to put it in your calendar, or to take it out."
msgstr "Aftalen er vedhæftet; åbn den for at lægge den i din kalender eller tage den ud."

msgid "The expected closing date"
msgstr "Datoen for forventet afslutning"

#, python-format
msgid "The figures include %(number)s confidential open plan, which is not listed."
msgid_plural "The figures include %(number)s confidential open plans, which are not listed."
msgstr[0] "Tallene omfatter %(number)s åben fortrolig handleplan, som ikke står på listen."
msgstr[1] "Tallene omfatter %(number)s åbne fortrolige handleplaner, som ikke står på listen."

#, python-format
msgid "The figures include %(number)s confidential plan. It is counted, and listed only to those who may see it."
msgid_plural "The figures include %(number)s confidential plans. They are counted, and listed only to those who may see them."
msgstr[0] "Tallene omfatter %(number)s fortrolig handleplan. Den er talt med, men vises kun for dem, der må se den."
msgstr[1] "Tallene omfatter %(number)s fortrolige handleplaner. De er talt med, men vises kun for dem, der må se dem."

#, python-format
msgid "The figures of the overview %(period_in_words)s, its charts, and the open plans in order of priority. Confidential plans are counted and not listed."
msgstr "Overblikkets tal for %(period_in_words)s, diagrammerne og de åbne handleplaner i prioriteret rækkefølge. Fortrolige handleplaner er talt med, men står ikke på listen."

msgid "The file has no rows. A full feed is expected every night."
msgstr "Filen har ingen rækker. Der ventes et fuldt udtræk hver nat."

msgid "The file holds NUL characters, as UTF-16 does. Export it as UTF-8."
msgstr "Filen indeholder NUL-tegn, som UTF-16 gør. Eksportér den som UTF-8."

msgid "The file is larger than 50 MB. Choose the exporter's own file."
msgstr "Filen er større end 50 MB. Vælg den fil, der blev eksporteret."

#, python-format
msgid "The file is not UTF-8: the byte %(byte)s cannot be read. Export it as UTF-8."
msgstr "Filen er ikke UTF-8: byten %(byte)s kan ikke læses. Eksportér den som UTF-8."

msgid "The file is not in the folder."
msgstr "Filen ligger ikke i mappen."

msgid "The files cannot be used"
msgstr "Filerne kan ikke bruges"

#, python-format
msgid "The first %(limit)s plans are shown."
msgstr "De første %(limit)s handleplaner vises."

msgid "The group is not complete"
msgstr "Gruppen er ikke fuldtallig"

msgid "The higher on the ladder, the longer it lasts: remove the cause, change the work, shield, instruct, support the individual."
msgstr "Jo højere på forebyggelsestrappen, jo længere holder det: fjern årsagen, lav arbejdet om, afskærm, instruér, støt den enkelte."

msgid "The last 12 months"
msgstr "De seneste 12 måneder"

msgid "The last quarter and the one before"
msgstr "Sidste kvartal og det før"

#, python-format
msgid "The level of “%(value)s” is not known: no rule fits its name or depth."
msgstr "Niveauet for “%(value)s” er ukendt: ingen regel passer på navn eller dybde."

msgid "The lift is on the list of the weekly check, and the AMG looks at it again in September."
msgstr "Liften kommer på listen til det ugentlige tjek, og AMG ser på det igen i september."

msgid "The link has done its work and is closed. On the plan you can see what you answered, and undo it for seven days."
msgstr "Linket har gjort sit arbejde og er lukket. På planen kan du se, hvad du svarede, og fortryde i syv dage."

#, python-format
msgid "The list holds more than %(most)s plans. These are the first %(most)s; take the rest afterwards, or make the list smaller with the filters."
msgstr "Listen har mere end %(most)s planer. Her er de første %(most)s. Tag resten bagefter, eller gør listen mindre med filtrene."

#, python-format
msgid "The list is cut after %(limit)s plans. Make the reports of the levels below to see the rest."
msgstr "Listen stopper efter %(limit)s handleplaner. Lav rapporter for niveauerne nedenunder for at se resten."

msgid "The mail address cannot be used; the person gets no mail."
msgstr "Mailadressen kan ikke bruges; personen får ingen mail."

msgid "The mail as its receiver sees it"
msgstr "Mailen, som modtageren ser den"

msgid "The measure has not worked long enough yet."
msgstr "Indsatsen har ikke virket længe nok endnu."

#, python-format
msgid "The measure “%(measure)s”"
msgstr "Indsatsen “%(measure)s”"

msgid "The measures are being chosen."
msgstr "Indsatserne er ved at blive valgt."

msgid "The measures are carried out"
msgstr "Indsatserne er gennemført"

#, python-format
msgid "The measures are carried out, and the day for evaluating the effect was %(days)d day ago."
msgid_plural "The measures are carried out, and the day for evaluating the effect was %(days)d days ago."
msgstr[0] "Indsatserne er gennemført, og dagen for effektvurderingen var for %(days)d dag siden."
msgstr[1] "Indsatserne er gennemført, og dagen for effektvurderingen var for %(days)d dage siden."

#, python-format
msgid "The measures are to be in place by %(day)s"
msgstr "Indsatserne skal være gennemført senest %(day)s"

#, python-format
msgid "The measures were to be in place by %(day)s"
msgstr "Indsatserne skulle være gennemført senest %(day)s"

msgid "The name and the password do not belong together. Check both and try again."
msgstr "Navn og adgangskode passer ikke sammen. Se på begge dele, og prøv igen."

msgid "The note is saved."
msgstr "Noten er gemt."

msgid "The one who is to ask is no longer employed here. Choose somebody else."
msgstr "Den, der skal spørge, er ikke længere ansat her. Vælg en anden."

msgid "The order could not be read. Load the page again and try once more."
msgstr "Rækkefølgen kunne ikke læses. Hent siden igen og prøv en gang til."

msgid "The order is saved."
msgstr "Rækkefølgen er gemt."

msgid "The organisation has not been brought in yet, so there is nothing to add up."
msgstr "Organisationen er ikke hentet ind endnu, så her er intet at tælle sammen."

msgid "The owner has left"
msgstr "Ejeren er fratrådt"

msgid "The owner has left, and there is no manager above to ask. Open the plan and choose an owner."
msgstr "Tovholderen er stoppet, og der er ingen leder højere oppe at spørge. Åbn planen, og vælg en tovholder."

msgid "The owner is no longer employed here. Choose somebody else."
msgstr "Tovholderen er ikke længere ansat her. Vælg en anden."

msgid "The page may have moved, or it is not for you. Search for the plan at the top of the page, or begin at the start page."
msgstr "Siden kan være flyttet, eller du har ikke adgang til den. Søg efter planen øverst på siden, eller begynd på startsiden."

msgid "The page was open for too long"
msgstr "Siden har stået åben for længe"

#, python-format
msgid "The parent %(value)s is not in the file."
msgstr "Forælderen %(value)s er ikke i filen."

msgid "The person of this seat has no employment, here or earlier; the seat is left out."
msgstr "Personen på pladsen har ingen ansættelse, hverken her eller tidligere; pladsen er udeladt."

msgid "The person who was to evaluate has left"
msgstr "Den, der skulle vurdere effekten, er fratrådt"

msgid "The plan goes back into progress with a new date, and you change the measures."
msgstr "Planen sættes i gang igen med en ny dato, og I ændrer indsatserne."

msgid "The plan goes back into progress. What was said before stays in its history."
msgstr "Planen sættes i gang igen. Det, der er sagt før, bliver i historikken."

#, python-format
msgid "The plan got more time: it is now expected to be closed by %(date)s."
msgstr "Planen har fået mere tid: den ventes nu afsluttet %(date)s."

#, python-format
msgid "The plan has got more time twice. A third time is given by the leader above %(unit)s, the coordinator or the chair of the committee: the plan is on the committee's list. You can also evaluate it, or end it with a reason."
msgstr "Planen har fået mere tid to gange. En tredje gang gives af lederen over %(unit)s, koordinatoren eller formanden for udvalget: planen står på udvalgets liste. I kan også vurdere den eller afslutte den med en begrundelse."

msgid "The plan is a draft: nobody else reads it yet."
msgstr "Planen er en kladde: Ingen andre læser den endnu."

msgid "The plan is closed. Here is a new one that carries on from it."
msgstr "Planen er afsluttet. Her er en ny, der bygger videre på den."

msgid "The plan is confidential. Take care where the paper ends up."
msgstr "Handleplanen er fortrolig. Pas på, hvor papiret ender."

msgid "The plan is confidential: sign in to see the measure."
msgstr "Planen er fortrolig: log ind for at se indsatsen."

msgid "The plan is ended as not carried out. You can undo it for seven days."
msgstr "Planen er afsluttet som ikke gennemført. Du kan fortryde i syv dage."

#, python-format
msgid "The plan is expected to be closed on %(day)s. The first date stays visible, and the change is counted."
msgstr "Planen ventes afsluttet %(day)s. Den første dato bliver stående, og ændringen tælles med."

#, python-format
msgid "The plan is expected to be closed on %(day)s. The first date, %(first)s, stays visible, and the change is counted."
msgstr "Planen forventes afsluttet %(day)s. Den første dato, %(first)s, bliver stående, og ændringen tælles."

#, python-format
msgid "The plan is expected to close on %(date)s. That date was set when the plan was published; it is moved from the plan's page, with a reason."
msgstr "Planen forventes afsluttet %(date)s. Datoen blev sat, da planen blev offentliggjort; den flyttes fra planens side med en begrundelse."

msgid "The plan is in other hands now, or somebody else is signed in here. Sign in as yourself to see the plan."
msgstr "Planen er i andre hænder nu, eller en anden er logget ind her. Log ind som dig selv for at se planen."

msgid "The plan is in progress"
msgstr "Planen er i gang"

msgid "The plan is in progress again."
msgstr "Planen er i gang igen."

msgid "The plan is published."
msgstr "Handleplanen er offentliggjort."

msgid "The plan is standing now, and you are asked to look at it once a year."
msgstr "Planen er vedvarende nu, og du bliver bedt om at gennemgå den en gang om året."

msgid "The plan is standing: it goes on, and nothing needs doing until then."
msgstr "Planen er vedvarende: den fortsætter, og der skal ikke gøres noget indtil da."

#, python-format
msgid "The plan was expected to be closed by %(date)s."
msgstr "Planen skulle være afsluttet senest %(date)s."

msgid "The plan with its measures, success criteria, follow-up and verdicts, as it is today."
msgstr "Handleplanen med indsatser, succeskriterier, opfølgning og vurderinger, som den er i dag."

msgid "The plan: to make sure that it is carried out and evaluated"
msgstr "Planen: at sørge for, at den bliver gennemført og evalueret"

msgid "The plans published in the period, and how far they have come; each number opens its plans"
msgstr "De planer, der er offentliggjort i perioden, og hvor langt de er nået. Hvert tal åbner sine planer"

msgid "The plans, measures and evaluations you are responsible for, and what you write in them, with the time."
msgstr "De planer, indsatser og effektvurderinger, du har ansvar for, og det, du skriver i dem, med tidspunkt."

msgid "The problem"
msgstr "Problemet"

msgid "The problem is gone, or small enough to live with."
msgstr "Problemet er væk eller så lille, at vi kan leve med det."

msgid "The problem or the ambition in one line"
msgstr "Problemet eller ambitionen på én linje"

msgid "The rest"
msgstr "Resten"

#, python-format
msgid "The role “%(value)s” is not known; the seat is kept and shown with that word."
msgstr "Hvervet “%(value)s” er ukendt; pladsen er beholdt og vises med det ord."

#, python-format
msgid "The row cannot be read: %(error)s."
msgstr "Rækken kan ikke læses: %(error)s."

#, python-format
msgid "The row has %(found)s fields, the header %(expected)s: a field is missing."
msgstr "Rækken har %(found)s felter, overskriften %(expected)s: der mangler et felt."

#, python-format
msgid "The row has %(found)s fields, the header %(expected)s: there is one too many, or a | is not escaped."
msgstr "Rækken har %(found)s felter, overskriften %(expected)s: der er et for meget, eller en | mangler sin omvendte skråstreg."

msgid "The same round with the same list, and two questions at the staff meeting"
msgstr "Den samme rundering med den samme liste og to spørgsmål på personalemødet"

#, python-format
msgid "The same seat stands on line %(first)s already."
msgstr "Den samme plads står allerede på linje %(first)s."

msgid "The seat of representative is empty."
msgstr "Pladsen som arbejdsmiljørepræsentant er ledig."

msgid "The text of this mail is not kept. The demo keeps only the mails it has sent itself."
msgstr "Teksten i denne mail er ikke gemt. Demoen gemmer kun de mails, den selv har sendt."

msgid "The text that is saved"
msgstr "Den tekst, der er gemt"

msgid "The theme can be chosen from now on."
msgstr "Emnet kan vælges fra nu af."

msgid "The theme is saved."
msgstr "Emnet er gemt."

msgid "The theme is taken out of use. Plans that have it keep it."
msgstr "Emnet er taget ud af brug. Planer, der har det, beholder det."

#, python-format
msgid "The theme “%(theme)s” was chosen by the words of the problem. Change it if it does not fit."
msgstr "Emnet »%(theme)s« er valgt ud fra ordene i problemet. Ret det, hvis det ikke passer."

#, python-format
msgid "The tree has a second root; the first stands on line %(first)s."
msgstr "Træet har en rod mere; den første står på linje %(first)s."

#, python-format
msgid "The unit %(value)s is not in adm-org-units.csv."
msgstr "Enheden %(value)s er ikke i adm-org-units.csv."

msgid "The unit has no manager of its own."
msgstr "Enheden har ikke sin egen leder."

msgid "The unit is its own parent."
msgstr "Enheden er sin egen forælder."

#, python-format
msgid "The unit lies below itself: %(value)s."
msgstr "Enheden ligger under sig selv: %(value)s."

#, python-format
msgid "The unit lies deeper than %(limit)s levels."
msgstr "Enheden ligger dybere end %(limit)s niveauer."

#, python-format
msgid "The unit was closed on %(day)s."
msgstr "Enheden blev lukket den %(day)s."

msgid "The unit's page and plans"
msgstr "Enhedens side og planer"

msgid "The whole plan is carried out"
msgstr "Hele planen er gennemført"

msgid "The yearly look"
msgstr "Den årlige gennemgang"

#, python-format
msgid "The yearly review was set for %(date)s."
msgstr "Det årlige eftersyn var sat til %(date)s."

msgid "Theme"
msgstr "Emne"

msgid "Themes"
msgstr "Emner"

msgid "Then"
msgstr "Bagefter"

msgid "Then we take up two fixed ceiling lifts with the department's management, with the figures we have."
msgstr "Så tager vi to faste loftlifte op med afdelingsledelsen med de tal, vi har."

msgid "There are more. Write a little more of the name."
msgstr "Der er flere. Skriv lidt mere af navnet."

msgid "There are no open plans here. Is something missing? Tell your work-environment representative."
msgstr "Her er ingen åbne planer. Savner du noget? Sig det til jeres arbejdsmiljørepræsentant."

msgid "There are no plans with a date in this period, and none are open."
msgstr "Ingen handleplaner har frist i perioden, og ingen er åbne."

msgid "There are three, all necessary: one keeps you signed in, one protects what you send, one remembers your language. Nobody follows you, and nothing is fetched from other companies."
msgstr "Der er tre, og alle er nødvendige: én holder dig logget på, én beskytter det, du sender, og én husker dit sprog. Ingen følger dig, og intet hentes hos andre firmaer."

#, python-format
msgid "There is %(number)s thing to put right"
msgid_plural "There are %(number)s things to put right"
msgstr[0] "Der er %(number)s ting, der skal rettes"
msgstr[1] "Der er %(number)s ting, der skal rettes"

msgid "There is no organisation yet. It comes in with the first feed."
msgstr "Der er ingen organisation endnu. Den kommer med den første indlæsning."

msgid "There is no unit below this one."
msgstr "Der er ingen enheder under denne."

msgid "There is nothing at this address"
msgstr "Der er ikke noget på denne adresse"

msgid "There is nothing to add up yet. The first plan published here fills this page."
msgstr "Her er ikke noget at tælle sammen endnu. Den første handleplan, I sætter i gang, fylder siden."

msgid "There was nothing left to take over."
msgstr "Der var ikke mere at overtage."

msgid "There were too many wrong passwords for this name. Wait 15 minutes and try again; your data is safe."
msgstr "Der har været for mange forkerte adgangskoder til det navn. Vent 15 minutter, og prøv igen; dine data er i sikkerhed."

msgid "They get one line in the weekly mail when the plan starts and when it ends."
msgstr "De får én linje i ugemailen, når planen starter, og når den slutter."

msgid "They get the follow-up in their calendar."
msgstr "De får opfølgningen i deres kalender."

msgid "This form was sent by somebody else. Choose the plans again."
msgstr "En anden har sendt den formular. Vælg planerna igen."

msgid "This is how you follow up"
msgstr "Sådan følger I op"

msgid "This is no longer on the card: somebody may have been before you."
msgstr "Det er ikke længere på kortet: En anden kan være kommet dig i forkøbet."

msgid "This is what you tried then:"
msgstr "Det her prøvede I dengang:"

msgid "This link is not yours to use"
msgstr "Linket er ikke dit at bruge"

msgid "This link is too old"
msgstr "Linket er for gammelt"

msgid "This link opens nothing"
msgstr "Linket åbner ikke noget"

msgid "This looks like a civil registration number (CPR). Everybody may read a plan, so take the number out."
msgstr "Det her ligner et CPR-nummer. Alle kan læse en handleplan, så fjern nummeret."

msgid "This page is more than a year old and must be reviewed before it can be relied on."
msgstr "Siden er mere end et år gammel og skal gennemgås, før man kan stole på den."

msgid "This person cannot sign in any more. Call for help if that is wrong."
msgstr "Den person kan ikke logge ind længere. Ring efter hjælp, hvis det er forkert."

msgid "This plan can no longer be changed that way. Look at it again: somebody may have been before you."
msgstr "Planen kan ikke længere ændres på den måde. Se på den igen: måske er en anden kommet før dig."

msgid "This plan has been published, so it cannot be deleted."
msgstr "Planen er offentliggjort, så den kan ikke slettes."

msgid "This plan has ended, so it is no longer changed. Reopen it first."
msgstr "Planen er slut, så den rettes ikke længere. Genåbn den først."

#, python-format
msgid "This plan is about a permanent condition. Its yearly review was set for %(date)s."
msgstr "Planen handler om et vedvarende forhold. Det årlige eftersyn var sat til %(date)s."

msgid "This plan is closed; its text is carried over to a new one."
msgstr "Planen afsluttes, og teksten føres over i en ny."

msgid "This plan needs no answer any more"
msgstr "Planen har ikke brug for svar mere"

msgid "This statement is more than a year old and must be reviewed before it can be relied on."
msgstr "Erklæringen er mere end et år gammel og skal gennemgås, før man kan stole på den."

msgid "This was only tried: nothing was changed. Below is what it would do."
msgstr "Det var kun en prøve: intet blev ændret. Herunder står, hvad der ville ske."

msgid "This would happen"
msgstr "Det her vil ske"

msgid "This year"
msgstr "I år"

msgid "Those who work with it ask the committee to talk about it."
msgstr "De, der arbejder med den, beder udvalget om at tale om den."

msgid "Tick plans to change several at once."
msgstr "Sæt flueben for at ændre flere planer på én gang."

#, python-format
msgid "Tick “%(field)s”"
msgstr "Sæt kryds ved “%(field)s”"

msgid "To"
msgstr "Til"

#, python-format
msgid "To %(person)s, %(when)s"
msgstr "Til %(person)s, %(when)s"

msgid "To ask whether it helped"
msgstr "At spørge, om det hjalp"

msgid "To be evaluated today"
msgstr "Skal vurderes i dag"

msgid "To be informed"
msgstr "Skal have besked"

msgid "To the list of plans"
msgstr "Til listen over planer"

msgid "To the overview"
msgstr "Til overblikket"

msgid "To the unit"
msgstr "Gå til enheden"

msgid "Today is the day to look at the effect"
msgstr "I dag skal I se på effekten"

msgid "Today, the last 12 months"
msgstr "I dag, de sidste 12 måneder"

msgid "Together"
msgstr "I alt"

msgid "Too early to tell"
msgstr "For tidligt at sige"

msgid "Topic of the law"
msgstr "Lovens emne"

msgid "Try again"
msgstr "Prøv igen"

msgid "Try all again"
msgstr "Prøv alle igen"

msgid "Try the demo as one of these"
msgstr "Prøv demoen som en af disse"

msgid "Try them"
msgstr "Prøv dem"

#, python-format
msgid "Turn to these about the working environment in %(name)s."
msgstr "Gå til dem om arbejdsmiljøet i %(name)s."

msgid "Two from each shift try the lift first and show the others in week 3; half an hour each is in the roster."
msgstr "To fra hver vagt prøver liften først og viser den for de andre i uge 3; en halv time til hver står i vagtplanen."

msgid "Unchanged"
msgstr "Uændret"

msgid "Undo"
msgstr "Fortryd"

msgid "Undo the change"
msgstr "Fortryd ændringen"

msgid "Undone. The plan is back where it was."
msgstr "Fortrudt. Planen er tilbage, hvor den var."

msgid "Undone. What somebody has changed since is left as it is and stands first."
msgstr "Fortrudt. Det, nogen har ændret siden, er ikke rørt og står øverst."

msgid "Union"
msgstr "Fagforening"

msgid "Unit"
msgstr "Enhed"

msgid "Units"
msgstr "Enheder"

msgid "Units and committees by name"
msgstr "Enheder og udvalg ved navn"

msgid "Units below"
msgstr "Enheder under"

msgid "Units covered"
msgstr "Enheder, der er dækket"

#, python-format
msgid "Units right below %(name)s"
msgstr "Enheder lige under %(name)s"

msgid "Units, people and seats come from the organisation's own system. Here is what each reading did."
msgstr "Enheder, personer og pladser kommer fra organisationens eget system. Her ser du, hvad hver indlæsning gjorde."

msgid "Unwanted effects"
msgstr "Uønskede virkninger"

msgid "Unwanted effects, and who was heard"
msgstr "Uønskede virkninger, og hvem der er hørt"

msgid "Urgency"
msgstr "Hvor akut"

msgid "Use again"
msgstr "Brug igen"

msgid "Use closed systems, extraction at the source and the right gloves, and keep them where the work is done."
msgstr "Brug lukkede systemer, udsugning ved kilden og de rigtige handsker, og hav dem, hvor arbejdet gøres."

msgid "User name or employee number"
msgstr "Brugernavn eller medarbejdernummer"

msgid "Vague:"
msgstr "Uklart:"

msgctxt "letter in a chart: worse"
msgid "W"
msgstr "F"

#, python-format
msgid "Wait %(minutes)s minute and try again. Nothing was lost."
msgid_plural "Wait %(minutes)s minutes and try again. Nothing was lost."
msgstr[0] "Vent %(minutes)s minut, og prøv igen. Intet er gået tabt."
msgstr[1] "Vent %(minutes)s minutter, og prøv igen. Intet er gået tabt."

msgid "Waiting"
msgstr "Venter"

msgid "Waiting for effect evaluation"
msgstr "Afventer effektvurdering"

msgid "Waiting for effect evaluation that day"
msgstr "Afventede effektvurdering den dag"

msgid "Waiting for its effect"
msgstr "Afventer effekten"

msgid "Waiting to be taken over"
msgstr "Venter på at blive overtaget"

#, python-format
msgid "Was expected to be closed on %(day)s"
msgstr "Skulle have været afsluttet %(day)s"

#, python-format
msgid "Was to be evaluated on %(day)s"
msgstr "Skulle have været vurderet %(day)s"

msgid "We are busy."
msgstr "Vi har travlt."

msgid "We are doing this"
msgstr "Det er vi i gang med"

msgid "We could not read what was sent"
msgstr "Vi kunne ikke læse det, der blev sendt"

msgid "We decided not to, and why"
msgstr "Det lod vi være med, og derfor"

msgid "We did"
msgstr "Vi gjorde"

msgid "We do"
msgstr "Vi gør"

msgid "We expect"
msgstr "Vi forventer"

msgid "We go on."
msgstr "Vi fortsætter."

msgid "We lift patients by hand in rooms 4 to 6, several times every shift"
msgstr "Vi løfter patienter med håndkraft på stue 4 til 6, flere gange i hver vagt"

#, python-format
msgid "We look at it together on %(day)s."
msgstr "Vi ser på det sammen den %(day)s."

msgid "We look for"
msgstr "Vi ser efter"

msgid "We need more time"
msgstr "Vi har brug for mere tid"

msgid "We will evaluate."
msgstr "Vi evaluerer."

msgid "We will see."
msgstr "Det ser vi på."

#, python-format
msgid "Well done. The plan now waits for %(day)s, when you look at whether it helped."
msgstr "Godt gået. Nu venter planen på %(day)s, hvor I ser på, om det hjalp."

msgid "What"
msgstr "Hvad"

msgid "What a plan must hold"
msgstr "Hvad en plan skal indeholde"

msgid "What became of it"
msgstr "Hvad det blev til"

msgid "What can happen in the worst case, and what has happened already?"
msgstr "Hvad kan der ske i værste fald, og hvad er der allerede sket?"

msgid "What causes it?"
msgstr "Hvad er årsagerne?"

msgid "What colleagues say"
msgstr "Det siger kollegerna"

msgid "What did you do the same day, so that nobody is hurt?"
msgstr "Hvad gjorde I samme dag, så ingen kommer til skade?"

msgid "What did you see?"
msgstr "Hvad så I?"

msgid "What do you do if it does not work?"
msgstr "Hvad gør I, hvis det ikke virker?"

msgid "What do you do if nothing changes, or if something else becomes worse?"
msgstr "Hvad gør I, hvis intet ændrer sig, eller hvis noget andet bliver værre?"

msgid "What do you do?"
msgstr "Hvad gør I?"

msgid "What do you notice?"
msgstr "Hvad mærker I?"

msgid "What do you want to add?"
msgstr "Hvad vil du tilføje?"

msgid "What does not work yet"
msgstr "Det virker ikke endnu"

msgid "What else happens in the same months that can help or get in the way?"
msgstr "Hvad sker der ellers i de samme måneder, som kan hjælpe eller stå i vejen?"

msgid "What else is going on"
msgstr "Hvad sker der ellers"

msgid "What else is going on?"
msgstr "Hvad sker der ellers, som I skal tage hensyn til?"

msgid "What exactly is done, by whom, where? Can you remove the cause rather than ask people to be careful?"
msgstr "Hvad bliver der helt konkret gjort, hvor og hvornår? Kan I fjerne årsagen i stedet for at bede folk passe på?"

msgid "What fits best?"
msgstr "Hvad passer bedst?"

msgid "What happens next?"
msgstr "Hvad skal der så ske?"

msgid "What has been done at once?"
msgstr "Hvad har I gjort med det samme?"

msgid "What has happened"
msgstr "Hvad er der sket?"

msgid "What in the work is it that strains or endangers?"
msgstr "Hvad i arbejdet er det, der belaster eller er farligt?"

msgid "What is asked"
msgstr "kollegerne, …"

msgid "What is kept about you"
msgstr "Det gemmer vi om dig"

msgid "What is missing, in how many open plans, and the way to mend it"
msgstr "Hvad der mangler, i hvor mange åbne planer, og vejen til at rette det"

msgid "What is the problem, said so that a colleague from another ward understands it?"
msgstr "Hvad er problemet, sagt så en kollega fra et andet afsnit forstår det?"

msgid "What is written in it is gone for good. Published plans are never deleted."
msgstr "Det, der står i den, forsvinder for altid. Offentliggjorte planer slettes aldrig."

msgid "What is wrong"
msgstr "Hvad der er galt"

#, python-format
msgid "What is your next step? %(number)d plan waits for you"
msgid_plural "What is your next step? %(number)d plans wait for you"
msgstr[0] "Hvad er dit næste skridt? %(number)d plan venter på dig"
msgstr[1] "Hvad er dit næste skridt? %(number)d planer venter på dig"

msgid "What kind of measure is it?"
msgstr "Hvad er det for en indsats?"

msgid "What kind of problem is it?"
msgstr "Hvad er det for et problem?"

msgid "What needs me"
msgstr "Det venter på mig"

msgid "What open plans lack today"
msgstr "Hvad åbne planer mangler i dag"

msgid "What plans are about: add, rename or take out of use."
msgstr "Hvad planer handler om: tilføj, omdøb eller tag ud af brug."

msgid "What shall happen to them?"
msgstr "Hvad skal der ske med dem?"

msgid "What the open plans are about"
msgstr "Hvad de åbne handleplaner handler om"

msgid "What the region decides for all plans."
msgstr "Det, regionen bestemmer for alle planer."

msgid "What waits to be sent, and what needs a hand."
msgstr "Hvad der venter på at blive sendt, og hvad der har brug for en hånd."

msgid "What we hope to see"
msgstr "Det håber vi at se"

msgid "What will be different, so that anybody can tell?"
msgstr "Hvad er anderledes, så alle kan se det?"

msgid "What will you see, hear or measure?"
msgstr "Hvad vil I kunne se, høre eller måle?"

msgid "What worked"
msgstr "Det, der virkede"

msgid "What would you ask, to learn whether it has become better, and whether something has become worse?"
msgstr "Hvad vil I spørge om for at få at vide, om det er blevet bedre, og om noget er blevet værre?"

msgid "What you asked for is no longer there, or you may no longer see it."
msgstr "Det, du bad om, findes ikke længere, eller du må ikke længere se det."

msgid "What you change is kept in the plan's history, and nobody's text is overwritten."
msgstr "Det, du retter, kan ses i planens historik, og ingens tekst bliver overskrevet."

msgid "What you do about it"
msgstr "Det gør I ved det"

msgid "When"
msgstr "Hvornår"

#, python-format
msgid "When %(occasion)s on %(date)s starts, %(who)s asks the colleagues"
msgstr "Når %(occasion)s den %(date)s går i gang, spørger %(who)s kollegerne"

msgid "When and where does it happen, and how did you find out?"
msgstr "Hvornår og hvor sker det, og hvordan opdagede I det?"

msgid "When do you evaluate the next time?"
msgstr "Hvornår vurderer I igen?"

msgid "When is it carried out?"
msgstr "Hvornår er den gennemført?"

msgid "When it is published, everybody who works here can read it."
msgstr "Når planen er offentliggjort, kan alle ansatte læse den."

msgid "When somebody leaves, or a unit gets another manager, open plans go to the next who is responsible. Here is what still waits to be taken over."
msgstr "Når en stopper, eller en enhed får en anden leder, går åbne handleplaner til den næste ansvarlige. Her er det, der stadig venter på at blive overtaget."

#, python-format
msgid "When you say yes, the plan waits for its effect evaluation on %(date)s."
msgstr "Siger du ja, venter planen på sin effektvurdering %(date)s."

msgid "Where are you today?"
msgstr "Hvor er I i dag?"

msgid "Where does it come from?"
msgstr "Hvor kommer det fra?"

msgid "Where its words place it"
msgstr "Hvor ordene placerer den"

msgid "Where on the prevention ladder?"
msgstr "Hvor på forebyggelsestrappen?"

msgid "Where the plan is"
msgstr "Hvor planen er"

msgid "Where will you be?"
msgstr "Hvor vil I hen?"

msgid "Which plans"
msgstr "Hvilke planer"

msgid "Which theme is to be used instead?"
msgstr "Hvilket emne skal bruges i stedet?"

msgid "Which unit is the plan for?"
msgstr "Hvilken enhed er planen for?"

msgid "Who asks"
msgstr "spørger …"

msgid "Who asks about the effect"
msgstr "Spørger til effekten"

msgid "Who can see what"
msgstr "Hvem kan se hvad"

msgid "Who did it?"
msgstr "Hvem gjorde det?"

msgid "Who have you heard?"
msgstr "Hvem har I hørt?"

msgid "Who is to be informed?"
msgstr "Hvem skal informeres?"

msgid "Who is to be involved?"
msgstr "Hvem skal inddrages?"

msgid "Who is to do something new, and how do they get a say and the time to learn it?"
msgstr "Hvem skal gøre noget nyt, og hvordan får de indflydelse og tid til at lære det?"

msgid "Who is who"
msgstr "Hvem er hvem"

msgid "Who takes part"
msgstr "Hvem skal med"

msgid "Who was heard"
msgstr "Hvem der er hørt"

msgid "Whose mails"
msgstr "Hvis mails"

msgid "Why are they not carried out?"
msgstr "Hvorfor bliver de ikke gennemført?"

msgid "Why does it happen? Ask “why” until you reach something you can change."
msgstr "Hvorfor sker det? Spørg »hvorfor«, til I når noget, I kan ændre."

msgid "Why does it not end?"
msgstr "Hvorfor slutter den ikke?"

msgid "Why is it not carried out?"
msgstr "Hvorfor bliver den ikke gennemført?"

msgid "Why is it opened again?"
msgstr "Hvorfor åbnes den igen?"

msgid "Why is the date moved?"
msgstr "Hvorfor flyttes datoen?"

msgid "Why not"
msgstr "Hvorfor ikke"

#, python-format
msgid "Will your measure be done by %(date)s?"
msgstr "Bliver din indsats gjort senest %(date)s?"

msgid "With the 14 days"
msgstr "Med de 14 dage"

#, python-format
msgid "With the committees and groups below: %(units)s units"
msgstr "Med udvalg og grupper herunder: %(units)s enheder"

msgid "Within 14 days of the date as first published"
msgstr "Senest 14 dage efter den første frist"

msgid "Within 14 days of the date as it is now"
msgstr "Senest 14 dage efter den nuværende frist"

msgid "Without a theme"
msgstr "Uden emne"

msgid "Without plans:"
msgstr "Uden handleplaner:"

msgid "Without the 14 days"
msgstr "Uden de 14 dage"

msgid "Work-environment consultant"
msgstr "Arbejdsmiljøkonsulent"

msgid "Work-environment leader"
msgstr "Arbejdsmiljøleder"

msgid "Work-environment plans"
msgstr "Handleplaner for arbejdsmiljøet"

#, python-format
msgid "Work-environment plans: %(name)s"
msgstr "Handleplaner for arbejdsmiljøet: %(name)s"

msgid "Work-environment representative (AMR)"
msgstr "Arbejdsmiljørepræsentant (AMR)"

msgid "Worked"
msgstr "Virkede"

msgid "Worker last seen"
msgstr "Arbejderproces sidst set"

msgid "Write"
msgstr "Skriv"

msgid "Write a note"
msgstr "Skriv en note"

msgid "Write at least one measure: what do you do about it?"
msgstr "Skriv mindst én indsats: hvad gør I ved det?"

msgid "Write in a few words why the date is moved."
msgstr "Skriv med få ord, hvorfor datoen flyttes."

msgid "Write in a few words why you need more time."
msgstr "Skriv med få ord, hvorfor I har brug for mere tid."

msgid "Write in a sentence why."
msgstr "Skriv med en sætning hvorfor."

msgid "Write on"
msgstr "Skriv videre"

msgid "Write the date as day-month-year, for example 12-03-2027."
msgstr "Skriv datoen som dag-måned-år, for eksempel 12-03-2027."

msgid "Write the new date."
msgstr "Skriv den nye dato."

msgid "Write what has been done at once. An acute problem must be made safe the same day."
msgstr "Skriv, hvad der er gjort med det samme. Et akut problem skal gøres sikkert samme dag."

msgid "Write your own success criterion"
msgstr "Skriv jeres eget succeskriterium"

#, python-format
msgid "Yearly review on %(day)s"
msgstr "Årlig gennemgang %(day)s"

msgid "Yearly review:"
msgstr "Årligt eftersyn:"

#, python-format
msgid "Yearly review: %(plan)s"
msgstr "Årligt eftersyn: %(plan)s"

msgid "Yes"
msgstr "Ja"

msgid "Yes, I notice it"
msgstr "Ja, det mærker jeg"

msgid "Yes, it is carried out"
msgstr "Ja, den er gennemført"

msgid "Yes, it is solved"
msgstr "Ja, det er løst"

msgid "Yes, it worked"
msgstr "Ja, det virkede"

msgid "Yes, we use this one"
msgstr "Ja, det bruger vi"

msgid "You agreed beforehand what to do if it does not work:"
msgstr "I aftalte på forhånd, hvad I gør, hvis det ikke virker:"

msgid "You are here"
msgstr "Du er her"

#, python-format
msgid "You are looking at what was known on %(day)s: states, dates, verdicts and units as they were that day. Measures are as they are written today."
msgstr "Du ser tallene, som de så ud den %(day)s: tilstande, datoer, vurderinger og enheder fra den dag. Indsatser er, som de står i dag."

msgid "You are not employed in a unit that we know. Find the unit you want to look at."
msgstr "Du er ikke ansat i en enhed, vi kender. Find den enhed, du vil se på."

msgid "You can go on with something else: the PDF waits here for seven days."
msgstr "Du kan gå videre med noget andet. PDF’en venter her i syv dage."

msgid "You can no longer see this plan."
msgstr "Du kan ikke længere se planen."

#, python-format
msgid "You can see what is kept about you, have errors put right and ask for deletion where the law allows it. Call %(support_name)s on <a href=\"tel:%(support_dial)s\">%(support_phone)s</a>, or write to the region's data protection officer. You can also complain to the Danish Data Protection Agency."
msgstr "Du kan se, hvad der er gemt om dig, få rettet fejl og bede om sletning, hvor loven tillader det. Ring til %(support_name)s på <a href=\"tel:%(support_dial)s\">%(support_phone)s</a>, eller skriv til regionens databeskyttelsesrådgiver. Du kan også klage til Datatilsynet."

msgid "You can undo it for seven days."
msgstr "Du kan fortryde i syv dage."

msgid "You follow the plan: you hear of new dates and of whether it helped, in your weekly mail."
msgstr "Du følger planen: du hører om nye datoer, og om det hjalp, i din ugentlige mail."

msgid "You get this mail because you are responsible for a measure in the plan."
msgstr "Du får denne mail, fordi du er ansvarlig for en indsats i planen."

msgid "You get this mail because you are the next who is responsible for these plans."
msgstr "Du får denne mail, fordi du er den næste ansvarlige for handleplanerne."

msgid "You get this mail because you are to evaluate the effect of the plan."
msgstr "Du får denne mail, fordi du skal vurdere planens effekt."

msgid "You get this mail because you own the plan or represent the colleagues of the unit."
msgstr "Du får denne mail, fordi du er tovholder på planen eller AMR for kollegerna i enheden."

msgid "You get this mail because you own the plan."
msgstr "Du får denne mail, fordi du er tovholder på planen."

msgid "You get this mail because you take part in the plan."
msgstr "Du får denne mail, fordi du er med i planen."

msgid "You get this overview once a week, when a plan waits for you or has news."
msgstr "Du får dette overblik én gang om ugen, når en plan venter på dig eller har nyt."

#, python-format
msgid "You have a measure in a plan: %(title)s"
msgstr "Du har en indsats i en plan: %(title)s"

msgid "You have begun a draft here. Go on with it?"
msgstr "Du er begyndt på en kladde her. Vil du skrive videre på den?"

msgid "You have got no mail yet. Go to the next day with the button at the bottom of the page, or see everybody's."
msgstr "Du har ikke fået mails endnu. Gå til næste dag med knappen nederst på siden, eller se alles."

msgid "You have no calendar address yet."
msgstr "Du har ikke nogen kalenderadresse endnu."

msgid "You have no employment today, so no group is yours. You can look up any unit's group."
msgstr "Du har ingen ansættelse i dag, så du har ingen gruppe. Du kan slå enhver enheds gruppe op."

msgid "You have no open plans. What wears on you at work? Begin with the thing that people talk about most."
msgstr "I har ingen åbne planer. Hvad slider på jer i hverdagen? Begynd med det, som folk taler mest om."

msgid "You have not changed several plans at once yet. Tick some in the list of plans."
msgstr "Du har ikke ændret flere planer på én gang endnu. Sæt flueben ved nogle på listen over planer."

#, python-format
msgid "You have taken %(number)d thing over."
msgid_plural "You have taken %(number)d things over."
msgstr[0] "Du har overtaget %(number)d ting."
msgstr[1] "Du har overtaget %(number)d ting."

msgid "You have written many comments today. Go on tomorrow, or talk with your AMR."
msgstr "Du har skrevet mange kommentarer i dag. Fortsæt i morgen, eller tal med din AMR."

#, python-format
msgid "You look at the effect on %(date)s."
msgstr "I ser på effekten %(date)s."

#, python-format
msgid "You made an address on %(day)s. It is not shown again. Lost it, or shared it by mistake? Make a new one; the old one stops working."
msgstr "Du lavede en adresse %(day)s. Den vises ikke igen. Er den blevet væk eller delt ved en fejl? Lav en ny, så holder den gamle op med at virke."

msgid "You make sure that it is carried out and that somebody looks at whether it worked."
msgstr "Du sørger for, at den bliver gennemført, og at nogen ser på, om det virkede."

msgid "You may read this plan, but not change it."
msgstr "Du kan læse planen, men ikke ændre den."

msgid "You may see this, but not change it"
msgstr "Du må se det her, men ikke ændre det"

msgid "You no longer follow the plan."
msgstr "Du følger ikke længere planen."

#, python-format
msgid "You now own a plan: %(title)s"
msgstr "Du er nu tovholder på en plan: %(title)s"

msgid "You said"
msgstr "I sagde"

msgid "You said – we did"
msgstr "I sagde – vi gjorde"

msgid "You said – we did – did it help?"
msgstr "I sagde – vi gjorde – hjalp det?"

msgid "You said – we did. Did it help?"
msgstr "I sagde – vi gjorde. Hjalp det?"

#, python-format
msgid "You said – we did: %(unit)s"
msgstr "I sagde – vi gjorde: %(unit)s"

msgid "You sign in as you do at work. Only the number of answers is shown, never who answered what."
msgstr "Du logger ind, som du plejer på arbejdet. Kun antallet af svar vises, aldrig hvem der svarede hvad."

msgid "You will be asked again then."
msgstr "Så bliver du spurgt igen til den tid."

msgid "You will soon be signed out"
msgstr "Du bliver snart logget af"

msgid "Your PDF"
msgstr "Din PDF"

msgid "Your PDF is being made."
msgstr "Din PDF bliver lavet."

msgid "Your PDF is ready."
msgstr "Din PDF er klar."

msgid "Your address"
msgstr "Din adresse"

msgid "Your answer is saved"
msgstr "Dit svar er gemt"

msgid "Your civil registration number, encrypted. It is used to know that two employments belong to the same person, and is never shown."
msgstr "Dit CPR-nummer, krypteret. Det bruges til at vide, at to ansættelser hører til samme person, og vises aldrig."

msgid "Your colleagues read it, so that they know why nothing more happens."
msgstr "Dine kolleger læser det, så de ved, hvorfor der ikke sker mere."

msgid "Your evaluation is saved, and the plan is in progress again. Now change the measures."
msgstr "Din vurdering er gemt, og planen er i gang igen. Ret nu indsatserne."

#, python-format
msgid "Your measure is due by %(date)s."
msgstr "Din indsats har frist %(date)s."

msgid "Your measure:"
msgstr "Din indsats:"

msgid "Your rights"
msgstr "Dine rettigheder"

msgid "Your text"
msgstr "Din tekst"

msgid "Your unit has no work-environment group"
msgstr "Din enhed har ingen arbejdsmiljøgruppe"

#, python-format
msgid "Your week: %(number)d plan waits"
msgid_plural "Your week: %(number)d plans wait"
msgstr[0] "Din uge: %(number)d plan venter"
msgstr[1] "Din uge: %(number)d planer venter"

msgid "Your week: news of plans that concern you"
msgstr "Din uge: nyt om planer, der angår dig"

msgid "Yours now:"
msgstr "Din plan:"

#, python-format
msgid "Yours now: plans from %(names)s"
msgstr "Nu dine: handleplaner fra %(names)s"

msgid "a change was undone"
msgstr "en ændring blev fortrudt"

msgid "a line on the leader's monthly card"
msgstr "en linje på lederens månedskort"

msgid "a measure"
msgstr "en indsats"

msgid "absence or holiday"
msgstr "fravær eller ferie"

msgid "accident risk"
msgstr "ulykkesrisiko"

msgid "action plans"
msgstr "handleplaner"

msgid "acute"
msgstr "akut"

msgid "acute: needs action at once"
msgstr "akut: der skal gøres noget med det samme"

msgid "adjust this plan and go on"
msgstr "justér planen og gå videre"

msgid "after the end"
msgstr "efter afslutning"

msgctxt "risk"
msgid "almost certain"
msgstr "næsten sikkert"

#, python-format
msgid "and %(more)s more measure"
msgid_plural "and %(more)s more measures"
msgstr[0] "og %(more)s indsats til"
msgstr[1] "og %(more)s indsatser til"

#, python-format
msgid "and %(others)s more unit"
msgid_plural "and %(others)s more units"
msgstr[0] "og %(others)s enhed mere"
msgstr[1] "og %(others)s enheder mere"

msgid "annual work-environment discussion"
msgstr "årlig arbejdsmiljødrøftelse"

msgid "applied"
msgstr "indlæst"

msgid "appointment"
msgstr "udpegning"

#, python-format
msgid "as known on %(day)s"
msgstr "som det så ud den %(day)s"

#, python-format
msgid "as of %(day)s"
msgstr "pr. %(day)s"

msgid "ask for more time"
msgstr "bed om mere tid"

msgid "asks about the effect"
msgstr "spørger til effekten"

msgid "assigned to you"
msgstr "givet til dig"

msgid "awaiting effect evaluation"
msgstr "afventer effektvurdering"

msgid "before"
msgstr "før"

msgid "before:"
msgstr "før:"

#, python-format
msgid "before: %(before)s"
msgstr "før: %(before)s"

msgid "being made"
msgstr "bliver lavet"

msgid "biological work environment"
msgstr "biologisk arbejdsmiljø"

msgid "bring the organisation in"
msgstr "indlæse organisationen"

msgid "by the first date"
msgstr "senest på den første frist"

msgid "by the link in a mail"
msgstr "via linket i en mail"

msgid "calendar entry"
msgstr "kalenderaftale"

#, python-format
msgid "carried out %(day)s"
msgstr "gennemført %(day)s"

msgid "carries on from this plan"
msgstr "bygger videre på denne plan"

msgid "chair"
msgstr "formand"

msgid "chair of a committee"
msgstr "formand for et udvalg"

msgid "change the work or its organisation"
msgstr "ændr arbejdet eller dets organisering"

msgid "change themes, required fields and other settings"
msgstr "ændre emner, krævede felter og andre indstillinger"

msgid "changed"
msgstr "ændret"

msgid "chemical work environment"
msgstr "kemisk arbejdsmiljø"

msgid "choose the order of the plans"
msgstr "vælge planernes rækkefølge"

msgid "closed"
msgstr "afsluttet"

#, python-format
msgid "closed %(day)s"
msgstr "afsluttet %(day)s"

msgid "confidential"
msgstr "fortrolig"

#, python-format
msgid "confidential plan %(number)s"
msgstr "fortrolig plan %(number)s"

msgid "could not be made"
msgstr "kunne ikke laves"

msgid "counted"
msgstr "talt med"

msgid "days"
msgstr "dage"

msgid "days ahead"
msgstr "dage forud"

msgid "dd-mm-yyyy"
msgstr "dd-mm-åååå"

msgid "deputy"
msgstr "suppleant"

msgid "deputy for a period"
msgstr "stedfortræder i en periode"

msgid "doing it another way"
msgstr "en anden måde at gøre det på"

#, python-format
msgid "done %(day)s"
msgstr "udført %(day)s"

msgid "done:"
msgstr "gjort:"

msgid "draft"
msgstr "kladde"

msgid "due"
msgstr "frist"

msgid "effect evaluation in a few days"
msgstr "effektvurdering om få dage"

msgid "effect evaluation overdue"
msgstr "effektvurdering over tid"

msgid "employment"
msgstr "ansættelse"

msgid "end them as not carried out"
msgstr "afslut dem som ikke gennemført"

msgid "ergonomic work environment"
msgstr "ergonomisk arbejdsmiljø"

msgid "evaluate the effect"
msgstr "vurdér effekten"

msgid "evaluated in the period"
msgstr "vurderet i perioden"

msgid "evaluated in the period, without effect"
msgstr "vurderet i perioden, uden effekt"

msgid "evaluated in time"
msgstr "vurderet til tiden"

msgid "evaluated in time with a named source"
msgstr "vurderet til tiden med kilde"

msgid "evaluated in time without a named source"
msgstr "vurderet til tiden uden kilde"

msgid "evaluated too late"
msgstr "vurderet for sent"

msgid "evaluates the effect"
msgstr "vurderer effekten"

msgid "example"
msgstr "eksempel"

msgid "expected closing date passed"
msgstr "forventet afslutning passeret"

#, python-format
msgid "first %(day)s, moved once"
msgid_plural "first %(day)s, moved %(times)s times"
msgstr[0] "først %(day)s, flyttet én gang"
msgstr[1] "først %(day)s, flyttet %(times)s gange"

msgid "first date:"
msgstr "oprindelig dato:"

msgid "follows the plan"
msgstr "følger planen"

msgid "for the time being"
msgstr "midlertidigt"

msgid "from"
msgstr "fra"

#, python-format
msgid "from %(first)s to %(last)s"
msgstr "%(first)s til %(last)s"

msgid "give them another owner"
msgstr "giv dem en anden tovholder"

msgid "given by hand"
msgstr "givet i hånden"

msgid "guide"
msgstr "vejledning"

msgid "had their date in the period"
msgstr "havde deres dato i perioden"

msgid "handling"
msgstr "håndterende"

msgid "heard"
msgstr "hørt"

msgid "help each other with a plan that stands still"
msgstr "hjælp hinanden med en plan, der står stille"

msgid "hidden: too few people"
msgstr "skjult: for få personer"

msgctxt "risk"
msgid "high"
msgstr "høj"

msgid "how it goes"
msgstr "hvordan det går"

msgid "how it shows"
msgstr "hvordan det viser sig"

msgid "in a meeting"
msgstr "på et møde"

msgid "in progress"
msgstr "i gang"

msgid "informed"
msgstr "orienteret"

msgid "initiatives and events to mind"
msgstr "tiltag og begivenheder at tage højde for"

msgid "injury or near miss"
msgstr "arbejdsulykke eller nærved-hændelse"

msgid "instruct or train"
msgstr "instruér eller oplær"

msgid "involved"
msgstr "inddraget"

msgid "is it carried out?"
msgstr "er den gennemført?"

msgid "is kept informed"
msgstr "holdes orienteret"

msgid "it got more time for the second time"
msgstr "den fik mere tid for anden gang"

msgid "it has helped"
msgstr "det har hjulpet"

msgid "it has helped in part"
msgstr "det har hjulpet noget"

msgid "it has not helped"
msgstr "det har ikke hjulpet"

msgid "it works in part"
msgstr "det virker delvist"

msgid "kind"
msgstr "slags"

msgid "labour inspectorate"
msgstr "Arbejdstilsynet"

msgid "leads the unit or those below it"
msgstr "leder enheden eller dem under den"

msgctxt "risk"
msgid "likely"
msgstr "sandsynligt"

msgid "local work-environment coordinator"
msgstr "lokal arbejdsmiljøkoordinator"

msgctxt "risk"
msgid "low"
msgstr "lav"

msgid "make a new plan that carries on"
msgstr "lav en ny plan, der bygger videre"

msgid "make reports for a level"
msgstr "lave rapporter for et niveau"

msgid "make them standing, looked at once a year"
msgstr "gør dem vedvarende, gennemgås en gang om året"

msgid "make, change, evaluate and close plans"
msgstr "lave, ændre, vurdere og afslutte planer"

msgid "manager"
msgstr "leder"

msgid "measure due soon"
msgstr "indsats har snart frist"

msgid "measure overdue"
msgstr "indsats over tid"

msgid "measured"
msgstr "målt"

msgctxt "risk"
msgid "medium"
msgstr "middel"

msgid "meeting"
msgstr "møde"

msgid "member"
msgstr "medlem"

msgid "method, feedback, carrying on, and if it does not work"
msgstr "metode, tilbagemeldinger, videreførelse, og hvis det ikke virker"

msgid "missing"
msgstr "mangler"

msgctxt "risk"
msgid "moderate"
msgstr "moderat"

msgid "monthly card for leaders"
msgstr "månedskort til ledere"

msgid "move the expected closing date"
msgstr "flyt den forventede afslutning"

#, python-format
msgid "moved once"
msgid_plural "moved %(number)s times"
msgstr[0] "flyttet én gang"
msgstr[1] "flyttet %(number)s gange"

msgid "my own impression"
msgstr "mit eget indtryk"

msgctxt "risk"
msgid "negligible"
msgstr "ubetydelig"

msgid "never"
msgstr "aldrig"

msgid "no"
msgstr "nej"

msgid "no effect"
msgstr "ingen effekt"

msgid "no effect, or worse"
msgstr "ingen effekt eller forværret"

#, python-format
msgid "no later than %(day)s"
msgstr "senest %(day)s"

msgid "no longer employed here"
msgstr "er ikke længere ansat her"

msgid "no mail address"
msgstr "ingen mailadresse"

msgid "no, the problem is back"
msgstr "nej, problemet er tilbage"

msgid "nobody in particular"
msgstr "ingen bestemt"

msgid "none"
msgstr "intet"

msgctxt "manager"
msgid "none"
msgstr "ingen"

msgid "not carried out"
msgstr "ikke gennemført"

msgid "not changed"
msgstr "ikke ændret"

msgid "not done yet"
msgstr "ikke udført endnu"

msgid "not evaluated in time"
msgstr "ikke vurderet til tiden"

msgid "not known"
msgstr "ukendt"

msgid "not overdue"
msgstr "inden for tiden"

msgid "not possible with the means there are"
msgstr "kan ikke lade sig gøre med de midler, der er"

msgid "not reached"
msgstr "ikke nået"

msgid "not reached yet"
msgstr "ikke nået endnu"

msgid "not sent yet: the mail server refused it, it is tried again"
msgstr "ikke sendt endnu: mailserveren sagde nej, der prøves igen"

msgid "not sent: no longer needed"
msgstr "ikke sendt: der var ikke længere brug for den"

msgid "not sent: the receiver has no mail address"
msgstr "ikke sendt: modtageren har ingen mailadresse"

msgid "notes, and who may read the plan"
msgstr "noter, og hvem der kan læse planen"

msgid "nothing more"
msgstr "ikke mere"

msgid "now:"
msgstr "nu:"

#, python-format
msgid "number %(place)s in its own unit"
msgstr "nummer %(place)s i egen enhed"

msgid "observation"
msgstr "observation"

msgid "of"
msgstr "af"

#, python-format
msgid "of %(of)s"
msgstr "af %(of)s"

msgid "offer of help"
msgstr "tilbud om hjælp"

msgid "offer of help from the work-environment staff"
msgstr "tilbud om hjælp fra arbejdsmiljøkonsulenterne"

#, python-format
msgid "on %(day)s at %(time)s."
msgstr "den %(day)s kl. %(time)s."

msgid "on the committee's list"
msgstr "på udvalgets liste"

msgid "one plan"
msgstr "én handleplan"

msgid "only tried"
msgstr "kun prøvet"

msgid "open"
msgstr "åbne"

msgid "open this plan again"
msgstr "åbn denne plan igen"

msgid "ordinary"
msgstr "almindelig"

msgid "other"
msgstr "andet"

msgid "other role"
msgstr "anden rolle"

msgid "overdue"
msgstr "over tid"

#, python-format
msgid "overdue since %(day)s"
msgstr "over tid siden %(day)s"

msgid "own idea"
msgstr "egen idé"

msgid "owner"
msgstr "tovholder"

msgid "owner and representative help each other"
msgstr "tovholder og AMR hjælper hinanden"

msgid "owner of the plan"
msgstr "tovholder på planen"

msgid "partly reached"
msgstr "delvist nået"

msgid "partly solved"
msgstr "delvist løst"

msgid "person"
msgstr "person"

msgid "physical work environment"
msgstr "fysisk arbejdsmiljø"

#, python-format
msgid "plan-HP-%(number)s"
msgstr "handleplan-HP-%(number)s"

msgid "plans"
msgstr "handleplaner"

msgid "plans handed over to you"
msgstr "handleplaner overdraget til dig"

msgctxt "risk"
msgid "possible"
msgstr "muligt"

msgid "poster"
msgstr "plakat"

msgid "poster of a unit"
msgstr "plakat for en enhed"

msgid "preventive"
msgstr "forebyggende"

msgid "prioritised down for now"
msgstr "prioriteret ned for nu"

msgid "psychosocial work environment"
msgstr "psykosocialt arbejdsmiljø"

msgid "published in the period"
msgstr "offentliggjort i perioden"

msgid "published in the period and carried out"
msgstr "offentliggjort i perioden og gennemført"

msgid "published in the period and closed"
msgstr "offentliggjort i perioden og lukket"

msgid "published in the period and evaluated"
msgstr "offentliggjort i perioden og vurderet"

msgid "published in the period and not carried out"
msgstr "offentliggjort i perioden og ikke gennemført"

msgid "published in the period, and it worked"
msgstr "offentliggjort i perioden, og det virkede"

msgid "reached"
msgstr "nået"

msgid "ready"
msgstr "klar"

msgid "receipt for an answer by mail"
msgstr "kvittering for svar via mail"

msgid "refused because of problems"
msgstr "afvist på grund af fejl"

msgid "remove the cause"
msgstr "fjern årsagen"

msgid "remove the filter"
msgstr "fjern filteret"

msgid "reorganisation"
msgstr "omorganisering"

msgid "report"
msgstr "rapport"

msgid "report for a level"
msgstr "rapport for et niveau"

msgid "represents the colleagues of the unit"
msgstr "er AMR for kollegerna i enheden"

msgid "responsible"
msgstr "ansvarlig"

msgid "responsible for a measure"
msgstr "ansvarlig for en indsats"

msgid "risk assessment"
msgstr "risikovurdering"

msgid "safety round"
msgstr "rundering"

msgid "say that the measures are carried out"
msgstr "sig, at indsatserne er gennemført"

msgid "seat"
msgstr "plads"

msgid "see drafts and confidential plans"
msgstr "se kladder og fortrolige planer"

msgid "see the state of mail and background work"
msgstr "se tilstanden for mail og baggrundsarbejde"

msgid "see where help is needed, and offer it"
msgstr "se, hvor der er brug for hjælp, og tilbyde den"

msgid "seen"
msgstr "set"

msgid "self-audit"
msgstr "egenkontrol"

msgctxt "risk"
msgid "serious"
msgstr "alvorlig"

msgid "shield or use aids"
msgstr "skærm af eller brug hjælpemidler"

msgid "shop steward"
msgstr "tillidsrepræsentant"

#, python-format
msgid "should have been done by %(day)s"
msgstr "skulle have været udført senest %(day)s"

msgid "sickness absence"
msgstr "sygefravær"

msgid "signed in"
msgstr "logget på"

#, python-format
msgid "since %(day)s"
msgstr "siden %(day)s"

msgctxt "risk"
msgid "slight"
msgstr "mindre"

msgid "solved"
msgstr "løst"

msgid "solved in another way"
msgstr "løst på en anden måde"

msgid "solved or partly solved"
msgstr "løst eller delvist løst"

msgid "somebody asked for it"
msgstr "nogen bad om det"

msgid "soon: within three months"
msgstr "snart: inden for tre måneder"

msgid "standing"
msgstr "vedvarende"

msgid "standing, reviewed yearly"
msgstr "vedvarende, gennemgås hvert år"

msgid "step of the prevention ladder"
msgstr "trin på forebyggelsestrappen"

msgid "stopped: too large a change without a yes"
msgstr "stoppet: for stor en ændring uden et ja"

msgid "stops nothing"
msgstr "stopper ikke noget"

msgid "support the individual"
msgstr "støt den enkelte"

msgid "system administrator"
msgstr "systemadministrator"

msgid "system client"
msgstr "systemklient"

msgid "taken up in another plan"
msgstr "taget med i en anden plan"

msgid "takes part in the plan"
msgstr "er med i planen"

#, python-format
msgid "the comment by %(person)s"
msgstr "kommentaren fra %(person)s"

msgid "the evaluation of the effect"
msgstr "effektvurderingen"

msgid "the nightly run"
msgstr "den natlige indlæsning"

#, python-format
msgid "the oldest since %(since)s"
msgstr "den ældste siden %(since)s"

msgid "the period just before"
msgstr "perioden lige før"

msgid "the plan"
msgstr "planen"

msgid "the plan was adjusted because it did not help"
msgstr "planen blev justeret, fordi den ikke hjalp"

msgid "the plan was opened again"
msgstr "planen blev åbnet igen"

msgid "the problem is no longer there"
msgstr "problemet er der ikke mere"

msgid "the same APV question, asked again"
msgstr "det samme APV-spørgsmål, stillet igen"

msgid "the same days a year before"
msgstr "de samme dage et år før"

msgid "the staff meeting"
msgstr "personalemødet"

msgid "the unit has another manager"
msgstr "enheden har fået en anden leder"

#, python-format
msgid "then “%(name)s”"
msgstr "derefter »%(name)s«"

msgid "there"
msgstr "er der"

msgid "this period"
msgstr "denne periode"

msgid "this plan carries on from it"
msgstr "denne plan bygger videre på den"

msgid "this unit"
msgstr "denne enhed"

msgid "this unit and all below"
msgstr "denne enhed og alt under den"

msgid "time to evaluate the effect"
msgstr "tid til at vurdere effekten"

msgid "to"
msgstr "til"

msgid "to the start page"
msgstr "til startsiden"

msgid "too early to tell"
msgstr "for tidligt at sige"

msgid "too early to tell the effect"
msgstr "for tidligt at vurdere effekten"

msgid "tool"
msgstr "værktøj"

msgid "training and instruction"
msgstr "oplæring og instruktion"

msgid "undone"
msgstr "fortrudt"

msgid "undone, does not count"
msgstr "fortrudt, tæller ikke"

msgctxt "risk"
msgid "unlikely"
msgstr "usandsynligt"

#, python-format
msgid "until %(date)s"
msgstr "indtil %(date)s"

msgctxt "risk"
msgid "very high"
msgstr "meget høj"

msgctxt "risk"
msgid "very serious"
msgstr "meget alvorlig"

msgctxt "risk"
msgid "very unlikely"
msgstr "meget usandsynligt"

msgid "vice-chair"
msgstr "næstformand"

msgid "waiting for building work or a purchase"
msgstr "afventer byggeri eller indkøb"

msgid "waiting for effect evaluation"
msgstr "afventer effektvurdering"

msgid "waiting for its turn"
msgstr "venter på sin tur"

msgid "waits to be sent"
msgstr "venter på at blive sendt"

#, python-format
msgid "was carried out %(day)s"
msgstr "blev gennemført %(day)s"

msgid "we asked the staff"
msgstr "vi spurgte medarbejderne"

msgid "we counted or measured"
msgstr "vi talte eller målte"

msgid "we decided not to do it"
msgstr "vi valgte at lade være"

msgid "we looked, at a safety round"
msgstr "vi så efter på en rundering"

msgid "weekly overview"
msgstr "ugens overblik"

msgid "well-being survey"
msgstr "trivselsmåling"

msgid "where it comes from, theme, kind, seriousness, extent, causes"
msgstr "kilde, emne, art, alvor, omfang og årsager"

msgid "whether it has become better"
msgstr "om det er blevet bedre"

msgid "whether the lift is used for every transfer, and what gets in the way"
msgstr "om liften bliver brugt ved hver forflytning, og hvad der kommer i vejen"

msgid "who is informed, involved and equipped"
msgstr "hvem der informeres, inddrages og klædes på"

msgid "within 14 days of the first date"
msgstr "senest 14 dage efter den første frist"

msgid "without them"
msgstr "uden dem"

msgid "without those below"
msgstr "uden dem nedenunder"

msgid "work-environment consultant"
msgstr "arbejdsmiljøkonsulent"

msgid "work-environment leader"
msgstr "arbejdsmiljøleder"

msgid "work-environment representative"
msgstr "arbejdsmiljørepræsentant"

msgid "work-environment representative (AMR)"
msgstr "arbejdsmiljørepræsentant (AMR)"

msgid "worse"
msgstr "værre"

msgid "yearly review due"
msgstr "årligt eftersyn"

msgid "yes"
msgstr "ja"

msgid "yes, it still works"
msgstr "ja, det virker stadig"

#, python-format
msgid "your answer counts as %(person)s"
msgstr "dit svar gives som %(person)s"

#, python-brace-format
msgid "{number} plans chosen"
msgstr "{number} planer valgt"

#, python-format
msgid "“%(column)s” is empty."
msgstr "“%(column)s” er tom."

#, python-format
msgid "“%(column)s” is longer than %(limit)s characters."
msgstr "“%(column)s” er længere end %(limit)s tegn."

#, python-format
msgid "“%(column)s” is “%(value)s”, which is not a UUID."
msgstr "“%(column)s” er “%(value)s”, og det er ikke en UUID."

#, python-format
msgid "“%(column)s” is “%(value)s”, which is not a date (YYYY-MM-DD)."
msgstr "“%(column)s” er “%(value)s”, og det er ikke en dato (ÅÅÅÅ-MM-DD)."

#, python-format
msgid "“%(later)s” must not be before “%(earlier)s” (%(date)s)."
msgstr "»%(later)s« må ikke ligge før »%(earlier)s« (%(date)s)."

#, python-format
msgid "“%(name)s” closes."
msgstr "“%(name)s” lukkes."

#, python-format
msgid "“%(name)s” is new under “%(to)s”."
msgstr "“%(name)s” er ny under “%(to)s”."

#, python-format
msgid "“%(name)s” is new, at the top."
msgstr "“%(name)s” er ny, øverst."

#, python-format
msgid "“%(name)s” moves from “%(was)s” to “%(to)s”."
msgstr "“%(name)s” flytter fra “%(was)s” til “%(to)s”."

#, python-format
msgid "“%(title)s” in %(unit)s. %(why)s What would help the plan on: time, money, a decision, or to let it go?"
msgstr "“%(title)s” i %(unit)s. %(why)s Hvad kan hjælpe planen videre: tid, penge, en beslutning, eller at lade den ligge?"

#, python-format
msgid "“%(value)s” was converted to UTF-8 twice. Export it from the source again."
msgstr "“%(value)s” er lavet om til UTF-8 to gange. Eksportér den fra kilden igen."

#, python-format
msgid "“%(was)s” is now called “%(name)s”."
msgstr "“%(was)s” hedder nu “%(name)s”."

msgid "“No” is a good answer too: then you choose what happens next."
msgstr "“Nej” er også et godt svar: så vælger I, hvad der så skal ske."

msgid "… of these with a named source"
msgstr "… heraf med kilde"

msgid "… of these without a named source"
msgstr "… heraf uden kilde"
