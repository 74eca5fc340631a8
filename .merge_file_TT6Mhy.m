# Texts of the interface.
msgid ""
msgstr ""
"Project-Id-Version: SafetyNet\n"
"Report-Msgid-Bugs-To: \n"
"Last-Translator: \n"
"Language-Team: \n"
"Language: sv\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

#, python-format
msgid "%(beginning)s %(question)s."
msgstr "%(beginning)s %(question)s."

#, python-format
msgid "%(beginning)s whether %(question)s."
msgstr "%(beginning)s om %(question)s."

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
msgstr "%(date)s: vi ser på om det fungerade"

#, python-format
msgid "%(days)d day over time"
msgid_plural "%(days)d days over time"
msgstr[0] "%(days)d dag försenad"
msgstr[1] "%(days)d dagar försenad"

#, python-format
msgid "%(days)s day late: %(measure)s"
msgid_plural "%(days)s days late: %(measure)s"
msgstr[0] "%(days)s dag sen: %(measure)s"
msgstr[1] "%(days)s dagar sen: %(measure)s"

#, python-format
msgid "%(days)s day overdue"
msgid_plural "%(days)s days overdue"
msgstr[0] "%(days)s dag försenad"
msgstr[1] "%(days)s dagar försenad"

#, python-format
msgid "%(done)s of %(all)s done"
msgstr "%(done)s av %(all)s klara"

#, python-format
msgid "%(done)s of %(due)s plans within 14 days of their first date"
msgstr "%(done)s av %(due)s planer inom 14 dagar efter första datumet"

#, python-format
msgid "%(done)s of %(total)s"
msgstr "%(done)s av %(total)s"

#, python-format
msgid "%(employees)s employees, %(units)s unit below"
msgid_plural "%(employees)s employees, %(units)s units below"
msgstr[0] "%(employees)s anställda, %(units)s enhet under"
msgstr[1] "%(employees)s anställda, %(units)s enheter under"

#, python-format
msgid "%(helped)s of %(evaluated)s"
msgstr "%(helped)s av %(evaluated)s"

#, python-format
msgid "%(measure)s (by %(date)s)"
msgstr "%(measure)s (senast %(date)s)"

#, python-format
msgid "%(name)s is covered by no group. Every employee must be, so this is a gap: tell your manager, or the consultants below."
msgstr "%(name)s täcks inte av någon grupp. Alla anställda ska vara täckta, så det är en lucka: säg till din chef eller till konsulterna nedan."

#, python-format
msgid "%(number)d mail is tried again within a minute."
msgid_plural "%(number)d mails are tried again within a minute."
msgstr[0] "%(number)d mejl skickas på nytt inom en minut."
msgstr[1] "%(number)d mejl skickas på nytt inom en minut."

#, python-format
msgid "%(number)d plan from %(names)s is yours now"
msgid_plural "%(number)d plans from %(names)s are yours now"
msgstr[0] "%(number)d handlingsplan från %(names)s är nu din"
msgstr[1] "%(number)d handlingsplaner från %(names)s är nu dina"

#, python-format
msgid "%(number)s acute plan"
msgid_plural "%(number)s acute plans"
msgstr[0] "%(number)s akut plan"
msgstr[1] "%(number)s akuta planer"

#, python-format
msgid "%(number)s change"
msgid_plural "%(number)s changes"
msgstr[0] "%(number)s ändring"
msgstr[1] "%(number)s ändringar"

#, python-format
msgid "%(number)s changed"
msgid_plural "%(number)s changed"
msgstr[0] "%(number)s ändrad"
msgstr[1] "%(number)s ändrade"

#, python-format
msgid "%(number)s confidential plan belongs here too. Only those who may see it find it in their list."
msgid_plural "%(number)s confidential plans belong here too. Only those who may see them find them in their list."
msgstr[0] "%(number)s konfidentiell handlingsplan hör också hit. Bara de som får se den hittar den i sin lista."
msgstr[1] "%(number)s konfidentiella handlingsplaner hör också hit. Bara de som får se dem hittar dem i sin lista."

#, python-format
msgid "%(number)s employee"
msgid_plural "%(number)s employees"
msgstr[0] "%(number)s anställd"
msgstr[1] "%(number)s anställda"

#, python-format
msgid "%(number)s is back as it was."
msgid_plural "%(number)s are back as they were."
msgstr[0] "%(number)s är tillbaka som den var."
msgstr[1] "%(number)s är tillbaka som de var."

#, python-format
msgid "%(number)s is left as it is; below it says why."
msgid_plural "%(number)s are left as they are; below it says why."
msgstr[0] "%(number)s lämnas som den är; nedan står varför."
msgstr[1] "%(number)s lämnas som de är; nedan står varför."

#, python-format
msgid "%(number)s mail about the plan"
msgid_plural "%(number)s mails about the plan"
msgstr[0] "%(number)s mejl om planen"
msgstr[1] "%(number)s mejl om planen"

#, python-format
msgid "%(number)s not changed"
msgid_plural "%(number)s not changed"
msgstr[0] "%(number)s inte ändrad"
msgstr[1] "%(number)s inte ändrade"

#, python-format
msgid "%(number)s of %(total)s people would leave (limit %(limit)s per cent)."
msgstr "%(number)s av %(total)s personer skulle sluta (gränsen är %(limit)s procent)."

#, python-format
msgid "%(number)s of %(total)s people would move to another unit (limit %(limit)s per cent)."
msgstr "%(number)s av %(total)s personer skulle byta enhet (gränsen är %(limit)s procent)."

#, python-format
msgid "%(number)s of %(total)s seats would end (limit %(limit)s per cent)."
msgstr "%(number)s av %(total)s platser skulle upphöra (gränsen är %(limit)s procent)."

#, python-format
msgid "%(number)s of %(total)s units would close (limit %(limit)s per cent)."
msgstr "%(number)s av %(total)s enheter skulle stängas (gränsen är %(limit)s procent)."

#, python-format
msgid "%(number)s of them is still a draft"
msgid_plural "%(number)s of them are still drafts"
msgstr[0] "%(number)s av dem är fortfarande ett utkast"
msgstr[1] "%(number)s av dem är fortfarande utkast"

#, python-format
msgid "%(number)s place without plans"
msgid_plural "%(number)s places without plans"
msgstr[0] "%(number)s ställe utan handlingsplaner"
msgstr[1] "%(number)s ställen utan handlingsplaner"

#, python-format
msgid "%(number)s plan is changed."
msgid_plural "%(number)s plans are changed."
msgstr[0] "%(number)s plan är ändrad."
msgstr[1] "%(number)s planer är ändrade."

#, python-format
msgid "%(number)s plan is changed. You can undo it for seven days."
msgid_plural "%(number)s plans are changed. You can undo it for seven days."
msgstr[0] "%(number)s plan ändras. Du kan ångra dig i sju dagar."
msgstr[1] "%(number)s planer ändras. Du kan ångra dig i sju dagar."

#, python-format
msgid "%(number)s plan is chosen. Nothing is changed before you have seen what would happen."
msgid_plural "%(number)s plans are chosen. Nothing is changed before you have seen what would happen."
msgstr[0] "%(number)s plan är vald. Inget ändras förrän du har sett vad som skulle hända."
msgstr[1] "%(number)s planer är valda. Inget ändras förrän du har sett vad som skulle hända."

#, python-format
msgid "%(number)s thing belongs to a confidential plan that you may not see."
msgid_plural "%(number)s things belong to confidential plans that you may not see."
msgstr[0] "%(number)s sak hör till en konfidentiell plan som du inte får se."
msgstr[1] "%(number)s saker hör till konfidentiella planer som du inte får se."

#, python-format
msgid "%(number)s thing to look at"
msgid_plural "%(number)s things to look at"
msgstr[0] "%(number)s sak att titta på"
msgstr[1] "%(number)s saker att titta på"

#, python-format
msgid "%(number)s undone"
msgid_plural "%(number)s undone"
msgstr[0] "%(number)s ångrad"
msgstr[1] "%(number)s ångrade"

#, python-format
msgid "%(open)s plan is open, and it is not overdue."
msgid_plural "%(open)s plans are open, and none are overdue."
msgstr[0] "%(open)s handlingsplan är öppen, och den är inte försenad."
msgstr[1] "%(open)s handlingsplaner är öppna, och ingen är försenad."

#, python-format
msgid "%(overdue)s of %(open)s open plans are overdue, most about %(theme)s."
msgstr "%(overdue)s av %(open)s öppna handlingsplaner är försenade, flest om %(theme)s."

#, python-format
msgid "%(overdue)s of %(open)s open plans are overdue, most of them in %(place)s, and most about %(theme)s."
msgstr "%(overdue)s av %(open)s öppna handlingsplaner är försenade, flest i %(place)s och flest om %(theme)s."

#, python-format
msgid "%(overdue)s of %(open)s open plans are overdue, most of them in %(place)s."
msgstr "%(overdue)s av %(open)s öppna handlingsplaner är försenade, flest i %(place)s."

#, python-format
msgid "%(overdue)s of %(open)s open plans are overdue."
msgstr "%(overdue)s av %(open)s öppna handlingsplaner är försenade."

#, python-format
msgid "%(part)s added"
msgstr "%(part)s tillagd"

#, python-format
msgid "%(part)s removed"
msgstr "%(part)s borttagen"

#, python-format
msgid "%(part)s “%(text)s”: %(field)s"
msgstr "%(part)s ”%(text)s”: %(field)s"

#, python-format
msgid "%(person)s has answered"
msgstr "%(person)s har svarat"

#, python-format
msgid "%(person)s has it"
msgstr "%(person)s har den"

#, python-format
msgid "%(person)s has it now and is told."
msgstr "%(person)s har den nu och får besked."

#, python-format
msgid "%(person)s no longer works here"
msgstr "%(person)s arbetar inte längre här"

#, python-format
msgid "%(person)s no longer works here. %(to)s has had the plans in %(unit)s since then."
msgstr "%(person)s arbetar inte längre här. %(to)s har haft planerna i %(unit)s sedan dess."

#, python-format
msgid "%(plans)s plan from %(person)s is yours now"
msgid_plural "%(plans)s plans from %(person)s are yours now"
msgstr[0] "%(plans)s handlingsplan från %(person)s är nu din"
msgstr[1] "%(plans)s handlingsplaner från %(person)s är nu dina"

#, python-format
msgid "%(published)s plan was published in the period; so far %(worked)s has been shown to work, wholly or partly."
msgid_plural "%(published)s plans were published in the period; so far %(worked)s have been shown to work, wholly or partly."
msgstr[0] "%(published)s plan har publicerats under perioden. Hittills har %(worked)s visat sig fungera helt eller delvis."
msgstr[1] "%(published)s planer har publicerats under perioden. Hittills har %(worked)s visat sig fungera helt eller delvis."

#, python-format
msgid "%(region_name)s is responsible for the data in SafetyNet. They are used to plan, carry out and follow up work-environment efforts, and for nothing else. They are not used to assess you."
msgstr "%(region_name)s ansvarar för uppgifterna i SafetyNet. De används för att planera, genomföra och följa upp arbetsmiljöarbetet och inte till något annat. De används inte för att bedöma dig."

#, python-format
msgid "%(region_name)s wants everyone at work to be able to use SafetyNet, also with a keyboard alone, a screen reader, large text or strong contrast. We build to the guidelines WCAG 2.2, level AA, which contain those that the law asks for."
msgstr "%(region_name)s vill att alla på arbetsplatsen ska kunna använda SafetyNet, också med enbart tangentbord, skärmläsare, stor text eller stark kontrast. Vi bygger efter riktlinjerna WCAG 2.2, nivå AA, som innehåller dem som lagen kräver."

#, python-format
msgid "%(start)s–%(end)s of %(count)s plan"
msgid_plural "%(start)s–%(end)s of %(count)s plans"
msgstr[0] "%(start)s–%(end)s av %(count)s plan"
msgstr[1] "%(start)s–%(end)s av %(count)s planer"

#, python-format
msgid "%(unit)s (closed)"
msgstr "%(unit)s (nedlagd)"

#, python-format
msgid "%(unit)s has another manager"
msgstr "%(unit)s har fått en annan chef"

#, python-format
msgid "%(unit)s has another manager: what %(person)s had as manager is now with %(to)s."
msgstr "%(unit)s har fått en annan chef: det som %(person)s hade som chef finns nu hos %(to)s."

#, python-format
msgid "%(unit)s itself"
msgstr "%(unit)s själv"

#, python-format
msgid "%(unit)s · owner %(owner)s · expected to be closed by %(date)s"
msgstr "%(unit)s · ansvarig %(owner)s · förväntat avslut %(date)s"

#, python-format
msgid "%(value)s of %(of)s"
msgstr "%(value)s av %(of)s"

#, python-format
msgid "%(who)s began to write the plan"
msgstr "%(who)s började skriva planen"

#, python-format
msgid "%(who)s changed the plan"
msgstr "%(who)s ändrade planen"

#, python-format
msgid "%(who)s changed “%(field)s” from %(old)s to %(new)s"
msgstr "%(who)s ändrade ”%(field)s” från %(old)s till %(new)s"

#, python-format
msgid "%(who)s closed the plan"
msgstr "%(who)s avslutade planen"

#, python-format
msgid "%(who)s ended the plan as not carried out"
msgstr "%(who)s avslutade planen som inte genomförd"

#, python-format
msgid "%(who)s evaluated the effect by the link in a mail: %(verdict)s"
msgstr "%(who)s följde upp effekten via länken i ett mejl: %(verdict)s"

#, python-format
msgid "%(who)s evaluated the effect: %(verdict)s"
msgstr "%(who)s följde upp effekten: %(verdict)s"

#, python-format
msgid "%(who)s found it too early to tell the effect"
msgstr "%(who)s tyckte att det var för tidigt att bedöma effekten"

#, python-format
msgid "%(who)s is no longer employed here. Choose somebody else."
msgstr "%(who)s är inte längre anställd här. Välj någon annan."

#, python-format
msgid "%(who)s looked at the standing plan"
msgstr "%(who)s gick igenom den stående planen"

#, python-format
msgid "%(who)s made the plan standing, to be looked at every year"
msgstr "%(who)s gjorde planen stående, så att den gås igenom varje år"

#, python-format
msgid "%(who)s marked “%(text)s” as done"
msgstr "%(who)s meddelade att ”%(text)s” är klar"

#, python-format
msgid "%(who)s marked “%(text)s” as not done after all"
msgstr "%(who)s meddelade att ”%(text)s” inte är klar trots allt"

#, python-format
msgid "%(who)s moved the expected closing date from %(old)s to %(new)s: %(why)s"
msgstr "%(who)s flyttade förväntat avslut från %(old)s till %(new)s: %(why)s"

#, python-format
msgid "%(who)s opened the plan again"
msgstr "%(who)s öppnade planen igen"

#, python-format
msgid "%(who)s owns the plan already."
msgstr "%(who)s ansvarar redan för planen."

#, python-format
msgid "%(who)s published the plan"
msgstr "%(who)s publicerade planen"

#, python-format
msgid "%(who)s said that the measures are carried out"
msgstr "%(who)s meddelade att åtgärderna är genomförda"

#, python-format
msgid "%(who)s took the plan back into progress"
msgstr "%(who)s tog upp planen igen"

#, python-format
msgid "%(who)s undid the ending of the plan"
msgstr "%(who)s ångrade avslutet av planen"

#, python-format
msgid "%(who)s undid the latest change of state"
msgstr "%(who)s ångrade det senaste bytet av tillstånd"

#, python-format
msgid "%(who)s wrote a note"
msgstr "%(who)s skrev en anteckning"

#, python-format
msgid "%(yes)s of %(total)s colleagues who answered notice a difference."
msgstr "%(yes)s av %(total)s kollegor som har svarat märker en skillnad."

msgid "(by the link in a mail)"
msgstr "(via länken i ett mejl)"

msgid "(empty)"
msgstr "(tom)"

#, python-format
msgid "(from %(baseline)s to %(target)s)"
msgstr "(från %(baseline)s till %(target)s)"

msgid "(optional)"
msgstr "(valfritt)"

msgid "(text not kept)"
msgstr "(texten är inte sparad)"

msgid "1 plan chosen"
msgstr "1 plan vald"

msgid "12 of 23 colleagues, day and evening, about six lifts each a shift."
msgstr "12 av 23 kollegor, dag och kväll, omkring sex lyft var per pass."

msgid "A better work environment"
msgstr "En bättre arbetsmiljö"

msgid "A button opens a page; nothing is changed before you confirm there."
msgstr "En knapp öppnar en sida; inget ändras förrän du bekräftar där."

msgid "A draft you have begun"
msgstr "Ett utkast du har börjat på"

msgid "A few have answered. The numbers are shown when there are three, so that nobody is recognised."
msgstr "Några få har svarat. Siffrorna visas när det finns tre svar, så att ingen kan kännas igen."

msgid "A few words about it"
msgstr "Några ord om det"

msgid "A follow-up"
msgstr "En uppföljning"

msgid "A group needs both a work-environment leader and an elected representative (AMR). Somebody is missing."
msgstr "En grupp ska ha både en arbetsmiljöchef och ett valt skyddsombud. Någon saknas."

msgid "A lift in each of the six rooms no later than 1 May"
msgstr "Lyft i alla 6 salar senast 1 maj"

msgid "A link in a mail works for 14 days. Sign in and answer on the plan."
msgstr "En länk i ett mejl fungerar i 14 dagar. Logga in och svara på planen."

msgid "A little is missing before the plan can be published"
msgstr "Lite saknas innan planen kan publiceras"

msgid "A mail without an address leaves by itself when the organisation's data bring one."
msgstr "Ett mejl utan adress skickas av sig självt när organisationens data får en."

msgid "A measure"
msgstr "En åtgärd"

msgid "A measure has a date after the effect is evaluated. Let it be done before, or evaluate later."
msgstr "En åtgärd har ett datum efter uppföljningen av effekten. Låt den bli klar före, eller följ upp senare."

msgid "A measure that is done cannot be taken out."
msgstr "En åtgärd som är utförd kan inte tas bort."

msgid "A measure without a step of the prevention ladder"
msgstr "En åtgärd utan steg på förebyggandetrappan"

msgid "A measure without anybody to carry it out, or without a date"
msgstr "En åtgärd utan någon som utför den eller utan datum"

#, python-format
msgid "A plan from an APV must answer “%(field)s”. The law asks for it."
msgstr "En plan från en APV måste svara på ”%(field)s”. Lagen kräver det."

msgid "A program finds only part of what may be wrong. Nobody from outside has examined the pages yet, and they have not been tried by people who use a screen reader every day."
msgstr "Ett program hittar bara en del av det som kan vara fel. Ingen utifrån har granskat sidorna ännu, och de har inte prövats av människor som använder skärmläsare varje dag."

msgid "A round of one sentence each at the board meeting, and a note box in the break room"
msgstr "En runda med en mening var vid tavelmötet och en låda för lappar i pausrummet"

msgid "A sentence about what you see is enough. Then it rests for another year."
msgstr "En mening om vad ni ser räcker. Sedan vilar den ett år till."

msgid "A sentence is enough, for example “Nobody lifts alone any more.”"
msgstr "En mening räcker, till exempel ”Ingen lyfter ensam längre.”"

msgid "A single | stands in the row. Fields are separated by ||, and a | inside a value is written \\||."
msgstr "Det står ett ensamt | i raden. Fält skiljs åt med ||, och ett | inne i ett värde skrivs \\||."

msgid "A success criterion"
msgstr "Ett framgångskriterium"

msgid "A success criterion that is measured, without a starting point or a target"
msgstr "Ett mätt framgångskriterium utan utgångsläge eller mål"

msgid "A unit covered by several committees or groups is counted in each; the figures above count every plan once."
msgstr "En enhet som flera samverkansgrupper täcker räknas i var och en av dem. Siffrorna överst räknar varje plan en gång."

msgid "APV (workplace assessment)"
msgstr "arbetsplatsbedömning (APV)"

msgid "About the plan"
msgstr "Om planen"

msgid "About the unit"
msgstr "Om enheten"

msgid "Accessibility statement"
msgstr "Tillgänglighetsredogörelse"

msgid "Accreditation in March and three new colleagues in February, so the training comes after."
msgstr "Ackreditering i mars och tre nya kollegor i februari, så utbildningen ligger efteråt."

msgid "Action plans"
msgstr "Handlingsplaner"

msgid "Acute"
msgstr "Akut"

msgid "Acute in your unit"
msgstr "Akut i din enhet"

msgid "Acute plans first, then in the order that has been chosen, then by date"
msgstr "Akuta handlingsplaner först, sedan i vald ordning, sedan efter datum"

msgid "Acute plans first, then in the order that has been chosen, then by date."
msgstr "Akuta handlingsplaner först, sedan i vald ordning, sedan efter datum."

msgid "Acute: needed action at once"
msgstr "Akut: krävde åtgärd genast"

msgid "Acute: needs action at once"
msgstr "Akut: något måste göras genast"

msgid "Acute: next measure"
msgstr "Akut: nästa åtgärd"

msgid "Add a comment"
msgstr "Skriv en kommentar"

msgid "Add the comment"
msgstr "Lägg till kommentaren"

msgid "Add the theme"
msgstr "Lägg till temat"

msgid "Again"
msgstr "Igen"

msgid "All"
msgstr "Alla"

msgid "All mails"
msgstr "Alla mejl"

msgid "All measures are done"
msgstr "Alla åtgärder är gjorda"

msgid "All measures are marked as done."
msgstr "Alla åtgärder är markerade som gjorda."

msgid "All my plans"
msgstr "Alla mina planer"

msgid "All sources"
msgstr "Alla källor"

msgid "All themes"
msgstr "Alla teman"

msgid "All units"
msgstr "Alla enheter"

msgid "Also needed before publishing"
msgstr "Ska också fyllas i före publicering"

msgid "An acute problem is made safe first. Write what you have already done."
msgstr "Ett akut problem görs säkert först. Skriv vad ni redan har gjort."

#, python-format
msgid "An idea from a step higher (%(step)s):"
msgstr "En idé från ett steg högre upp (%(step)s):"

msgid "An owner"
msgstr "En ansvarig"

#, python-format
msgid "And %(number)d more."
msgid_plural "And %(number)d more."
msgstr[0] "Och %(number)d till."
msgstr[1] "Och %(number)d till."

msgid "Answer saved:"
msgstr "Svar sparat:"

#, python-format
msgid "Answer “%(field)s”"
msgstr "Svara på ”%(field)s”"

msgid "Anything else"
msgstr "Övrigt"

msgid "Anything else?"
msgstr "Något annat?"

msgid "As a bar"
msgstr "Som stapel"

#, python-format
msgid "As it was when %(year)s ended"
msgstr "Som det var när %(year)s slutade"

msgid "As known on"
msgstr "Som det såg ut den"

msgid "As plain text"
msgstr "Som ren text"

msgid "As soon as the first plan is published, it stands here: what you said, what is done about it, and later whether it helped."
msgstr "Så snart den första planen är publicerad står den här: vad ni sade, vad som görs åt det och senare om det hjälpte."

msgid "Ask for something else"
msgstr "Välj något annat"

msgid "At every change, a program goes through the pages in a browser and stops us when it finds a breach. It also tries the tasks by keyboard, without JavaScript, and on a narrow screen."
msgstr "Vid varje ändring går ett program igenom sidorna i en webbläsare och stoppar oss om det hittar en brist. Det prövar också uppgifterna med tangentbord, utan JavaScript och på en smal skärm."

msgid "At least half of the colleagues answer yes when asked whether it has become better."
msgstr "Minst hälften av kollegorna svarar ja på att det har blivit bättre."

#, python-format
msgid "At least half of the colleagues answer yes when asked whether it has become better: “%(problem)s”."
msgstr "Minst hälften av kollegorna svarar ja på att det har blivit bättre: ”%(problem)s”."

#, python-format
msgid "At most 60 days at a time: choose %(day)s or an earlier date. The leader above, or the committee, can give more."
msgstr "Högst 60 dagar i taget: välj %(day)s eller ett tidigare datum. Chefen över er eller samverkansgruppen kan ge mer tid."

msgid "Awaiting effect evaluation"
msgstr "Väntar på uppföljning"

msgid "Back"
msgstr "Tillbaka"

msgid "Back injuries with long absence. Two reported strains since the summer."
msgstr "Ryggskador med lång frånvaro. Två anmälda sträckningar sedan sommaren."

msgid "Back to the overview"
msgstr "Tillbaka till översikten"

msgid "Because somebody has left or no longer leads the unit: the next who is responsible has it now."
msgstr "Därför att någon har slutat eller inte längre leder enheten: nästa ansvariga har den nu."

msgid "Before"
msgstr "Tidigare"

#, python-format
msgid "Before is %(before)s, as it was known on %(day)s: as long after the period as now."
msgstr "Tidigare är %(before)s, som det såg ut den %(day)s: lika lång tid efter perioden som nu."

msgid "Bring in four files"
msgstr "Läs in fyra filer"

msgid "Bring in the organisation"
msgstr "Läs in organisationen"

msgid "Bring it in also if it changes more than the limits allow"
msgstr "Läs in även om mer ändras än gränserna tillåter"

msgid "Bring the organisation in, and make the report for a level."
msgstr "Läs in organisationen och gör rapporten för en nivå."

msgid "Bring them in"
msgstr "Läs in dem"

msgid "By"
msgstr "Av"

msgid "By committee and group"
msgstr "Samverkansgrupper och skyddsgrupper"

msgid "By the date as first published, without the 14 days"
msgstr "På det första datumet, utan de 14 dagarna"

msgid "By unit"
msgstr "Enheter"

msgid "Calendar address"
msgstr "Kalenderadress"

msgid "Calendar entry (.ics)"
msgstr "Kalenderpost (.ics)"

msgid "Calendar:"
msgstr "Kalender:"

msgid "Call or write"
msgstr "Ring eller skriv"

msgid "Can the cause itself be removed? Then nobody needs to be careful."
msgstr "Kan själva orsaken tas bort? Då behöver ingen vara försiktig."

msgid "Can you use the same way to look as when you found the problem?"
msgstr "Kan ni titta på samma sätt som när ni hittade problemet?"

msgid "Cancel"
msgstr "Avbryt"

msgid "Carried out"
msgstr "Genomförd"

msgid "Carried out no later than"
msgstr "Genomförd senast"

#, python-format
msgid "Carried out. On %(day)s we look at whether it helped"
msgstr "Genomförd. Den %(day)s ser vi på om det hjälpte"

#, python-format
msgid "Carried out. Whether it helped was to be looked at on %(day)s"
msgstr "Genomförd. Den %(day)s skulle vi ha sett på om det hjälpte"

#, python-format
msgid "Carried out. You look at whether it helped on %(day)s"
msgstr "Genomförd. Ni ser på om det hjälpte den %(day)s"

msgid "Carried out: now we wait for the effect"
msgstr "Genomförd: nu väntar vi på effekten"

msgid "Carried out?"
msgstr "Genomfört?"

msgid "Carries on from"
msgstr "Fortsätter från"

msgid "Causes"
msgstr "Orsaker"

msgid "Chair of a MED committee"
msgstr "Ordförande i en samverkansgrupp"

msgid "Challenge or ambition"
msgstr "Utmaning eller ambition"

msgid "Change"
msgstr "Ändra"

#, python-format
msgid "Change %(number)s plan"
msgid_plural "Change %(number)s plans"
msgstr[0] "Ändra %(number)s plan"
msgstr[1] "Ändra %(number)s planer"

#, python-format
msgid "Change %(number)s plan of this list"
msgid_plural "Change all %(number)s plans of this list"
msgstr[0] "Ändra %(number)s plan i listan"
msgstr[1] "Ändra alla %(number)s planer i listan"

msgid "Change how, when or by whom the work is done, so that the right way becomes the easy way."
msgstr "Ändra hur, när eller av vem arbetet görs, så att det rätta sättet blir det lätta."

msgid "Change of several plans"
msgstr "Ändring av flera planer"

msgid "Change several plans"
msgstr "Ändra flera planer"

msgid "Change the chosen"
msgstr "Ändra de valda"

msgid "Change the flow: isolate first, keep clean and unclean apart, let fewer go in."
msgstr "Ändra flödet: isolera först, håll rent och orent åtskilda, låt färre gå in."

msgid "Change the order"
msgstr "Ändra ordningen"

msgid "Change the plan"
msgstr "Ändra planen"

msgid "Change the work: move tasks from the busiest hours, say who decides, plan breaks and time together."
msgstr "Ändra arbetet: flytta uppgifter från de mest pressade timmarna, säg vem som bestämmer, planera raster och tid tillsammans."

msgid "Change the work: two at a time, another order, furniture moved, heavy tasks spread over the shift."
msgstr "Ändra arbetet: två åt gången, en annan ordning, flyttade möbler, tunga uppgifter utspridda över passet."

msgid "Change themes and what a plan must hold to be published."
msgstr "Ändra teman och vad en plan måste innehålla för att publiceras."

msgid "Change when, where or by how many it is done, so that nobody hurries past it or stands alone with it."
msgstr "Ändra när, var eller av hur många det görs, så att ingen skyndar förbi eller står ensam med det."

msgid "Changed"
msgstr "Ändrade"

msgid "Changes"
msgstr "Ändringar"

msgid "Charts are pictures. Each has one sentence and a table with the same figures; the picture itself cannot be explored."
msgstr "Diagram är bilder. Varje har en mening och en tabell med samma siffror; själva bilden går inte att utforska."

msgid "Choose"
msgstr "Välj"

#, python-format
msgid "Choose %(day)s or later: until then the measures are being put in place."
msgstr "Välj %(day)s eller senare: tills dess genomförs åtgärderna."

#, python-format
msgid "Choose a date after the plan's start, %(day)s."
msgstr "Välj ett datum efter planens start, %(day)s."

#, python-format
msgid "Choose a date after the present one, %(day)s."
msgstr "Välj ett datum efter det nuvarande, %(day)s."

msgid "Choose a date after today."
msgstr "Välj ett datum efter i dag."

msgid "Choose a date within two years: a standing plan is looked at every year."
msgstr "Välj ett datum inom två år: en stående plan gås igenom varje år."

msgid "Choose a day in the last ten years."
msgstr "Välj en dag inom de senaste tio åren."

msgid "Choose a day that has been."
msgstr "Välj en dag som har varit."

msgid "Choose a day that has been: the figures go no further than today."
msgstr "Välj en dag som har varit. Siffrorna går inte längre än till i dag."

msgid "Choose a day that is not after the one the figures are known on."
msgstr "Välj en dag som inte ligger efter den dag siffrorna ses från."

msgid "Choose a first day that lies before the last one."
msgstr "Välj en första dag som ligger före den sista."

msgid "Choose a theme"
msgstr "Välj ett tema"

msgid "Choose a unit"
msgstr "Välj en enhet"

msgid "Choose an owner"
msgstr "Välj en ansvarig"

msgid "Choose at most five years."
msgstr "Välj högst fem år."

msgid "Choose one of the people in the list."
msgstr "Välj en av personerna i listan."

msgid "Choose one or more plans in the list first."
msgstr "Välj först en eller flera planer i listan."

msgid "Choose somebody"
msgstr "Välj en person"

msgid "Choose somebody who is employed here."
msgstr "Välj någon som är anställd här."

msgid "Choose the days"
msgstr "Välj dagar"

msgid "Choose the file that the exporter wrote under this name"
msgstr "Välj filen som exporterades med det här namnet"

msgid "Choose the four files as they were exported. Try them first: you see what they would do, and nothing is changed."
msgstr "Välj de fyra filerna som de exporterades. Prova dem först: då ser du vad de skulle göra, och inget ändras."

msgid "Choose what happens next: adjust this plan, or make a new one that carries on."
msgstr "Välj vad som händer sedan: justera planen eller gör en ny som bygger vidare."

msgid "Choose who did it."
msgstr "Välj vem som gjorde det."

msgid "Choose who has it from now on."
msgstr "Välj vem som har den från och med nu."

msgid "Choose who is responsible for each measure, and by when."
msgstr "Välj vem som ansvarar för varje åtgärd och när den ska vara klar."

msgid "Choose why the date is moved."
msgstr "Välj varför datumet flyttas."

msgid "Choose why you need more time."
msgstr "Välj varför ni behöver mer tid."

#, python-format
msgid "Choose “%(field)s”"
msgstr "Välj ”%(field)s”"

#, python-format
msgid "Choose “%(field)s” in a calendar"
msgstr "Välj ”%(field)s” i en kalender"

#, python-format
msgid "Choose “%(plan)s”"
msgstr "Välj ”%(plan)s”"

msgid "Clear:"
msgstr "Tydligt:"

msgid "Closed"
msgstr "Avslutad"

msgctxt "feed"
msgid "Closed"
msgstr "Stängda"

#, python-format
msgid "Closed: %(verdict)s"
msgstr "Avslutad: %(verdict)s"

msgid "Closes"
msgstr "Avslutas"

msgid "Closing"
msgstr "Avslut"

msgid "Colleagues"
msgstr "Kollegor"

msgid "Comes from"
msgstr "Kommer från"

msgid "Committee"
msgstr "Samverkansgrupp"

msgid "Committees and groups"
msgstr "Samverkansgrupper och skyddsgrupper"

msgid "Committees and groups below"
msgstr "Grupper under denna"

msgid "Compared with your own past"
msgstr "Jämfört med er egen historia"

msgid "Confidential (theme not shown)"
msgstr "Konfidentiella (temat visas inte)"

msgid "Confidential plan"
msgstr "Konfidentiell plan"

msgid "Confidential plans"
msgstr "Konfidentiella handlingsplaner"

msgid "Confidential. Take care where this paper ends up."
msgstr "Konfidentiellt. Var försiktig med var papperet hamnar."

msgid "Connected plans"
msgstr "Kopplade planer"

msgid "Consequence"
msgstr "Konsekvens"

msgid "Cookies"
msgstr "Kakor"

msgid "Copy it now: it is shown only this once. In your calendar program choose “add calendar from the internet” and paste it."
msgstr "Kopiera den nu: den visas bara denna gång. Välj “lägg till kalender från internet” i ditt kalenderprogram och klistra in den."

msgid "Coverage"
msgstr "Täckning"

msgid "Covered by the committee itself"
msgstr "Täcks av gruppen själv"

msgid "Covers these units"
msgstr "Täcker dessa enheter"

msgid "Created"
msgstr "Nya"

msgid "Cut the route: single rooms, disposables, safety needles, no more recapping."
msgstr "Bryt smittvägen: enkelrum, engångsmaterial, säkerhetskanyler, aldrig hylsan på igen."

msgid "Date"
msgstr "Datum"

msgid "Date from"
msgstr "Datum från"

#, python-format
msgid "Date moved to %(day)s"
msgstr "Datumet är flyttat till %(day)s"

msgid "Date to"
msgstr "Datum till"

msgid "Dates"
msgstr "Datum"

msgid "Days of grace"
msgstr "Dagars respit"

msgid "Days overdue"
msgstr "Dagar försenad"

msgid "Days since publishing"
msgstr "Dagar sedan publiceringen"

msgid "Days until half are closed"
msgstr "Dagar tills hälften är avslutade"

msgid "Delete the draft"
msgstr "Ta bort utkastet"

msgid "Delete this draft?"
msgstr "Ska utkastet tas bort?"

msgid "Demo"
msgstr "Demo"

#, python-format
msgid "Demo: today is <strong>%(day)s</strong>"
msgstr "Demo: i dag är det <strong>%(day)s</strong>"

msgid "Did it help?"
msgstr "Hjälpte det?"

#, python-format
msgid "Did it help? %(plan)s"
msgstr "Hjälpte det? %(plan)s"

#, python-format
msgid "Did it help? The effect was to be evaluated by %(date)s (%(late)s)."
msgstr "Hjälpte det? Effekten skulle ha följts upp %(date)s (%(late)s)."

msgid "Did it never come to anything?"
msgstr "Blev det aldrig av?"

#, python-format
msgid "Did it work: %(title)s?"
msgstr "Fungerade det: %(title)s?"

msgid "Did it work?"
msgstr "Fungerade det?"

#, python-format
msgid "Did it work? The day for it is %(date)s."
msgstr "Fungerade det? Dagen för det är %(date)s."

msgid "Did it work? Waiting for effect evaluation"
msgstr "Fungerade det? Väntar på uppföljning"

msgid "Did you get what you were after?"
msgstr "Nådde ni det ni ville?"

msgid "Do the yearly look"
msgstr "Gör den årliga genomgången"

msgid "Do without the lift or the posture: can the load come in smaller parts, roll, or not be moved at all?"
msgstr "Undvik lyftet eller ställningen: kan bördan komma i mindre delar, rulla eller inte flyttas alls?"

msgid "Do you notice a difference?"
msgstr "Märker du en skillnad?"

msgid "Done"
msgstr "Klar"

msgctxt "button"
msgid "Done"
msgstr "Klar"

#, python-format
msgid "Done at once by %(who)s:"
msgstr "Gjort med en gång av %(who)s:"

msgid "Done no later than"
msgstr "Klar senast"

msgid "Done. Now we see whether it helps"
msgstr "Det är gjort. Nu ser vi om det hjälper"

msgid "Done:"
msgstr "Klar:"

msgid "Draft"
msgstr "Utkast"

#, python-brace-format
msgid "Draft saved at {time}"
msgstr "Utkastet sparades kl. {time}"

msgid "Draft without a title"
msgstr "Utkast utan rubrik"

msgid "Drafts are seen only by those who write them; they are counted here where there are at least five."
msgstr "Utkast syns bara för dem som skriver dem. De räknas med här när det finns minst fem."

#, python-format
msgid "Due %(date)s:"
msgstr "Frist %(date)s:"

#, python-format
msgid "Due in %(days)s day: %(measure)s"
msgid_plural "Due in %(days)s days: %(measure)s"
msgstr[0] "Ska vara gjort om %(days)s dag: %(measure)s"
msgstr[1] "Ska vara gjort om %(days)s dagar: %(measure)s"

msgid "Each can be undone for seven days. What others have changed since stays as they left it."
msgstr "Du kan ångra var och en i sju dagar. Det som andra har ändrat sedan dess blir kvar."

msgid "Each further demand makes fewer plans. The six things are enough for most."
msgstr "Varje ytterligare krav ger färre planer. De sex sakerna räcker för de flesta."

msgid "Edit"
msgstr "Ändra"

msgid "Effect"
msgstr "Effekt"

msgid "Effect evaluated"
msgstr "Effekten följs upp"

msgid "Effect evaluation"
msgstr "Uppföljning av effekt"

#, python-format
msgid "Effect evaluation: %(title)s"
msgstr "Uppföljning av effekt: %(title)s"

msgid "Effect has been evaluated"
msgstr "Effekten är utvärderad"

msgid "Employee"
msgstr "Medarbetare"

#, python-format
msgid "Employee number %(value)s belonged to another person before. If they are the same, merge the two."
msgstr "Anställningsnummer %(value)s tillhörde förut en annan person. Är det samma person, så slå ihop de två."

#, python-format
msgid "Employee number %(value)s has another employment in the same days, on line %(first)s."
msgstr "Anställningsnummer %(value)s har en annan anställning samma dagar, på rad %(first)s."

msgid "Employees"
msgstr "Anställda"

msgid "Employees covered"
msgstr "Anställda som täcks"

msgid "Employees in the whole area"
msgstr "Anställda i hela området"

msgid "Employments"
msgstr "Anställningar"

msgid "End the plan"
msgstr "Avsluta planen"

msgid "End the plan as not carried out"
msgstr "Avsluta planen som inte genomförd"

msgid "Ended"
msgstr "Avslutade"

#, python-format
msgid "Ended as not carried out: %(why)s"
msgstr "Avslutad som inte genomförd: %(why)s"

msgid "Ended from"
msgstr "Avslutade från"

#, python-format
msgid "Ended on %(date)s without being carried out."
msgstr "Avslutades %(date)s utan att genomföras."

msgid "Ended to"
msgstr "Avslutade till"

msgid "Ended without being carried out"
msgstr "Avslutad utan att genomföras"

msgid "Ergonomics"
msgstr "Ergonomi"

msgid "Error"
msgstr "Fel"

msgid "Error:"
msgstr "Fel:"

msgid "Evaluate and close"
msgstr "Följ upp och avsluta"

msgid "Evaluate now"
msgstr "Följ upp nu"

msgid "Evaluate the effect"
msgstr "Följ upp effekten"

msgid "Evaluated"
msgstr "Utvärderade"

msgid "Evaluated and adjusted"
msgstr "Uppföljd och justerad"

msgid "Evaluated and closed"
msgstr "Uppföljd och avslutad"

#, python-format
msgid "Evaluated by %(who)s on %(day)s"
msgstr "Uppföljd av %(who)s den %(day)s"

msgid "Evaluated by then"
msgstr "Utvärderade då"

msgid "Evaluated from"
msgstr "Utvärderad från"

msgid "Evaluated in time"
msgstr "Utvärderat i tid"

msgid "Evaluated in time, quarter by quarter"
msgstr "Utvärderat i tid, kvartal för kvartal"

msgid "Evaluated in time: the same plans, measured three ways"
msgstr "Utvärderat i tid, mätt på tre sätt"

msgid "Evaluated to"
msgstr "Utvärderad till"

#, python-format
msgid "Evaluation %(date)s:"
msgstr "Uppföljning %(date)s:"

msgid "Evaluation of the effect"
msgstr "Uppföljning av effekt"

msgid "Evaluation overdue:"
msgstr "Uppföljning försenad:"

msgid "Every employee can read the plans, because the law says that they must be open to all. Drafts and confidential plans are seen only by those who work on them and by the manager of the unit."
msgstr "Alla medarbetare kan läsa planerna, eftersom lagen säger att de ska vara öppna för alla. Utkast och konfidentiella planer ses bara av dem som arbetar med dem och av enhetens chef."

msgid "Every measure is done"
msgstr "Alla åtgärder är klara"

msgid "Everybody"
msgstr "Alla"

msgid "Everybody is told to be careful."
msgstr "Alla har fått veta att de ska vara försiktiga."

msgid "Everybody who reads the plan sees it, with your name. Leave out the names of others."
msgstr "Alla som läser planen ser det med ditt namn. Skriv inte andras namn."

msgid "Everybody's"
msgstr "Allas"

msgid "Everything on this card is taken over or given on."
msgstr "Allt på det här kortet är övertaget eller lämnat vidare."

msgid "Expected closing"
msgstr "Förväntat avslut"

msgid "Expected closing date"
msgstr "Förväntat avslut"

msgid "Expected closing from"
msgstr "Förväntat avslut från"

msgid "Expected closing to"
msgstr "Förväntat avslut till"

msgid "Expected improvements (success criteria)"
msgstr "Förväntade förbättringar (framgångskriterier)"

msgid "Extent"
msgstr "Omfattning"

msgid "Fewer than five plans were published in the period: too few to say how long it takes."
msgstr "Färre än fem planer har publicerats under perioden. Det är för få för att säga hur lång tid det tar."

msgid "Fields that must be filled in before a plan is published."
msgstr "Fält som måste fyllas i innan en plan publiceras."

msgid "Figure"
msgstr "Siffra"

msgid "Figure from"
msgstr "Siffra från"

msgid "Figure to"
msgstr "Siffra till"

msgid "Figures"
msgstr "Siffror"

msgid "Figures by part; each number opens its plans, each name its overview"
msgstr "Siffror för varje del. En siffra öppnar sina planer, ett namn sin översikt"

msgid "Figures in depth"
msgstr "Siffror på djupet"

#, python-format
msgid "Figures in depth: %(name)s"
msgstr "Siffror på djupet: %(name)s"

msgid "Figures now and before; each number opens its plans"
msgstr "Siffror nu och tidigare. Varje siffra öppnar sina planer"

msgid "File"
msgstr "Fil"

msgid "Files that colleagues attach may be inaccessible. Ask the person who attached one for another version."
msgstr "Filer som kollegor bifogar kan vara otillgängliga. Be den som bifogat filen om en annan version."

#, python-format
msgid "Fill in “%(field)s”"
msgstr "Fyll i ”%(field)s”"

#, python-format
msgid "Fill in “%(field)s”."
msgstr "Fyll i ”%(field)s”."

msgid "Filters"
msgstr "Filter"

msgid "Find"
msgstr "Sök"

msgid "Find a unit"
msgstr "Hitta en enhet"

msgid "Find a unit by name"
msgstr "Hitta en enhet efter namn"

msgid "Find somebody elsewhere in the region"
msgstr "Hitta någon på annan plats i regionen"

msgid "Find what in the work makes people ill, and take that one thing away."
msgstr "Hitta det i arbetet som gör folk sjuka, och ta bort just det."

msgid "Find your unit's plans, follow one, and see who your representative is."
msgstr "Hitta din enhets planer, följ en av dem och se vem som är ditt skyddsombud."

msgid "Finish the draft"
msgstr "Gör klart utkastet"

msgid "Finish the plan so that everybody can see it"
msgstr "Gör klart planen så att alla kan se den"

msgid "First date from"
msgstr "Första datum från"

msgid "First date to"
msgstr "Första datum till"

msgid "First expected closing"
msgstr "Första förväntade avslut"

msgid "Fold out for more"
msgstr "Visa mer"

msgid "Follow the plan"
msgstr "Följ planen"

msgid "Follow-up"
msgstr "Uppföljning"

msgid "Following along"
msgstr "Följer med"

msgid "For example “All on the day shift, at the staff meeting”. No names are needed."
msgstr "Till exempel ”Alla på dagpasset, på personalmötet”. Namn behövs inte."

msgid "For how long"
msgstr "Hur länge"

msgid "For what does not end, such as a yearly course. Instead of being closed, the plan is looked at once a year."
msgstr "För det som inte tar slut, som en årlig kurs. I stället för att avslutas gås planen igenom en gång om året."

msgid "Found"
msgstr "Hittade"

msgid "From"
msgstr "Från"

#, python-format
msgid "From %(person)s: %(why)s"
msgstr "Från %(person)s: %(why)s"

msgid "From problem to proof that it worked"
msgstr "Från problem till visshet om att det fungerade"

msgid "Get an aid that carries the load, and hang it where it is used: a lift, a slide sheet, a table that rises."
msgstr "Skaffa ett hjälpmedel som bär vikten, och häng det där det används: en lyft, ett glidlakan, ett bord som kan höjas."

msgid "Get as CSV"
msgstr "Hämta som CSV"

msgid "Get as Excel"
msgstr "Hämta som Excel"

msgid "Get the PDF"
msgstr "Hämta PDF"

msgid "Give"
msgstr "Lämna vidare"

msgid "Give it to"
msgstr "Lämna den till"

msgid "Go back"
msgstr "Gå tillbaka"

msgid "Go on"
msgstr "Gå vidare"

msgid "Go on with the draft"
msgstr "Skriv vidare på utkastet"

#, python-format
msgid "Go on with the last plan"
msgid_plural "Go on with the last %(number)s plans"
msgstr[0] "Fortsätt med den sista planen"
msgstr[1] "Fortsätt med de sista %(number)s planerna"

msgid "Go on writing"
msgstr "Skriv vidare"

msgid "Go to a unit below"
msgstr "Gå till en enhet under"

msgid "Go to the start page"
msgstr "Gå till startsidan"

msgid "Had their date"
msgstr "Hade datum"

msgid "Had their date in the period"
msgstr "Hade datum i perioden"

#, python-format
msgid "Hand-over from %(person)s"
msgstr "Överlämning från %(person)s"

msgid "Hand-overs"
msgstr "Överlämningar"

msgid "Hand-overs that wait"
msgstr "Överlämningar som väntar"

msgid "Handle it less often and by fewer: ready-mixed doses, one fixed place, one fixed time."
msgstr "Hantera det mer sällan och av färre: färdigblandade doser, en fast plats, en fast tid."

msgid "Has it had effects you did not want?"
msgstr "Har det fått effekter ni inte ville ha?"

msgid "Held against"
msgstr "Jämfört med"

#, python-format
msgid "Hello, %(name)s"
msgstr "Hej %(name)s"

#, python-format
msgid "Help each other: %(title)s"
msgid_plural "Help each other: %(number)d plans"
msgstr[0] "Hjälp varandra: %(title)s"
msgstr[1] "Hjälp varandra: %(number)d planer"

msgid "Help the units of your hospital to finish what they began."
msgstr "Hjälp sjukhusets enheter att avsluta det de har börjat."

msgid "History"
msgstr "Historik"

msgid "How"
msgstr "Hur"

msgid "How are they involved and equipped?"
msgstr "Hur involveras och rustas de?"

msgid "How did you find out?"
msgstr "Hur tog ni reda på det?"

msgid "How do you evaluate the effect?"
msgstr "Hur följer ni upp effekten?"

msgid "How do you get this plan going again?"
msgid_plural "How do you get these plans going again?"
msgstr[0] "Hur får ni igång planen igen?"
msgstr[1] "Hur får ni igång planerna igen?"

msgid "How do you hear from staff and leaders?"
msgstr "Hur får ni höra från medarbetare och chefer?"

msgid "How do you hear from those who say little, and from the leaders too?"
msgstr "Hur får ni höra från dem som säger minst, och även från cheferna?"

#, python-format
msgid "How does it end? The closing date was %(date)s (%(late)s)."
msgstr "Hur slutar den? Den skulle ha avslutats %(date)s (%(late)s)."

msgid "How does it show?"
msgstr "Hur märks det?"

#, python-format
msgid "How does this plan end: %(title)s?"
msgstr "Hur slutar planen: %(title)s?"

msgid "How far the PDF is"
msgstr "Hur långt PDF:en har kommit"

msgid "How is it carried on and adjusted?"
msgstr "Hur förs den vidare och justeras?"

msgid "How is it going?"
msgstr "Hur går det?"

msgid "How it goes"
msgstr "Hur det går"

msgid "How it is carried on and adjusted"
msgstr "Så förs det vidare och justeras"

msgid "How large is the risk today?"
msgstr "Hur stor är risken i dag?"

msgid "How long until a plan is closed?"
msgstr "Hur lång tid tar det tills en plan är avslutad?"

msgid "How many does it touch, how often, and in which shifts?"
msgstr "Hur många berör det, hur ofta och under vilka pass?"

msgid "How much more time do you need?"
msgstr "Hur mycket mer tid behöver du?"

msgid "How serious is it?"
msgstr "Hur allvarligt är det?"

msgid "How the effect is evaluated"
msgstr "Så följs effekten upp"

msgid "How those who do something new are equipped"
msgstr "Så rustas de som ska göra något nytt"

msgid "How urgent is it?"
msgstr "Hur bråttom är det?"

msgid "How we check"
msgstr "Så kontrollerar vi"

msgid "How we hear from staff and leaders"
msgstr "Så hör vi medarbetare och chefer"

msgid "How we look after your data"
msgstr "Så tar vi hand om dina uppgifter"

msgid "How widespread is it?"
msgstr "Hur utbrett är det?"

msgid "How you can tell that it has worked"
msgstr "Så ser ni att det har fungerat"

msgid "I cannot tell"
msgstr "det kan jag inte avgöra"

msgid "If it does not work"
msgstr "Om det inte fungerar"

#, python-format
msgid "If it happens again, call %(support_name)s on %(support_phone)s and say the number <strong class=\"number\">%(error_id)s</strong>."
msgstr "Händer det igen, ring %(support_name)s på %(support_phone)s och säg numret <strong class=\"number\">%(error_id)s</strong>."

#, python-format
msgid "If it was not you, or you have forgotten the password, call %(support_name)s on %(support_phone)s."
msgstr "Var det inte du, eller har du glömt lösenordet, ring %(support_name)s på %(support_phone)s."

msgid "If it works: who keeps it going, and when do you adjust it?"
msgstr "Om det fungerar: vem håller det i gång, och när justerar ni?"

msgid "If our answer does not help, you can complain to the Agency for Digital Government, which supervises the Danish act on web accessibility."
msgstr "Om vårt svar inte hjälper kan du klaga till Digitaliseringsstyrelsen, som har tillsyn över den danska lagen om webbtillgänglighet."

#, python-format
msgid "If so, you look at whether it helped on %(day)s."
msgstr "I så fall ser ni på om det hjälpte den %(day)s."

#, python-format
msgid "In %(quarter)s %(share)s were evaluated in time (%(done)s of %(due)s)."
msgstr "Under %(quarter)s utvärderades %(share)s i tid (%(done)s av %(due)s)."

#, python-format
msgid "In %(quarter)s %(share)s were evaluated in time (%(done)s of %(due)s); a year before it was %(before)s."
msgstr "Under %(quarter)s utvärderades %(share)s i tid (%(done)s av %(due)s). Ett år tidigare var det %(before)s."

msgid "In figures"
msgstr "I siffror"

msgid "In our own evaluated plans it became better with:"
msgstr "I våra egna utvärderade planer blev det bättre med:"

msgid "In progress"
msgstr "Pågår"

msgid "In the demo no mail leaves this machine: this is what people would have got. Go a day ahead below to see what comes next."
msgstr "I demon lämnar inget mejl maskinen: det här är vad folk skulle ha fått. Gå en dag framåt längst ner på sidan för att se vad som kommer sedan."

msgid "In the morning, when three are to be up at once and the lift is in use. It came up at the round in October."
msgstr "På morgonen när tre ska upp samtidigt och lyften är upptagen. Det kom fram vid ronden i oktober."

msgid "In time"
msgstr "I tid"

msgid "In time and with a named source"
msgstr "I tid och med källa"

msgid "In two minutes you are signed out to protect your data. What you have written stays on the page."
msgstr "Om två minuter loggas du ut för att skydda dina uppgifter. Det du har skrivit står kvar på sidan."

msgid "In use"
msgstr "I bruk"

msgid "Information by mail."
msgstr "Information via mejl."

msgid "Is it carried out?"
msgstr "Är den genomförd?"

#, python-format
msgid "Is it carried out? Its time was %(date)s."
msgstr "Är den genomförd? Det skulle ske senast %(date)s."

msgid "Is it done?"
msgstr "Är det gjort?"

msgid "Is it still as it should be?"
msgstr "Är det fortfarande som det ska vara?"

#, python-format
msgid "Is it still under control: %(title)s?"
msgstr "Är det fortfarande under kontroll: %(title)s?"

#, python-format
msgid "Is there something you cannot use? Call %(support_name)s on <a href=\"tel:%(support_dial)s\">%(support_phone)s</a> or write to <a href=\"mailto:%(support_mail)s\">%(support_mail)s</a>. You get an answer within five working days, and what you need in another way meanwhile."
msgstr "Är det något du inte kan använda? Ring %(support_name)s på <a href=\"tel:%(support_dial)s\">%(support_phone)s</a> eller skriv till <a href=\"mailto:%(support_mail)s\">%(support_mail)s</a>. Du får svar inom fem arbetsdagar och får under tiden det du behöver på ett annat sätt."

#, python-format
msgid "Is this plan carried out: %(title)s?"
msgstr "Är planen genomförd: %(title)s?"

#, python-format
msgid "Is to be carried out by %(day)s"
msgstr "Ska vara genomförd %(day)s"

msgid "Is your measure done?"
msgstr "Är din åtgärd gjord?"

#, python-format
msgid "Is your measure done? It was due by %(date)s (%(late)s)."
msgstr "Är din åtgärd gjord? Fristen var %(date)s (%(late)s)."

msgid "It did not help, and this is what we learned"
msgstr "Det hjälpte inte, och det här lärde vi oss"

msgid "It got worse"
msgstr "Det blev värre"

msgid "It has become more of a problem."
msgstr "Det har blivit ett större problem."

msgid "It has been a problem for a long time."
msgstr "Det har varit ett problem länge."

msgid "It has been answered or ended since the mail was sent. Sign in to see how."
msgstr "Den har besvarats eller avslutats sedan mejlet skickades. Logga in för att se hur."

#, python-format
msgid "It has got more time twice, now until %(date)s."
msgstr "Den har fått mer tid två gånger, nu till %(date)s."

msgid "It helped"
msgstr "Det hjälpte"

#, python-format
msgid "It is %(day)s now. %(number)d mail was sent."
msgid_plural "It is %(day)s now. %(number)d mails were sent."
msgstr[0] "Nu är det %(day)s. %(number)d mejl skickades."
msgstr[1] "Nu är det %(day)s. %(number)d mejl skickades."

msgid "It is a draft. Publish it first."
msgstr "Planen är ett utkast. Publicera den först."

msgid "It is as it was."
msgstr "Det är som det var."

msgid "It is better, but not all the way."
msgstr "Det är bättre, men inte hela vägen."

msgid "It is carried out"
msgstr "Den är genomförd"

msgid "It is carried out after all"
msgstr "Den är genomförd trots allt"

#, python-format
msgid "It is carried out. Did it help: %(title)s?"
msgstr "Det är genomfört. Hjälpte det: %(title)s?"

msgid "It is done"
msgstr "Den är klar"

msgid "It is for the time being: when the unit has a manager of its own again, the plans go on by themselves."
msgstr "Det är tillfälligt: när enheten har en egen chef igen går planerna vidare av sig själva."

msgid "It is more than seven days since the change was made, so it can no longer be undone as a whole."
msgstr "Det är mer än sju dagar sedan ändringen gjordes, så den kan inte längre ångras i sin helhet."

msgid "It is more than seven days since this plan was ended. You can open it again with a reason."
msgstr "Det är mer än sju dagar sedan planen avslutades. Du kan öppna den igen med en motivering."

msgid "It is no longer needed"
msgstr "Den behövs inte längre"

msgid "It is not carried out after all"
msgstr "Den är inte genomförd trots allt"

msgid "It is time to look at it together."
msgstr "Det är dags att titta på det tillsammans."

msgid "It may be closed with your verdict, get more time, or end as not carried out with a reason. All three are fine."
msgstr "Den kan avslutas med er bedömning, få mer tid eller sluta som inte genomförd med ett skäl. Alla tre går bra."

msgid "It stands on each of the plans."
msgstr "Det kommer att stå på var och en av planerna."

msgid "It was brought in, all of it."
msgstr "Allt är inläst."

msgid "It was not carried out"
msgstr "Den blev inte genomförd"

#, python-format
msgid "It was to be carried out by %(date)s."
msgstr "Den skulle vara genomförd senast %(date)s."

msgid "It was tried three times without success. Try again; if it fails again, tell support."
msgstr "Det har prövats tre gånger utan att lyckas. Försök igen, och säg till supporten om det misslyckas igen."

msgid "It will not be carried out"
msgstr "Den blir inte genomförd"

msgid "It worked, wholly or partly"
msgstr "Det fungerade helt eller delvis"

#, python-format
msgid "Its date was %(days)d day ago, and nothing has been noted since %(touched)s."
msgid_plural "Its date was %(days)d days ago, and nothing has been noted since %(touched)s."
msgstr[0] "Dess datum var för %(days)d dag sedan, och inget har antecknats sedan %(touched)s."
msgstr[1] "Dess datum var för %(days)d dagar sedan, och inget har antecknats sedan %(touched)s."

msgid "Kind"
msgstr "Slag"

msgid "Lacks"
msgstr "Saknar"

msgid "Language"
msgstr "Språk"

msgid "Last note"
msgstr "Senaste anteckningen"

msgid "Last quarter"
msgstr "Förra kvartalet"

#, python-format
msgid "Last reviewed %(day)s by those who build SafetyNet."
msgstr "Senast genomgången %(day)s av dem som bygger SafetyNet."

msgid "Last verdict"
msgstr "Senaste bedömning"

msgid "Last year"
msgstr "Förra året"

msgid "Leave it"
msgstr "Låt bli"

msgid "Leave this open the first time. You are told when the change is that large."
msgstr "Lämna den tom första gången. Du får veta om ändringen är så stor."

msgid "Left as they are"
msgstr "Oförändrade"

msgid "Left out of the figure, with their first date in the period:"
msgstr "Utanför siffran, med första datum i perioden:"

msgid "Let your calendar program fetch the days on which your plans are evaluated. It stays up to date by itself."
msgstr "Låt ditt kalenderprogram hämta dagarna då dina handlingsplaner ska utvärderas. Den håller sig uppdaterad av sig själv."

msgid "Lifting and holding with a twisted back, because the bed stands against the wall."
msgstr "Lyft och fasthållning med vriden rygg, eftersom sängen står mot väggen."

msgid "Likelihood"
msgstr "Sannolikhet"

msgid "Line"
msgstr "Rad"

msgid "Local work-environment coordinator"
msgstr "Lokal arbetsmiljösamordnare"

msgid "Look at it now"
msgstr "Gå igenom den nu"

#, python-format
msgid "Look at the effect tomorrow"
msgid_plural "Look at the effect in %(days)s days"
msgstr[0] "Titta på effekten i morgon"
msgstr[1] "Titta på effekten om %(days)s dagar"

msgid "Look at the roster and the tasks behind it: late shifts in a row, lonely nights, the heaviest rooms."
msgstr "Se på schemat och uppgifterna bakom: sena pass i rad, ensamma nätter, de tyngsta rummen."

msgid "Looked at again on"
msgstr "Gås igenom igen"

#, python-format
msgid "Looked at again on %(day)s"
msgstr "Gås igenom igen den %(day)s"

msgid "MAIL_PAUSED is on: mails are planned and listed, and nothing leaves this installation."
msgstr "MAIL_PAUSED är på: mejl planeras och visas, och inget lämnar denna installation."

msgid "MED committees"
msgstr "Samverkansgrupper"

msgid "Made standing"
msgstr "Gjord stående"

msgid "Mail"
msgstr "Mejl"

msgid "Mail is paused"
msgstr "Mejl är pausat"

msgid "Mails sent"
msgstr "Skickade mejl"

msgid "Main navigation"
msgstr "Huvudmeny"

msgid "Make a new address"
msgstr "Skapa en ny adress"

msgid "Make a new plan that carries on"
msgstr "Gör en ny plan som bygger vidare"

msgid "Make a plan, carry it out, say what it led to and close it."
msgstr "Gör en plan, genomför den, följ upp effekten och avsluta den."

msgid "Make an address"
msgstr "Skapa en adress"

msgid "Make it standing"
msgstr "Gör den stående"

msgid "Make the PDF"
msgstr "Gör PDF"

msgid "Make the plan standing"
msgstr "Gör planen stående"

msgid "Manager"
msgstr "Chef"

msgid "Manager and work-environment group"
msgstr "Chef och skyddsgrupp"

msgid "Many feel it."
msgstr "Många märker det."

msgid "Mark as done"
msgstr "Markera som gjord"

msgid "May we help you on?"
msgstr "Får vi hjälpa er vidare?"

#, python-format
msgid "May we help? %(title)s"
msgid_plural "May we help? %(number)d plans"
msgstr[0] "Får vi hjälpa? %(title)s"
msgstr[1] "Får vi hjälpa? %(number)d planer"

msgid "Me"
msgstr "Jag"

msgid "Measure"
msgstr "Åtgärd"

#, python-format
msgid "Measure %(number)s"
msgstr "Åtgärd %(number)s"

msgid "Measured"
msgstr "Mätt"

msgid "Measures"
msgstr "Åtgärder"

msgid "Measures of the plans published in the period, as they are written today. Measures of confidential plans are not counted."
msgstr "Åtgärder i de planer som publicerats under perioden, som de står i dag. Åtgärder i konfidentiella planer räknas inte."

msgid "Measures on the prevention ladder"
msgstr "Åtgärder på förebyggandetrappan"

msgid "Measures on the top two steps"
msgstr "Åtgärder på de två översta stegen"

msgid "Members"
msgstr "Ledamöter"

msgid "Mend it"
msgstr "Rätta till"

msgid "Menu"
msgstr "Meny"

msgid "Mine"
msgstr "Mina"

msgid "Missing"
msgstr "Saknas"

msgid "More about the follow-up"
msgstr "Mer om uppföljningen"

msgid "More about the problem"
msgstr "Mer om problemet"

msgid "More focus on lifting"
msgstr "Mer fokus på lyft"

msgid "More time"
msgstr "Mer tid"

#, python-format
msgid "Most open plans are about %(theme)s: %(open)s, of which %(overdue)s are overdue."
msgstr "Flest öppna handlingsplaner handlar om %(theme)s: %(open)s, varav %(overdue)s är försenade."

msgid "Move the closing date"
msgstr "Flytta det förväntade avslutet"

msgid "Move the date"
msgstr "Flytta datumet"

msgid "Move the most important up. Everybody sees this order, here and in the report. Acute plans always stand first."
msgstr "Flytta upp det viktigaste. Alla ser ordningen, här och i rapporten. Akuta handlingsplaner står alltid först."

#, python-format
msgid "Move “%(title)s” down"
msgstr "Flytta ned “%(title)s”"

#, python-format
msgid "Move “%(title)s” up"
msgstr "Flytta upp “%(title)s”"

msgid "Moved"
msgstr "Flyttade"

msgid "My AMR"
msgstr "Mitt skyddsombud"

msgid "My calendar"
msgstr "Min kalender"

msgid "My changes of several plans"
msgstr "Mina ändringar av flera planer"

msgid "My earlier changes"
msgstr "Mina tidigare ändringar"

msgid "My unit's page"
msgstr "Min enhets sida"

msgid "My work-environment group"
msgstr "Min skyddsgrupp"

msgctxt "letter in a chart: no effect"
msgid "N"
msgstr "I"

msgid "Name"
msgstr "Namn"

msgid "Name in Danish"
msgstr "Namn på danska"

msgid "Name in English"
msgstr "Namn på engelska"

msgid "Name in Swedish"
msgstr "Namn på svenska"

msgid "Name of the unit"
msgstr "Enhetens namn"

msgid "Name or title. Those found can then be chosen everywhere on this page."
msgstr "Namn eller titel. De som hittas kan sedan väljas överallt på sidan."

msgid "Name, title, workplace, work e-mail, manager and seats in the cooperation system. They come from the region's own staff system."
msgstr "Namn, befattning, arbetsplats, arbetsmejl, chef och platser i samverkanssystemet. De kommer från regionens eget personalsystem."

msgid "Nature"
msgstr "Problemets art"

msgid "Need help?"
msgstr "Behöver du hjälp?"

#, python-format
msgid "Needed when the reason is “%(other)s”."
msgstr "Behövs när orsaken är ”%(other)s”."

msgid "Needs a hand"
msgstr "Behöver en hand"

msgid "New expected closing date"
msgstr "Nytt förväntat avslut"

#, python-format
msgid "New expected closing date: %(day)s, because: %(why)s"
msgstr "Nytt förväntat avslut: %(day)s, eftersom: %(why)s"

msgid "New owner"
msgstr "Ny ansvarig"

#, python-format
msgid "New owner: %(who)s"
msgstr "Ny ansvarig: %(who)s"

msgid "New plan"
msgstr "Ny handlingsplan"

msgid "New plan published"
msgstr "Ny plan publicerad"

#, python-format
msgid "New plan, published on %(date)s."
msgstr "Ny plan, publicerad %(date)s."

msgid "New plans cannot choose it from today. Plans that have it keep it, and it can be brought back."
msgstr "Nya planer kan inte välja det från i dag. Planer som har det behåller det, och det kan tas i bruk igen."

msgid "News of plans that concern you"
msgstr "Nytt om planer som rör dig"

msgid "Next day"
msgstr "Nästa dag"

msgid "Next measure"
msgstr "Nästa åtgärd"

msgid "Next page"
msgstr "Nästa sida"

msgid "Next review"
msgstr "Nästa genomgång"

msgid "Next step"
msgstr "Nästa steg"

msgid "Next step on"
msgstr "Nästa steg den"

msgid "No"
msgstr "Nej"

msgid "No colleague has answered yet whether a difference is noticed."
msgstr "Ingen kollega har ännu svarat på om det märks någon skillnad."

msgid "No effect"
msgstr "Ingen effekt"

msgid "No effect, or worse"
msgstr "Ingen effekt eller sämre"

msgid "No effect, or worse, of those evaluated"
msgstr "Ingen effekt eller sämre, av de utvärderade"

msgid "No feed has come in yet."
msgstr "Inget har lästs in än."

msgid "No mail has been sent about this plan."
msgstr "Inga mejl har skickats om planen."

msgid "No mail has been sent yet. Go to the next day with the button at the bottom of the page."
msgstr "Inga mejl har skickats ännu. Gå till nästa dag med knappen längst ner på sidan."

msgid "No measure"
msgstr "Ingen åtgärd"

msgid "No measures yet."
msgstr "Inga åtgärder ännu."

msgid "No notes yet."
msgstr "Inga anteckningar ännu."

msgid "No open plan has a theme."
msgstr "Ingen öppen handlingsplan har ett tema."

msgid "No plan had its date in the period."
msgstr "Ingen handlingsplan hade sitt datum i perioden."

msgid "No plan has been evaluated in the last two years."
msgstr "Ingen handlingsplan har utvärderats de senaste två åren."

msgid "No plan has had its date in the last two years."
msgstr "Ingen handlingsplan har haft sitt datum de senaste två åren."

msgid "No plan is open here, so there is nothing to put in order."
msgstr "Här finns inga öppna handlingsplaner att ordna."

msgid "No plan is open here."
msgstr "Här finns inga öppna handlingsplaner."

msgid "No plan was published in the period."
msgstr "Ingen plan har publicerats under perioden."

msgid "No plans here with these filters. Take a filter away, or look at all plans of the unit."
msgstr "Här finns inga planer med dessa filter. Ta bort ett filter eller se enhetens alla planer."

msgid "No row has an empty parent: the tree has no root."
msgstr "Ingen rad har tom förälder: trädet har ingen rot."

msgid "No step chosen"
msgstr "Inget steg valt"

msgid "No success criteria yet."
msgstr "Inga framgångskriterier ännu."

msgid "No success criterion"
msgstr "Inget framgångskriterium"

#, python-format
msgid "No unit has “%(q)s” in its name. Try a part of the name."
msgstr "Ingen enhet har “%(q)s” i namnet. Prova med en del av namnet."

msgid "No unit is covered directly."
msgstr "Ingen enhet täcks direkt."

msgid "No word on how the effect will be found"
msgstr "Inget om hur effekten utvärderas"

msgid "No work-environment group covers this unit. Tell the work-environment consultants."
msgstr "Ingen skyddsgrupp täcker enheten. Säg det till arbetsmiljökonsulterna."

msgid "No working day: reminders wait for the next one."
msgstr "Ingen arbetsdag: påminnelser väntar till nästa."

msgid "No, I do not"
msgstr "Nej, det gör jag inte"

msgid "No, go back"
msgstr "Nej, gå tillbaka"

msgid "No."
msgstr "Nr"

msgid "Nobody lifts alone; the lift is used in 9 of 10 transfers in a week's count"
msgstr "Ingen lyfter ensam; lyften används vid 9 av 10 förflyttningar under en veckas räkning"

msgid "Nobody sits here today. The seats come from the organisation's own system; call if that is wrong."
msgstr "Här sitter ingen i dag. Platserna kommer från organisationens eget system; ring om det är fel."

msgid "Nobody who is employed here has that name or title."
msgstr "Ingen anställd har det namnet eller den titeln."

msgid "None"
msgstr "Inget"

msgid "None of the chosen plans can be changed this way."
msgstr "Ingen av de valda planerna kan ändras på det sättet."

msgid "None: every open plan has an owner who works here."
msgstr "Inga: alla öppna handlingsplaner har en ansvarig som arbetar här."

msgid "Not carried out"
msgstr "Inte genomförd"

msgid "Not carried out, of those published"
msgstr "Inte genomförda, av de publicerade"

#, python-format
msgid "Not carried out: %(code)s"
msgstr "Inte genomförd: %(code)s"

msgid "Not changed"
msgstr "Inte ändrade"

msgid "Not done after all"
msgstr "Inte klar trots allt"

msgid "Not now"
msgstr "Inte nu"

msgid "Not placed yet"
msgstr "Inte placerad ännu"

msgid "Not right? Open the plan: a verdict can be undone for seven days."
msgstr "Stämmer det inte? Öppna planen: en bedömning kan ångras i sju dagar."

msgid "Not saved yet – we keep trying"
msgstr "Inte sparat ännu – vi försöker igen"

msgid "Not yet"
msgstr "Inte ännu"

msgid "Noted. The plan goes on."
msgstr "Noterat. Planen fortsätter."

#, python-format
msgid "Noted: “%(measure)s” is done."
msgstr "Noterat: ”%(measure)s” är klar."

msgid "Notes"
msgstr "Anteckningar"

#, python-format
msgid "Nothing found for “%(q)s”. Try fewer words, another word for the same, or the beginning of a word. HP and the number finds one plan."
msgstr "Vi hittade inget på “%(q)s”. Prova med färre ord, ett annat ord för samma sak eller början av ett ord. HP och numret hittar en plan."

msgid "Nothing had changed, so nothing was written."
msgstr "Inget hade ändrats, så inget skrevs."

msgid "Nothing is lost. Choose which text to keep in each field, and save again. Other changes are already put together."
msgstr "Inget är förlorat. Välj vilken text som ska gälla i varje fält och spara igen. Övriga ändringar är redan sammanslagna."

msgid "Nothing is saved before you press the button."
msgstr "Inget sparas förrän du trycker på knappen."

msgid "Nothing is saved before you press the button. You can undo it for seven days."
msgstr "Inget sparas förrän du trycker på knappen. Du kan ångra i sju dagar."

msgid "Nothing is stuck."
msgstr "Inget har fastnat."

msgid "Nothing is wrong with what you did. Go back and try again in a moment; drafts are kept."
msgstr "Du har inte gjort något fel. Gå tillbaka och försök igen om en stund; utkast är sparade."

msgid "Nothing new in the last month."
msgstr "Inget nytt den senaste månaden."

#, python-format
msgid "Nothing waits for you today. Your unit has %(count)s open plan."
msgid_plural "Nothing waits for you today. Your unit has %(count)s open plans."
msgstr[0] "Ingenting väntar på dig i dag. Din enhet har %(count)s öppen plan."
msgstr[1] "Ingenting väntar på dig i dag. Din enhet har %(count)s öppna planer."

msgid "Nothing waits to be taken over."
msgstr "Inget väntar på att tas över."

msgid "Nothing was changed, and nothing is wrong with what you wrote. Go back, copy your text if it is long, load the page again and send it once more."
msgstr "Inget har ändrats, och det är inget fel på det du skrev. Gå tillbaka, kopiera din text om den är lång, hämta sidan igen och skicka den en gång till."

msgid "Nothing was changed. Every problem stands below; mend them in the source and export again."
msgstr "Inget ändrades. Alla fel står nedan; rätta dem i källan och exportera igen."

msgid "Nothing was changed. Go back, check what you wrote, and try again."
msgstr "Inget har ändrats. Gå tillbaka, titta på det du skrev och försök igen."

msgid "Nothing was changed. If it belongs to your work, ask your manager or the person who owns it."
msgstr "Inget har ändrats. Om det hör till ditt arbete, fråga din chef eller den som är ansvarig."

msgid "Nothing was changed. If it is right all the same, bring the files in again and say so."
msgstr "Inget ändrades. Är det ändå rätt, så läs in filerna igen och säg ja."

msgid "Nothing: each open plan has a measure, a success criterion and people who are still here."
msgstr "Inget: varje öppen plan har en åtgärd, ett framgångskriterium och personer som fortfarande är här."

msgid "Now"
msgstr "Nu"

msgid "Occasion"
msgstr "När …"

msgid "Of"
msgstr "Av"

#, python-format
msgid "Of %(plans)s plans fewer than half are closed after %(last)s days; %(open)s are still open."
msgstr "Av %(plans)s planer är färre än hälften avslutade efter %(last)s dagar. %(open)s är fortfarande öppna."

#, python-format
msgid "Of %(plans)s plans half are closed after %(days)s days. Open plans count for as long as they have been followed."
msgstr "Av %(plans)s planer är hälften avslutade efter %(days)s dagar. Öppna planer räknas så länge de har följts."

#, python-format
msgid "Of %(plans)s plans half are closed after %(days)s days; before it was %(before)s days."
msgstr "Av %(plans)s planer är hälften avslutade efter %(days)s dagar. Tidigare var det %(before)s dagar."

#, python-format
msgid "Of %(total)s plans evaluated in the last two years %(worked)s worked wholly or partly, and %(not)s did not."
msgstr "Av %(total)s handlingsplaner som utvärderats de senaste två åren fungerade %(worked)s helt eller delvis, och %(not)s fungerade inte."

msgid "Of those published"
msgstr "Av de publicerade"

msgid "Off:"
msgstr "Inställt:"

#, python-format
msgid "On %(date)s you look at whether it worked. Are you ready?"
msgstr "Den %(date)s ser ni på om det fungerade. Är ni redo?"

msgid "One choice is enough. You can undo it for seven days."
msgstr "Ett val räcker. Du kan ångra i sju dagar."

msgid "One lift for six rooms, and nobody has the task of bringing it back."
msgstr "En lyft för sex salar, och ingen har i uppgift att ställa tillbaka den."

msgid "One more measure"
msgstr "En åtgärd till"

msgid "One more success criterion"
msgstr "Ett framgångskriterium till"

msgid "One more theme"
msgstr "Ett tema till"

msgid "One sentence that says when, who and what. It stands on the plan, in the mail and in the calendar."
msgstr "En mening som säger när, vem och vad. Den står på planen, i mejlet och i kalendern."

msgid "Only acute plans"
msgstr "Endast akuta planer"

msgid "Only if it had no effect or became worse:"
msgstr "Bara om det inte hade effekt eller blev värre:"

msgid "Only if it is too early to tell, or you adjust the plan:"
msgstr "Bara om det är för tidigt att säga eller om ni justerar planen:"

msgid "Only the number is shown, from three answers on, never who answered what."
msgstr "Bara antalet visas, och först från tre svar – aldrig vem som svarade vad."

msgid "Only the unit's manager, its work-environment group and the owner can read it."
msgstr "Bara enhetens chef, skyddsgruppen och den ansvarige kan läsa den."

msgid "Only what helps you. An APV plan also needs the first group."
msgstr "Bara det som hjälper er. En APV-plan behöver också den första gruppen."

msgid "Only you and those who make plans for the unit can see it."
msgstr "Bara du och de som gör planer för enheten kan se den."

#, python-format
msgid "Only you can get it, and it is deleted on %(day)s."
msgstr "Bara du kan hämta den, och den raderas %(day)s."

msgid "Open"
msgstr "Öppna"

msgid "Open plans"
msgstr "Öppna planer"

msgid "Open plans in order of priority"
msgstr "Öppna handlingsplaner i prioritetsordning"

msgid "Open that day"
msgstr "Öppna den dagen"

msgid "Open the mail again and press the button there. If that does not help, sign in and find the plan."
msgstr "Öppna mejlet igen och tryck på knappen där. Om det inte hjälper, logga in och leta upp planen."

msgid "Open the plan"
msgstr "Öppna planen"

msgid "Open the plan again"
msgstr "Öppna planen igen"

msgid "Opened again"
msgstr "Öppnad igen"

msgid "Operation"
msgstr "Drift"

#, python-format
msgid "Or call %(support_name)s on %(support_phone)s."
msgstr "Eller ring %(support_name)s på %(support_phone)s."

msgid "Or with a user name"
msgstr "Eller med ett användarnamn"

#, python-format
msgid "Order of the plans in %(name)s"
msgstr "Ordning för handlingsplanerna i %(name)s"

msgid "Organisation"
msgstr "Organisation"

msgid "Organisation data"
msgstr "Organisationsdata"

msgid "Other initiatives to mind"
msgstr "Andra initiativ att tänka på"

msgid "Other themes"
msgstr "Andra teman"

msgid "Others on the plan"
msgstr "Andra på planen"

msgid "Overdue"
msgstr "Försenade"

msgid "Overdue that day"
msgstr "Försenade den dagen"

msgid "Overview"
msgstr "Överblick"

#, python-format
msgid "Overview of %(name)s"
msgstr "Översikt över %(name)s"

msgid "Owner"
msgstr "Ansvarig"

msgid "Owner and dates"
msgstr "Ansvarig och datum"

msgid "Owner and representative get this mail together. Take ten minutes: finish it, move the date, or end it with a reason."
msgstr "Den ansvarige och skyddsombudet får det här mejlet samtidigt. Ta tio minuter tillsammans: gör den klar, flytta datumet eller avsluta den med ett skäl."

msgid "Owner of the plan"
msgstr "Ansvarig för planen"

msgctxt "letter in a chart: partly solved"
msgid "P"
msgstr "D"

msgid "PDF"
msgstr "PDF"

msgid "PDF reports are tagged, but have not been examined by an independent tool."
msgstr "PDF-rapporter är taggade för skärmläsare men har inte granskats med ett oberoende verktyg."

#, python-format
msgid "PDF: %(title)s"
msgstr "PDF: %(title)s"

msgid "PDFs cannot be made on this machine: a system library (pango) is missing. Tell support."
msgstr "Det går inte att göra PDF på den här maskinen, eftersom ett systembibliotek (pango) saknas. Säg till supporten."

msgid "Page"
msgstr "Sida"

#, python-format
msgid "Page %(number)s of %(total)s"
msgstr "Sida %(number)s av %(total)s"

msgid "Pages"
msgstr "Sidor"

msgid "Parked after eight tries"
msgstr "Lagda åt sidan efter åtta försök"

msgid "Partly"
msgstr "Delvis"

msgid "Password"
msgstr "Lösenord"

msgid "People"
msgstr "Personer"

msgid "People are in a hurry."
msgstr "Folk har bråttom."

msgid "Period"
msgstr "Period"

msgid "Period:"
msgstr "Period:"

msgid "Periods, effect and acute"
msgstr "Perioder, effekt och akut"

msgid "Physical strain."
msgstr "Fysisk belastning."

msgid "Plan"
msgstr "Plan"

msgid "Plan published"
msgstr "Plan publicerad"

msgid "Planned"
msgstr "Planerat"

msgid "Plans"
msgstr "Handlingsplaner"

msgid "Plans are counted by theme. A theme that is no longer used stays on the plans that have it."
msgstr "Planer räknas efter tema. Ett tema som inte används längre blir kvar på de planer som har det."

msgid "Plans are kept as long as the region must be able to show what was done. How long that is, the region decides; SafetyNet does not delete anything by itself yet."
msgstr "Planer sparas så länge regionen måste kunna visa vad som har gjorts. Hur länge det är bestämmer regionen; SafetyNet raderar inget av sig självt ännu."

msgid "Plans for a better working day – made, carried out and followed up."
msgstr "Planer för en bättre arbetsmiljö – gjorda, genomförda och uppföljda."

msgid "Plans going on"
msgstr "Pågående planer"

msgid "Plans going on, acute first"
msgstr "Pågående planer, akuta först"

msgid "Plans still followed"
msgstr "Planer som fortfarande följs"

msgid "Plans still followed, before"
msgstr "Planer som fortfarande följs, tidigare"

msgid "Plans waiting for effect evaluation"
msgstr "Planer som väntar på uppföljning"

msgid "Plans without anybody"
msgstr "Handlingsplaner utan någon"

msgid "Point your phone's camera at the square. See what is being done about the work environment where you work, and tell whether you notice it."
msgstr "Rikta telefonens kamera mot rutan. Se vad som görs åt arbetsmiljön där du arbetar, och säg om du märker det."

msgid "Possible for seven days."
msgstr "Möjligt i sju dagar."

msgid "Poster with QR code (PDF)"
msgstr "Affisch med QR-kod (PDF)"

msgid "Previous page"
msgstr "Föregående sida"

msgid "Problem taken up"
msgstr "Problem som tagits upp"

msgid "Problems in the files"
msgstr "Fel i filerna"

msgid "Promised to"
msgstr "Lovat till"

msgid "Proposed for you: change what does not fit."
msgstr "Föreslaget åt er: ändra det som inte passar."

msgid "Publish"
msgstr "Publicera"

msgid "Published from"
msgstr "Publicerad från"

msgid "Published to"
msgstr "Publicerad till"

msgid "Put it right in the filters, or begin again with all plans."
msgstr "Rätta det i filtren eller börja om med alla planer."

msgid "Put protective equipment and hand disinfectant at every door where it is needed, in all sizes."
msgstr "Sätt skyddsutrustning och handsprit vid varje dörr där det behövs, i alla storlekar."

msgid "Put something between people and the danger: an edge, a rail, a lock, an alarm within reach."
msgstr "Sätt något mellan människor och faran: en kant, ett räcke, ett lås, ett larm inom räckhåll."

msgid "Put something between people and the problem, so that it does not depend on everybody remembering."
msgstr "Sätt något mellan människor och problemet, så att det inte hänger på att alla kommer ihåg."

#, python-format
msgid "Q%(number)s %(year)s"
msgstr "kv %(number)s %(year)s"

#, python-format
msgid "QR code with the address %(address)s"
msgstr "QR-kod med adressen %(address)s"

msgid "Quarter"
msgstr "Kvartal"

msgid "Quite serious."
msgstr "Ganska allvarligt."

msgctxt "contact"
msgid "Reach"
msgstr "Kontakt"

msgid "Read from your words."
msgstr "Läst ur dina ord."

#, python-format
msgid "Reading of %(day)s"
msgstr "Inläsning %(day)s"

msgid "Readings of the organisation's files"
msgstr "Inläsningar av organisationens filer"

msgid "Ready to publish?"
msgstr "Klar att publicera?"

msgid "Receiver"
msgstr "Mottagare"

msgid "Receiver without a mail address"
msgstr "Mottagare utan mejladress"

msgid "Reference"
msgstr "Nummer"

msgid "Relieve early: lighter tasks or fewer hours in the first weeks, agreed before the absence comes."
msgstr "Avlasta tidigt: lättare uppgifter eller färre timmar de första veckorna, överenskommet innan frånvaron kommer."

msgid "Remove the source: turn off, move out or replace the machine, the printer or the lamp that troubles you."
msgstr "Ta bort källan: stäng av, flytta ut eller byt ut den maskin, skrivare eller lampa som stör."

msgid "Report as PDF"
msgstr "Rapport som PDF"

msgid "Responsible"
msgstr "Ansvarig"

msgid "Result"
msgstr "Resultat"

msgid "Review"
msgstr "Gå igenom"

msgid "Review the plan"
msgstr "Se över planen"

msgid "Revoke the address"
msgstr "Stäng adressen"

msgid "Role"
msgstr "Roll"

msgid "Row"
msgstr "Rad"

msgctxt "letter in a chart: solved"
msgid "S"
msgstr "L"

msgid "SafetyNet"
msgstr "SafetyNet"

msgid "SafetyNet administrator"
msgstr "SafetyNet-administratör"

msgid "Save"
msgstr "Spara"

msgid "Save and close"
msgstr "Spara och avsluta"

msgid "Save changes"
msgstr "Spara ändringar"

msgid "Save draft"
msgstr "Spara utkast"

msgid "Save the note"
msgstr "Spara anteckningen"

msgid "Save the order"
msgstr "Spara ordningen"

#, python-brace-format
msgid "Saved at {time}"
msgstr "Sparat kl. {time}"

msgid "Saved, except for what is marked or not finished."
msgstr "Sparat, utom det som inte är färdigskrivet eller rättat."

#, python-format
msgid "Saved. You evaluate again on %(day)s."
msgstr "Sparat. Ni följer upp igen den %(day)s."

msgid "Say it in a sentence"
msgstr "Säg det med en mening"

msgid "Say what the problem is and what you do about it. The rest is proposed: change what does not fit."
msgstr "Skriv vad problemet är och vad ni gör åt det. Resten är föreslaget: ändra det som inte passar."

msgid "Say yes to the proposed success criterion, or write your own."
msgstr "Säg ja till det föreslagna framgångskriteriet eller skriv ert eget."

msgid "Search"
msgstr "Sök"

msgid "Search in all units"
msgstr "Sök i alla enheter"

msgid "Search plans"
msgstr "Sök i handlingsplaner"

msgid "Seats"
msgstr "Platser"

msgid "See all plans"
msgstr "Se alla handlingsplaner"

msgid "See earlier plans"
msgstr "Se tidigare planer"

msgid "See everybody's"
msgstr "Se allas"

msgid "See everything that waits for you"
msgstr "Se allt som väntar på dig"

msgid "See how far it is"
msgstr "Se hur långt den har kommit"

msgid "See how far the plans of your area are, and open the rows behind a figure."
msgstr "Se hur långt områdets planer har kommit och öppna raderna bakom en siffra."

msgid "See it all, and say whether you notice it"
msgstr "Se allt, och säg om du märker det"

msgid "See or undo"
msgstr "Se eller ångra"

msgid "See the mails sent"
msgstr "Se skickade mejl"

#, python-format
msgid "See the open plan"
msgid_plural "See all %(count)s open plans"
msgstr[0] "Se den öppna planen"
msgstr[1] "Se alla %(count)s öppna planer"

msgid "See the open plans"
msgstr "Se de öppna planerna"

msgid "See the text before and after"
msgstr "Se texten före och efter"

msgid "See the unit's plans"
msgstr "Se enhetens planer"

msgid "See the whole history"
msgstr "Se hela historiken"

msgid "See what was promised"
msgstr "Se vad som är lovat"

msgid "See what was promised to whom, and what comes next. Take the plans over, or give them to somebody who fits better."
msgstr "Se vad som är lovat till vem och vad som kommer härnäst. Ta över planerna, eller lämna dem till någon som passar bättre."

msgid "See what would happen"
msgstr "Se vad som skulle hända"

msgid "See what you have taken over"
msgstr "Se vad du har fått"

msgid "See whether mail and background work run as they should."
msgstr "Se om mejl och bakgrundsarbete går som de ska."

msgid "Sent"
msgstr "Skickat"

msgid "Sent in the last 24 hours"
msgstr "Skickat det senaste dygnet"

msgid "Separate what disturbs from those it disturbs: another room, another time, fewer at once."
msgstr "Skilj det som stör från dem som störs: ett annat rum, en annan tid, färre åt gången."

msgid "Seriousness"
msgstr "Allvar"

msgid "Settings"
msgstr "Inställningar"

msgid "Settled"
msgstr "Klart"

msgid "Share"
msgstr "Andel"

msgid "Share of the plans published in the period that are still open, estimated so that plans which are not closed yet count for as long as they have been followed (Kaplan–Meier). A plan that is not carried out is followed until it was ended. The curve stops where fewer than five plans are followed."
msgstr "Andelen av de planer som publicerats under perioden som fortfarande är öppna. Planer som inte är avslutade än räknas så länge de har följts (Kaplan–Meier). En plan som inte genomförs följs tills den avslutades. Kurvan slutar där färre än fem planer följs."

msgid "Shield people: somebody beside in hard situations, one who takes the telephone, an hour undisturbed."
msgstr "Skydda folk: någon bredvid i svåra situationer, en som tar telefonen, en timme ostört."

msgid "Shield the place: sound panels, sun screens, a closed door, a quiet room to go to."
msgstr "Skydda platsen: ljudabsorbenter, solskydd, en stängd dörr, ett tyst rum att gå till."

#, python-format
msgid "Should have been carried out by %(day)s"
msgstr "Skulle ha varit genomförd %(day)s"

#, python-format
msgid "Should have been closed yesterday"
msgid_plural "Should have been closed %(days)s days ago"
msgstr[0] "Skulle ha avslutats i går"
msgstr[1] "Skulle ha avslutats för %(days)s dagar sedan"

msgid "Show"
msgstr "Visa"

msgid "Show all plans"
msgstr "Visa alla planer"

msgid "Show all plans here"
msgstr "Visa enhetens alla planer"

msgid "Show the figures as a table"
msgstr "Visa siffrorna som tabell"

msgid "Shows as"
msgstr "Visar sig som"

msgid "Sign in"
msgstr "Logga in"

msgid "Sign out"
msgstr "Logga ut"

msgid "Sign-in is closed for a quarter of an hour"
msgstr "Inloggningen är stängd i en kvart"

msgid "Since"
msgstr "Sedan"

msgid "Six things are always needed: problem, measure, responsible, dates, follow-up and one success criterion. A plan from an APV also needs what the law says: description, kind, seriousness, extent and causes."
msgstr "Sex saker måste alltid finnas: problem, åtgärd, ansvarig, datum, uppföljning och ett framgångskriterium. En plan från en APV måste också ha det som lagen säger: beskrivning, art, allvar, omfattning och orsaker."

msgid "Skip to the content"
msgstr "Gå till innehållet"

msgid "So write about the work and never about a named person's health. Numbers that look like civil registration numbers are stopped before they are saved."
msgstr "Skriv därför om arbetet och aldrig om en namngiven persons hälsa. Tal som ser ut som personnummer stoppas innan de sparas."

msgid "Solved or partly solved, last 12 months"
msgstr "Löst eller delvis löst, senaste 12 månaderna"

msgid "Somebody else has changed the draft. Press “Save draft” to see both texts."
msgstr "Någon annan har ändrat utkastet. Tryck ”Spara utkast” för att se båda texterna."

msgid "Somebody else has saved the same fields while you were writing"
msgstr "Någon annan har sparat samma fält medan du skrev"

msgid "Somebody has changed the order or the plans in the meantime. This is how they stand now; nothing of yours was saved."
msgstr "Någon har ändrat ordningen eller planerna under tiden. Så här ser det ut nu; din ändring är inte sparad."

msgid "Somebody has changed the plan since. It is left as it is."
msgstr "Någon har ändrat planen sedan dess. Den lämnas som den är."

msgid "Somebody has just changed the plan. Look at it again."
msgstr "Någon har just ändrat planen. Titta på den igen."

msgid "Somebody has just moved the date. Look at the plan again before you move it once more."
msgstr "Någon har just flyttat datumet. Titta på planen igen innan du flyttar det en gång till."

msgid "Somebody who is responsible for a measure is no longer employed here. Choose somebody else."
msgstr "Någon som ansvarar för en åtgärd är inte längre anställd här. Välj någon annan."

msgid "Something went wrong on our side"
msgstr "Något gick fel hos oss"

msgid "Sometimes that is the right decision. Say why, so that everybody knows."
msgstr "Ibland är det rätt beslut. Säg varför, så att alla vet."

msgid "Sort"
msgstr "Ordning"

msgid "Source"
msgstr "Källa"

msgid "Stage"
msgstr "Steg"

msgid "Standing"
msgstr "Stående"

#, python-format
msgid "Standing plan, to be looked at on %(day)s"
msgstr "Stående plan, gås igenom den %(day)s"

msgid "Standing that day"
msgstr "Stående den dagen"

#, python-format
msgid "Standing, looked at again on %(day)s"
msgstr "Stående, gås igenom igen %(day)s"

msgid "Start"
msgstr "Start"

msgid "Starts"
msgstr "Startar"

msgid "State"
msgstr "Status"

msgid "Stay signed in"
msgstr "Förbli inloggad"

msgid "Step"
msgstr "Steg"

#, python-format
msgid "Step %(number)s of 5 on the prevention ladder: <strong>%(step)s</strong>."
msgstr "Steg %(number)s av 5 på förebyggandetrappan: <strong>%(step)s</strong>."

msgid "Still open"
msgstr "Fortfarande öppna"

msgid "Still open, before"
msgstr "Fortfarande öppna, tidigare"

msgid "Stop following"
msgstr "Sluta följa"

msgid "Stopped: the change is larger than the limits allow"
msgstr "Stoppat: ändringen är större än gränserna tillåter"

msgid "Subject"
msgstr "Ämne"

msgid "Substitute it: is there a milder product, or a way that needs none?"
msgstr "Ersätt det: finns det ett mildare medel, eller ett sätt som inte kräver något?"

msgid "Success criteria"
msgstr "Framgångskriterier"

msgid "Success criterion"
msgstr "Framgångskriterium"

#, python-format
msgid "Success criterion %(number)s"
msgstr "Framgångskriterium %(number)s"

msgid "System administrator"
msgstr "Systemadministratör"

msgid "Take a demand away: which task can stop, which rule clashes with another, which record is never read?"
msgstr "Ta bort ett krav: vilken uppgift kan upphöra, vilken regel krockar med en annan, vilken anteckning läser ingen?"

msgid "Take down"
msgstr "Ta ner"

#, python-format
msgid "Take it over"
msgid_plural "Take all %(number)s over"
msgstr[0] "Ta över den"
msgstr[1] "Ta över alla %(number)s"

#, python-format
msgid "Take out measure %(number)s"
msgstr "Ta bort åtgärd %(number)s"

msgid "Take out of use"
msgstr "Ta ur bruk"

#, python-format
msgid "Take out success criterion %(number)s"
msgstr "Ta bort framgångskriterium %(number)s"

msgid "Take out the characters that cannot be shown."
msgstr "Ta bort de tecken som inte kan visas."

msgid "Take part"
msgstr "Medverkar"

msgid "Take part in the plans of the units your group covers."
msgstr "Var med i planerna i de enheter som din grupp täcker."

msgid "Take the danger away: repair, replace or rebuild what people fall over, cut themselves on or are hit by."
msgstr "Ta bort faran: reparera, byt ut eller bygg om det som folk snubblar på, skär sig på eller träffas av."

msgid "Target"
msgstr "Mål"

msgid "Tell a little more"
msgstr "Berätta lite mer"

msgid "Tell us"
msgstr "Säg till oss"

msgid "Thank you! The effect is evaluated and the plan is closed."
msgstr "Tack! Effekten är uppföljd och planen är avslutad."

msgid "Thank you, your answer is saved"
msgstr "Tack, ditt svar är sparat"

msgid "Thank you, your comment stands under the plan."
msgstr "Tack, din kommentar står nu under planen."

#, python-format
msgid "That is not possible where the plan is now. %(last)s"
msgstr "Det går inte som planen står nu. %(last)s"

msgid "That person does not work here any more. Choose somebody else."
msgstr "Den personen arbetar inte längre här. Välj någon annan."

msgid "That was many times in a row"
msgstr "Det var många gånger i rad"

msgid "The CPR number is not ten digits that begin with a date."
msgstr "CPR-numret är inte tio siffror som börjar med ett datum."

msgid "The PDF could not be made."
msgstr "PDF:en kunde inte göras."

msgid "The address could not be read"
msgstr "Adressen kunde inte läsas"

#, python-format
msgid "The address has something this page does not know: %(words)s."
msgstr "Adressen innehåller något som sidan inte känner till: %(words)s."

msgid "The address names a committee that is not there. Choose the committee again."
msgstr "Adressen nämner en samverkansgrupp som inte finns. Välj gruppen igen."

msgid "The address names a unit in a way we do not know. Choose the unit again."
msgstr "Adressen nämner en enhet på ett sätt vi inte känner till. Välj enheten igen."

msgid "The address names a unit that is not there. Choose the unit again."
msgstr "Adressen nämner en enhet som inte finns. Välj enheten igen."

msgid "The address works like a key. Do not share it; titles of confidential plans are left out."
msgstr "Adressen fungerar som en nyckel. Dela den inte. Titlar på konfidentiella planer är utelämnade."

#, python-format
msgid "The answer came by the link in a mail to %(person)s."
msgstr "Svaret kom via länken i ett mejl till %(person)s."

msgid "The bed with the broken brake is out of use and marked, and the night shift is told."
msgstr "Sängen med den trasiga bromsen är tagen ur bruk och märkt, och nattpersonalen är informerad."

msgid "The calendar address is revoked: no program can fetch from it any more."
msgstr "Kalenderadressen är stängd: inget program kan hämta från den längre."

msgid "The calendar entry's own words"
msgstr "Kalenderposten som den är skriven"

msgid "The changes are saved."
msgstr "Ändringarna är sparade."

#, python-format
msgid "The closing date was moved on %(date)s."
msgstr "Slutdatumet flyttades %(date)s."

#, python-format
msgid "The code %(value)s stands on line %(first)s already."
msgstr "Koden %(value)s står redan på rad %(first)s."

#, python-format
msgid "The column “%(column)s” is missing. The file has: %(found)s."
msgstr "Kolumnen ”%(column)s” saknas. Filen har: %(found)s."

#, python-format
msgid "The column “%(column)s” stands there twice."
msgstr "Kolumnen ”%(column)s” står där två gånger."

msgid "The comment is taken down."
msgstr "Kommentaren är nedtagen."

#, python-format
msgid "The committee or group %(value)s is not in med-org-units.csv."
msgstr "Gruppen %(value)s finns inte i med-org-units.csv."

msgid "The date has passed, and nobody has noted anything for a while. There is often a good reason, and two see more than one."
msgstr "Datumet har passerat, och inget har antecknats på ett tag. Det finns ofta ett bra skäl, och två ser mer än en."

msgid "The date has passed:"
msgstr "Datumet har passerat:"

msgid "The date is more than five years ahead. Check the year, or make the plan standing."
msgstr "Datumet ligger mer än fem år fram. Kontrollera årtalet eller gör planen stående."

msgid "The date is moved. The first date stays on the plan."
msgstr "Datumet är flyttat. Det första datumet står kvar på planen."

msgid "The day you chose to look at the effect has come. One answer is enough: press a button and confirm."
msgstr "Dagen ni valde för att se på effekten har kommit. Ett svar räcker: tryck på en knapp och bekräfta."

msgid "The door is always open."
msgstr "Dörren står alltid öppen."

msgid "The draft is deleted."
msgstr "Utkastet är borttaget."

msgid "The draft is saved. You can close the page and go on later."
msgstr "Utkastet är sparat. Du kan stänga sidan och fortsätta senare."

msgid "The effect cannot be evaluated in the past. Choose a date from today on."
msgstr "Effekten kan inte följas upp i det förflutna. Välj ett datum från i dag och framåt."

msgid "The effect evaluation"
msgstr "Uppföljningen"

#, python-format
msgid "The effect evaluation on %(date)s is off"
msgstr "Uppföljningen %(date)s är inställd"

#, python-format
msgid "The effect is evaluated on %(day)s. Choose a date before that, or move the plan's closing date."
msgstr "Effekten följs upp den %(day)s. Välj ett datum före det, eller flytta planens förväntade avslut."

#, python-format
msgid "The effect is still evaluated on %(day)s."
msgstr "Effekten följs fortfarande upp den %(day)s."

#, python-format
msgid "The effect should have been evaluated yesterday"
msgid_plural "The effect should have been evaluated %(days)s days ago"
msgstr[0] "Effekten skulle ha följts upp i går"
msgstr[1] "Effekten skulle ha följts upp för %(days)s dagar sedan"

#, python-format
msgid "The effect was evaluated on %(date)s."
msgstr "Effekten följdes upp %(date)s."

#, python-format
msgid "The effect: %(verdict)s."
msgstr "Effekten: %(verdict)s."

#, python-format
msgid "The end %(ends)s lies before the start %(starts)s."
msgstr "Slutdatumet %(ends)s ligger före startdatumet %(starts)s."

msgid "The entry is attached; open it to put it in your calendar, or to take it out."
msgstr "Posten är bifogad; öppna den för att lägga in den i din kalender eller ta bort den."

msgid "The expected closing date"
msgstr "Datumet för förväntat avslut"

#, python-format
msgid "The figures include %(number)s confidential open plan, which is not listed."
msgid_plural "The figures include %(number)s confidential open plans, which are not listed."
msgstr[0] "Siffrorna omfattar %(number)s öppen konfidentiell handlingsplan som inte står i listan."
msgstr[1] "Siffrorna omfattar %(number)s öppna konfidentiella handlingsplaner som inte står i listan."

#, python-format
msgid "The figures include %(number)s confidential plan. It is counted, and listed only to those who may see it."
msgid_plural "The figures include %(number)s confidential plans. They are counted, and listed only to those who may see them."
msgstr[0] "Siffrorna omfattar %(number)s konfidentiell handlingsplan. Den är medräknad men visas bara för dem som får se den."
msgstr[1] "Siffrorna omfattar %(number)s konfidentiella handlingsplaner. De är medräknade men visas bara för dem som får se dem."

#, python-format
msgid "The figures of the overview %(period_in_words)s, its charts, and the open plans in order of priority. Confidential plans are counted and not listed."
msgstr "Översiktens siffror för %(period_in_words)s, diagrammen och de öppna handlingsplanerna i prioritetsordning. Konfidentiella planer är medräknade men står inte i listan."

msgid "The file has no rows. A full feed is expected every night."
msgstr "Filen har inga rader. Ett fullständigt uttag väntas varje natt."

msgid "The file holds NUL characters, as UTF-16 does. Export it as UTF-8."
msgstr "Filen innehåller NUL-tecken, som UTF-16 gör. Exportera den som UTF-8."

msgid "The file is larger than 50 MB. Choose the exporter's own file."
msgstr "Filen är större än 50 MB. Välj filen som exporterades."

#, python-format
msgid "The file is not UTF-8: the byte %(byte)s cannot be read. Export it as UTF-8."
msgstr "Filen är inte UTF-8: byten %(byte)s kan inte läsas. Exportera den som UTF-8."

msgid "The file is not in the folder."
msgstr "Filen finns inte i mappen."

msgid "The files cannot be used"
msgstr "Filerna kan inte användas"

#, python-format
msgid "The first %(limit)s plans are shown."
msgstr "De första %(limit)s handlingsplanerna visas."

msgid "The group is not complete"
msgstr "Gruppen är inte fulltalig"

msgid "The higher on the ladder, the longer it lasts: remove the cause, change the work, shield, instruct, support the individual."
msgstr "Ju högre på förebyggandetrappan, desto längre håller det: ta bort orsaken, ändra arbetet, skydda, instruera, stöd den enskilda."

msgid "The last 12 months"
msgstr "De senaste 12 månaderna"

msgid "The last quarter and the one before"
msgstr "Förra kvartalet och det innan"

#, python-format
msgid "The level of “%(value)s” is not known: no rule fits its name or depth."
msgstr "Nivån för ”%(value)s” är okänd: ingen regel passar namn eller djup."

msgid "The lift is on the list of the weekly check, and the AMG looks at it again in September."
msgstr "Lyften kommer med på listan för veckokontrollen, och skyddsgruppen tittar på det igen i september."

msgid "The link has done its work and is closed. On the plan you can see what you answered, and undo it for seven days."
msgstr "Länken har gjort sitt jobb och är stängd. På planen kan du se vad du svarade och ångra i sju dagar."

#, python-format
msgid "The list holds more than %(most)s plans. These are the first %(most)s; take the rest afterwards, or make the list smaller with the filters."
msgstr "Listan har fler än %(most)s planer. Här är de första %(most)s. Ta resten efteråt, eller gör listan mindre med filtren."

#, python-format
msgid "The list is cut after %(limit)s plans. Make the reports of the levels below to see the rest."
msgstr "Listan slutar efter %(limit)s handlingsplaner. Gör rapporter för nivåerna under för att se resten."

msgid "The mail address cannot be used; the person gets no mail."
msgstr "Mejladressen kan inte användas; personen får inga mejl."

msgid "The mail as its receiver sees it"
msgstr "Mejlet som mottagaren ser det"

msgid "The measure has not worked long enough yet."
msgstr "Åtgärden har inte verkat tillräckligt länge ännu."

#, python-format
msgid "The measure “%(measure)s”"
msgstr "Åtgärden ”%(measure)s”"

msgid "The measures are being chosen."
msgstr "Åtgärderna håller på att väljas."

msgid "The measures are carried out"
msgstr "Åtgärderna är genomförda"

#, python-format
msgid "The measures are carried out, and the day for evaluating the effect was %(days)d day ago."
msgid_plural "The measures are carried out, and the day for evaluating the effect was %(days)d days ago."
msgstr[0] "Åtgärderna är genomförda, och dagen för uppföljningen var för %(days)d dag sedan."
msgstr[1] "Åtgärderna är genomförda, och dagen för uppföljningen var för %(days)d dagar sedan."

#, python-format
msgid "The measures are to be in place by %(day)s"
msgstr "Åtgärderna ska vara genomförda senast %(day)s"

#, python-format
msgid "The measures were to be in place by %(day)s"
msgstr "Åtgärderna skulle vara genomförda senast %(day)s"

msgid "The name and the password do not belong together. Check both and try again."
msgstr "Namn och lösenord hör inte ihop. Kontrollera båda och försök igen."

msgid "The note is saved."
msgstr "Anteckningen är sparad."

msgid "The one who is to ask is no longer employed here. Choose somebody else."
msgstr "Den som ska fråga är inte längre anställd här. Välj någon annan."

msgid "The order could not be read. Load the page again and try once more."
msgstr "Ordningen kunde inte läsas. Ladda om sidan och försök igen."

msgid "The order is saved."
msgstr "Ordningen är sparad."

msgid "The organisation has not been brought in yet, so there is nothing to add up."
msgstr "Organisationen är inte inläst än, så här finns inget att räkna ihop."

msgid "The owner has left"
msgstr "Ägaren har slutat"

msgid "The owner has left, and there is no manager above to ask. Open the plan and choose an owner."
msgstr "Den ansvariga har slutat, och det finns ingen chef ovanför att fråga. Öppna planen och välj en ansvarig."

msgid "The owner is no longer employed here. Choose somebody else."
msgstr "Den ansvarige är inte längre anställd här. Välj någon annan."

msgid "The page may have moved, or it is not for you. Search for the plan at the top of the page, or begin at the start page."
msgstr "Sidan kan ha flyttats, eller så har du inte åtkomst till den. Sök efter planen överst på sidan, eller börja på startsidan."

msgid "The page was open for too long"
msgstr "Sidan har stått öppen för länge"

#, python-format
msgid "The parent %(value)s is not in the file."
msgstr "Föräldern %(value)s finns inte i filen."

msgid "The person of this seat has no employment, here or earlier; the seat is left out."
msgstr "Personen på platsen har ingen anställning, varken här eller tidigare; platsen är utelämnad."

msgid "The person who was to evaluate has left"
msgstr "Den som skulle utvärdera har slutat"

msgid "The plan goes back into progress with a new date, and you change the measures."
msgstr "Planen tas upp igen med ett nytt datum, och ni ändrar åtgärderna."

msgid "The plan goes back into progress. What was said before stays in its history."
msgstr "Planen tas upp igen. Det som sagts tidigare står kvar i historiken."

#, python-format
msgid "The plan got more time: it is now expected to be closed by %(date)s."
msgstr "Planen har fått mer tid: den väntas nu avslutas %(date)s."

#, python-format
msgid "The plan has got more time twice. A third time is given by the leader above %(unit)s, the coordinator or the chair of the committee: the plan is on the committee's list. You can also evaluate it, or end it with a reason."
msgstr "Planen har fått mer tid två gånger. En tredje gång ges av chefen över %(unit)s, samordnaren eller samverkansgruppens ordförande: planen står på samverkansgruppens lista. Ni kan också utvärdera den eller avsluta den med ett skäl."

msgid "The plan is a draft: nobody else reads it yet."
msgstr "Planen är ett utkast: ingen annan läser den ännu."

msgid "The plan is closed. Here is a new one that carries on from it."
msgstr "Planen är avslutad. Här är en ny som bygger vidare på den."

msgid "The plan is confidential. Take care where the paper ends up."
msgstr "Handlingsplanen är konfidentiell. Var försiktig med var papperet hamnar."

msgid "The plan is confidential: sign in to see the measure."
msgstr "Planen är konfidentiell: logga in för att se åtgärden."

msgid "The plan is ended as not carried out. You can undo it for seven days."
msgstr "Planen är avslutad som inte genomförd. Du kan ångra i sju dagar."

#, python-format
msgid "The plan is expected to be closed on %(day)s. The first date stays visible, and the change is counted."
msgstr "Planen väntas avslutas %(day)s. Det första datumet står kvar och ändringen räknas."

#, python-format
msgid "The plan is expected to be closed on %(day)s. The first date, %(first)s, stays visible, and the change is counted."
msgstr "Planen förväntas avslutas %(day)s. Det första datumet, %(first)s, står kvar, och ändringen räknas."

#, python-format
msgid "The plan is expected to close on %(date)s. That date was set when the plan was published; it is moved from the plan's page, with a reason."
msgstr "Planen väntas avslutas %(date)s. Datumet sattes när planen publicerades; det flyttas från planens sida med en motivering."

msgid "The plan is in other hands now, or somebody else is signed in here. Sign in as yourself to see the plan."
msgstr "Planen är i andra händer nu, eller så är någon annan inloggad här. Logga in som dig själv för att se planen."

msgid "The plan is in progress"
msgstr "Planen pågår"

msgid "The plan is in progress again."
msgstr "Planen pågår igen."

msgid "The plan is published."
msgstr "Handlingsplanen är publicerad."

msgid "The plan is standing now, and you are asked to look at it once a year."
msgstr "Planen är stående nu, och du får en påminnelse om att gå igenom den en gång om året."

msgid "The plan is standing: it goes on, and nothing needs doing until then."
msgstr "Planen är stående: den fortsätter, och inget behöver göras till dess."

#, python-format
msgid "The plan was expected to be closed by %(date)s."
msgstr "Planen skulle vara avslutad senast %(date)s."

msgid "The plan with its measures, success criteria, follow-up and verdicts, as it is today."
msgstr "Handlingsplanen med åtgärder, framgångskriterier, uppföljning och bedömningar, som den är i dag."

msgid "The plan: to make sure that it is carried out and evaluated"
msgstr "Planen: att se till att den genomförs och utvärderas"

msgid "The plans published in the period, and how far they have come; each number opens its plans"
msgstr "De planer som publicerats under perioden och hur långt de har kommit. Varje siffra öppnar sina planer"

msgid "The plans, measures and evaluations you are responsible for, and what you write in them, with the time."
msgstr "De planer, åtgärder och uppföljningar du ansvarar för, och det du skriver i dem, med tidpunkt."

msgid "The problem"
msgstr "Problemet"

msgid "The problem is gone, or small enough to live with."
msgstr "Problemet är borta eller så litet att vi kan leva med det."

msgid "The problem or the ambition in one line"
msgstr "Problemet eller ambitionen på en rad"

msgid "The rest"
msgstr "Resten"

#, python-format
msgid "The role “%(value)s” is not known; the seat is kept and shown with that word."
msgstr "Uppdraget ”%(value)s” är okänt; platsen behålls och visas med det ordet."

#, python-format
msgid "The row cannot be read: %(error)s."
msgstr "Raden kan inte läsas: %(error)s."

#, python-format
msgid "The row has %(found)s fields, the header %(expected)s: a field is missing."
msgstr "Raden har %(found)s fält, rubriken %(expected)s: ett fält saknas."

#, python-format
msgid "The row has %(found)s fields, the header %(expected)s: there is one too many, or a | is not escaped."
msgstr "Raden har %(found)s fält, rubriken %(expected)s: det är ett för mycket, eller så saknar ett | sitt omvända snedstreck."

msgid "The same round with the same list, and two questions at the staff meeting"
msgstr "Samma rond med samma lista och två frågor på arbetsplatsträffen"

#, python-format
msgid "The same seat stands on line %(first)s already."
msgstr "Samma plats står redan på rad %(first)s."

msgid "The seat of representative is empty."
msgstr "Platsen som skyddsombud är ledig."

msgid "The text of this mail is not kept. The demo keeps only the mails it has sent itself."
msgstr "Texten i detta mejl är inte sparad. Demon sparar bara de mejl den själv har skickat."

msgid "The text that is saved"
msgstr "Den text som är sparad"

msgid "The theme can be chosen from now on."
msgstr "Temat kan väljas från och med nu."

msgid "The theme is saved."
msgstr "Temat är sparat."

msgid "The theme is taken out of use. Plans that have it keep it."
msgstr "Temat är taget ur bruk. Planer som har det behåller det."

#, python-format
msgid "The theme “%(theme)s” was chosen by the words of the problem. Change it if it does not fit."
msgstr "Temat ”%(theme)s” är valt utifrån orden i problemet. Ändra det om det inte passar."

#, python-format
msgid "The tree has a second root; the first stands on line %(first)s."
msgstr "Trädet har en rot till; den första står på rad %(first)s."

#, python-format
msgid "The unit %(value)s is not in adm-org-units.csv."
msgstr "Enheten %(value)s finns inte i adm-org-units.csv."

msgid "The unit has no manager of its own."
msgstr "Enheten har ingen egen chef."

msgid "The unit is its own parent."
msgstr "Enheten är sin egen förälder."

#, python-format
msgid "The unit lies below itself: %(value)s."
msgstr "Enheten ligger under sig själv: %(value)s."

#, python-format
msgid "The unit lies deeper than %(limit)s levels."
msgstr "Enheten ligger djupare än %(limit)s nivåer."

#, python-format
msgid "The unit was closed on %(day)s."
msgstr "Enheten stängdes den %(day)s."

msgid "The unit's page and plans"
msgstr "Enhetens sida och planer"

msgid "The whole plan is carried out"
msgstr "Hela planen är genomförd"

msgid "The yearly look"
msgstr "Den årliga genomgången"

#, python-format
msgid "The yearly review was set for %(date)s."
msgstr "Den årliga översynen var satt till %(date)s."

msgid "Theme"
msgstr "Tema"

msgid "Themes"
msgstr "Teman"

msgid "Then"
msgstr "Sedan"

msgid "Then we take up two fixed ceiling lifts with the department's management, with the figures we have."
msgstr "Då tar vi upp två fasta taklyftar med avdelningsledningen, med de siffror vi har."

msgid "There are more. Write a little more of the name."
msgstr "Det finns fler. Skriv lite mer av namnet."

msgid "There are no open plans here. Is something missing? Tell your work-environment representative."
msgstr "Här finns inga öppna planer. Saknar du något? Säg det till ert skyddsombud."

msgid "There are no plans with a date in this period, and none are open."
msgstr "Inga handlingsplaner har sitt datum i perioden, och inga är öppna."

msgid "There are three, all necessary: one keeps you signed in, one protects what you send, one remembers your language. Nobody follows you, and nothing is fetched from other companies."
msgstr "Det finns tre, och alla är nödvändiga: en håller dig inloggad, en skyddar det du skickar och en minns ditt språk. Ingen följer dig, och inget hämtas från andra företag."

#, python-format
msgid "There is %(number)s thing to put right"
msgid_plural "There are %(number)s things to put right"
msgstr[0] "Det är %(number)s sak att rätta"
msgstr[1] "Det är %(number)s saker att rätta"

msgid "There is no organisation yet. It comes in with the first feed."
msgstr "Det finns ingen organisation än. Den kommer med den första inläsningen."

msgid "There is no unit below this one."
msgstr "Det finns inga enheter under denna."

msgid "There is nothing at this address"
msgstr "Det finns inget på den här adressen"

msgid "There is nothing to add up yet. The first plan published here fills this page."
msgstr "Här finns inget att räkna ihop än. Den första handlingsplanen ni sätter i gång fyller sidan."

msgid "There was nothing left to take over."
msgstr "Det fanns inget kvar att ta över."

msgid "There were too many wrong passwords for this name. Wait 15 minutes and try again; your data is safe."
msgstr "Det har varit för många felaktiga lösenord för det namnet. Vänta 15 minuter och försök igen; dina uppgifter är säkra."

msgid "They get one line in the weekly mail when the plan starts and when it ends."
msgstr "De får en rad i veckomejlet när planen startar och när den slutar."

msgid "They get the follow-up in their calendar."
msgstr "De får uppföljningen i sin kalender."

msgid "This form was sent by somebody else. Choose the plans again."
msgstr "Någon annan har skickat det formuläret. Välj planerna igen."

msgid "This is how you follow up"
msgstr "Så följer ni upp"

msgid "This is no longer on the card: somebody may have been before you."
msgstr "Det finns inte längre på kortet: någon kan ha hunnit före dig."

msgid "This is what you tried then:"
msgstr "Det här provade ni då:"

msgid "This link is not yours to use"
msgstr "Länken är inte din att använda"

msgid "This link is too old"
msgstr "Länken är för gammal"

msgid "This link opens nothing"
msgstr "Länken öppnar ingenting"

msgid "This looks like a civil registration number (CPR). Everybody may read a plan, so take the number out."
msgstr "Det här liknar ett personnummer (CPR). Alla kan läsa en plan, så ta bort numret."

msgid "This page is more than a year old and must be reviewed before it can be relied on."
msgstr "Sidan är mer än ett år gammal och måste gås igenom innan man kan lita på den."

msgid "This person cannot sign in any more. Call for help if that is wrong."
msgstr "Den personen kan inte logga in längre. Ring om det är fel."

msgid "This plan can no longer be changed that way. Look at it again: somebody may have been before you."
msgstr "Planen kan inte längre ändras på det sättet. Titta på den igen: någon kan ha hunnit före dig."

msgid "This plan has been published, so it cannot be deleted."
msgstr "Planen är publicerad och kan inte tas bort."

msgid "This plan has ended, so it is no longer changed. Reopen it first."
msgstr "Planen är avslutad och ändras inte längre. Öppna den igen först."

#, python-format
msgid "This plan is about a permanent condition. Its yearly review was set for %(date)s."
msgstr "Planen gäller ett stående förhållande. Den årliga översynen var satt till %(date)s."

msgid "This plan is closed; its text is carried over to a new one."
msgstr "Planen avslutas och texten förs över till en ny."

msgid "This plan needs no answer any more"
msgstr "Planen behöver inget svar längre"

msgid "This statement is more than a year old and must be reviewed before it can be relied on."
msgstr "Redogörelsen är mer än ett år gammal och måste gås igenom innan man kan lita på den."

msgid "This was only tried: nothing was changed. Below is what it would do."
msgstr "Det var bara ett prov: inget ändrades. Nedan står vad som skulle hända."

msgid "This would happen"
msgstr "Det här skulle hända"

msgid "This year"
msgstr "I år"

msgid "Those who work with it ask the committee to talk about it."
msgstr "De som arbetar med den ber samverkansgruppen att tala om den."

msgid "Tick plans to change several at once."
msgstr "Bocka för planer för att ändra flera samtidigt."

#, python-format
msgid "Tick “%(field)s”"
msgstr "Kryssa i ”%(field)s”"

msgid "To"
msgstr "Till"

#, python-format
msgid "To %(person)s, %(when)s"
msgstr "Till %(person)s, %(when)s"

msgid "To ask whether it helped"
msgstr "Att fråga om det hjälpte"

msgid "To be evaluated today"
msgstr "Ska följas upp i dag"

msgid "To be informed"
msgstr "Ska få besked"

msgid "To the list of plans"
msgstr "Till listan över planer"

msgid "To the overview"
msgstr "Till överblicken"

msgid "To the unit"
msgstr "Till enheten"

msgid "Today is the day to look at the effect"
msgstr "I dag är det dags att titta på effekten"

msgid "Today, the last 12 months"
msgstr "I dag, de senaste 12 månaderna"

msgid "Together"
msgstr "Totalt"

msgid "Too early to tell"
msgstr "För tidigt att säga"

msgid "Topic of the law"
msgstr "Lagens område"

msgid "Try again"
msgstr "Försök igen"

msgid "Try all again"
msgstr "Försök med alla igen"

msgid "Try the demo as one of these"
msgstr "Prova demon som en av dessa"

msgid "Try them"
msgstr "Prova dem"

#, python-format
msgid "Turn to these about the working environment in %(name)s."
msgstr "Vänd dig till dem om arbetsmiljön i %(name)s."

msgid "Two from each shift try the lift first and show the others in week 3; half an hour each is in the roster."
msgstr "Två från varje pass provar lyften först och visar de andra i vecka 3; en halvtimme var finns i schemat."

msgid "Unchanged"
msgstr "Oförändrade"

msgid "Undo"
msgstr "Ångra"

msgid "Undo the change"
msgstr "Ångra ändringen"

msgid "Undone. The plan is back where it was."
msgstr "Ångrat. Planen är tillbaka där den var."

msgid "Undone. What somebody has changed since is left as it is and stands first."
msgstr "Ångrat. Det som någon har ändrat sedan dess är orört och står först."

msgid "Union"
msgstr "Fack"

msgid "Unit"
msgstr "Enhet"

msgid "Units"
msgstr "Enheter"

msgid "Units and committees by name"
msgstr "Enheter och grupper med namn"

msgid "Units below"
msgstr "Enheter under"

msgid "Units covered"
msgstr "Enheter som täcks"

#, python-format
msgid "Units right below %(name)s"
msgstr "Enheter direkt under %(name)s"

msgid "Units, people and seats come from the organisation's own system. Here is what each reading did."
msgstr "Enheter, personer och platser kommer från organisationens eget system. Här ser du vad varje inläsning gjorde."

msgid "Unwanted effects"
msgstr "Oönskade effekter"

msgid "Unwanted effects, and who was heard"
msgstr "Oönskade effekter, och vilka som har hörts"

msgid "Urgency"
msgstr "Hur akut"

msgid "Use again"
msgstr "Använd igen"

msgid "Use closed systems, extraction at the source and the right gloves, and keep them where the work is done."
msgstr "Använd slutna system, utsug vid källan och rätt handskar, och ha dem där arbetet görs."

msgid "User name or employee number"
msgstr "Användarnamn eller anställningsnummer"

msgid "Vague:"
msgstr "Oklart:"

msgctxt "letter in a chart: worse"
msgid "W"
msgstr "F"

#, python-format
msgid "Wait %(minutes)s minute and try again. Nothing was lost."
msgid_plural "Wait %(minutes)s minutes and try again. Nothing was lost."
msgstr[0] "Vänta %(minutes)s minut och försök igen. Inget har gått förlorat."
msgstr[1] "Vänta %(minutes)s minuter och försök igen. Inget har gått förlorat."

msgid "Waiting"
msgstr "Väntar"

msgid "Waiting for effect evaluation"
msgstr "Väntar på uppföljning av effekt"

msgid "Waiting for effect evaluation that day"
msgstr "Väntade på effektutvärdering den dagen"

msgid "Waiting for its effect"
msgstr "Väntar på effekten"

msgid "Waiting to be taken over"
msgstr "Väntar på att tas över"

#, python-format
msgid "Was expected to be closed on %(day)s"
msgstr "Skulle ha avslutats %(day)s"

#, python-format
msgid "Was to be evaluated on %(day)s"
msgstr "Skulle ha följts upp %(day)s"

msgid "We are busy."
msgstr "Vi har mycket att göra."

msgid "We are doing this"
msgstr "Det här håller vi på med"

msgid "We could not read what was sent"
msgstr "Vi kunde inte läsa det som skickades"

msgid "We decided not to, and why"
msgstr "Det lät vi bli, och därför"

msgid "We did"
msgstr "Vi gjorde"

msgid "We do"
msgstr "Vi gör"

msgid "We expect"
msgstr "Vi förväntar oss"

msgid "We go on."
msgstr "Vi fortsätter."

msgid "We lift patients by hand in rooms 4 to 6, several times every shift"
msgstr "Vi lyfter patienter för hand på sal 4 till 6, flera gånger varje pass"

#, python-format
msgid "We look at it together on %(day)s."
msgstr "Vi tittar på det tillsammans den %(day)s."

msgid "We look for"
msgstr "Vi tittar efter"

msgid "We need more time"
msgstr "Vi behöver mer tid"

msgid "We will evaluate."
msgstr "Vi utvärderar."

msgid "We will see."
msgstr "Det får vi se."

#, python-format
msgid "Well done. The plan now waits for %(day)s, when you look at whether it helped."
msgstr "Bra jobbat. Nu väntar planen på %(day)s, då ni ser på om det hjälpte."

msgid "What"
msgstr "Vad"

msgid "What a plan must hold"
msgstr "Vad en plan måste innehålla"

msgid "What became of it"
msgstr "Vad det blev av det"

msgid "What can happen in the worst case, and what has happened already?"
msgstr "Vad kan hända i värsta fall, och vad har redan hänt?"

msgid "What causes it?"
msgstr "Vilka är orsakerna?"

msgid "What colleagues say"
msgstr "Det säger kollegorna"

msgid "What did you do the same day, so that nobody is hurt?"
msgstr "Vad gjorde ni samma dag så att ingen skadas?"

msgid "What did you see?"
msgstr "Vad såg ni?"

msgid "What do you do if it does not work?"
msgstr "Vad gör ni om det inte fungerar?"

msgid "What do you do if nothing changes, or if something else becomes worse?"
msgstr "Vad gör ni om inget ändras, eller om något annat blir sämre?"

msgid "What do you do?"
msgstr "Vad gör ni?"

msgid "What do you notice?"
msgstr "Vad märker ni?"

msgid "What do you want to add?"
msgstr "Vad vill du tillägga?"

msgid "What does not work yet"
msgstr "Det fungerar inte ännu"

msgid "What else happens in the same months that can help or get in the way?"
msgstr "Vad händer annars under samma månader som kan hjälpa eller stå i vägen?"

msgid "What else is going on"
msgstr "Vad händer annars"

msgid "What else is going on?"
msgstr "Vad händer annars som ni bör ta hänsyn till?"

msgid "What exactly is done, by whom, where? Can you remove the cause rather than ask people to be careful?"
msgstr "Vad görs helt konkret, var och när? Kan ni ta bort orsaken i stället för att be folk vara försiktiga?"

msgid "What fits best?"
msgstr "Vad passar bäst?"

msgid "What happens next?"
msgstr "Vad händer sedan?"

msgid "What has been done at once?"
msgstr "Vad har ni gjort genast?"

msgid "What has happened"
msgstr "Vad har hänt?"

msgid "What in the work is it that strains or endangers?"
msgstr "Vad i arbetet är det som belastar eller är farligt?"

msgid "What is asked"
msgstr "kollegorna …"

msgid "What is kept about you"
msgstr "Det sparar vi om dig"

msgid "What is missing, in how many open plans, and the way to mend it"
msgstr "Vad som saknas, i hur många öppna planer, och vägen till att rätta till det"

msgid "What is the problem, said so that a colleague from another ward understands it?"
msgstr "Vad är problemet, sagt så att en kollega från en annan avdelning förstår det?"

msgid "What is written in it is gone for good. Published plans are never deleted."
msgstr "Det som står i det försvinner för alltid. Publicerade planer tas aldrig bort."

msgid "What is wrong"
msgstr "Vad som är fel"

#, python-format
msgid "What is your next step? %(number)d plan waits for you"
msgid_plural "What is your next step? %(number)d plans wait for you"
msgstr[0] "Vad är ditt nästa steg? %(number)d plan väntar på dig"
msgstr[1] "Vad är ditt nästa steg? %(number)d planer väntar på dig"

msgid "What kind of measure is it?"
msgstr "Vad är det för slags åtgärd?"

msgid "What kind of problem is it?"
msgstr "Vad är det för slags problem?"

msgid "What needs me"
msgstr "Det väntar på mig"

msgid "What open plans lack today"
msgstr "Vad öppna planer saknar i dag"

msgid "What plans are about: add, rename or take out of use."
msgstr "Vad planer handlar om: lägg till, byt namn eller ta ur bruk."

msgid "What shall happen to them?"
msgstr "Vad ska hända med dem?"

msgid "What the open plans are about"
msgstr "Vad de öppna handlingsplanerna handlar om"

msgid "What the region decides for all plans."
msgstr "Det som regionen bestämmer för alla planer."

msgid "What waits to be sent, and what needs a hand."
msgstr "Vad som väntar på att skickas och vad som behöver en hand."

msgid "What we hope to see"
msgstr "Det hoppas vi se"

msgid "What will be different, so that anybody can tell?"
msgstr "Vad är annorlunda, så att alla kan se det?"

msgid "What will you see, hear or measure?"
msgstr "Vad kommer ni att kunna se, höra eller mäta?"

msgid "What worked"
msgstr "Det som fungerade"

msgid "What would you ask, to learn whether it has become better, and whether something has become worse?"
msgstr "Vad vill ni fråga för att få veta om det har blivit bättre, och om något har blivit sämre?"

msgid "What you asked for is no longer there, or you may no longer see it."
msgstr "Det du bad om finns inte längre, eller så får du inte längre se det."

msgid "What you change is kept in the plan's history, and nobody's text is overwritten."
msgstr "Det du ändrar syns i planens historik, och ingens text skrivs över."

msgid "What you do about it"
msgstr "Det här gör ni åt det"

msgid "When"
msgstr "När"

#, python-format
msgid "When %(occasion)s on %(date)s starts, %(who)s asks the colleagues"
msgstr "När %(occasion)s den %(date)s börjar frågar %(who)s kollegorna"

msgid "When and where does it happen, and how did you find out?"
msgstr "När och var händer det, och hur upptäckte ni det?"

msgid "When do you evaluate the next time?"
msgstr "När följer ni upp nästa gång?"

msgid "When is it carried out?"
msgstr "När är den genomförd?"

msgid "When it is published, everybody who works here can read it."
msgstr "När planen är publicerad kan alla anställda läsa den."

msgid "When somebody leaves, or a unit gets another manager, open plans go to the next who is responsible. Here is what still waits to be taken over."
msgstr "När någon slutar, eller en enhet får en annan chef, går öppna handlingsplaner till nästa ansvariga. Här är det som fortfarande väntar på att tas över."

#, python-format
msgid "When you say yes, the plan waits for its effect evaluation on %(date)s."
msgstr "Säger du ja väntar planen på sin uppföljning %(date)s."

msgid "Where are you today?"
msgstr "Var är ni i dag?"

msgid "Where does it come from?"
msgstr "Var kommer det ifrån?"

msgid "Where its words place it"
msgstr "Där orden placerar den"

msgid "Where on the prevention ladder?"
msgstr "Var på förebyggandetrappan?"

msgid "Where the plan is"
msgstr "Var planen är"

msgid "Where will you be?"
msgstr "Vart ska ni?"

msgid "Which plans"
msgstr "Vilka planer"

msgid "Which theme is to be used instead?"
msgstr "Vilket tema ska användas i stället?"

msgid "Which unit is the plan for?"
msgstr "Vilken enhet gäller planen?"

msgid "Who asks"
msgstr "frågar …"

msgid "Who asks about the effect"
msgstr "Frågar om effekten"

msgid "Who can see what"
msgstr "Vem kan se vad"

msgid "Who did it?"
msgstr "Vem gjorde det?"

msgid "Who have you heard?"
msgstr "Vilka har ni hört?"

msgid "Who is to be informed?"
msgstr "Vilka ska informeras?"

msgid "Who is to be involved?"
msgstr "Vilka ska involveras?"

msgid "Who is to do something new, and how do they get a say and the time to learn it?"
msgstr "Vilka ska göra något nytt, och hur får de inflytande och tid att lära sig det?"

msgid "Who is who"
msgstr "Vem är vem"

msgid "Who takes part"
msgstr "Vilka är med"

msgid "Who was heard"
msgstr "Vilka som har hörts"

msgid "Whose mails"
msgstr "Vems mejl"

msgid "Why are they not carried out?"
msgstr "Varför genomförs de inte?"

msgid "Why does it happen? Ask “why” until you reach something you can change."
msgstr "Varför händer det? Fråga ”varför” tills ni når något ni kan ändra."

msgid "Why does it not end?"
msgstr "Varför tar den inte slut?"

msgid "Why is it not carried out?"
msgstr "Varför genomförs den inte?"

msgid "Why is it opened again?"
msgstr "Varför öppnas den igen?"

msgid "Why is the date moved?"
msgstr "Varför flyttas datumet?"

msgid "Why not"
msgstr "Varför inte"

#, python-format
msgid "Will your measure be done by %(date)s?"
msgstr "Blir din åtgärd gjord senast %(date)s?"

msgid "With the 14 days"
msgstr "Med de 14 dagarna"

#, python-format
msgid "With the committees and groups below: %(units)s units"
msgstr "Med grupperna under: %(units)s enheter"

msgid "Within 14 days of the date as first published"
msgstr "Inom 14 dagar efter det första datumet"

msgid "Within 14 days of the date as it is now"
msgstr "Inom 14 dagar efter det nuvarande datumet"

msgid "Without a theme"
msgstr "Utan tema"

msgid "Without plans:"
msgstr "Utan handlingsplaner:"

msgid "Without the 14 days"
msgstr "Utan de 14 dagarna"

msgid "Work-environment consultant"
msgstr "Arbetsmiljökonsult"

msgid "Work-environment leader"
msgstr "Arbetsmiljöledare"

msgid "Work-environment plans"
msgstr "Handlingsplaner för arbetsmiljön"

#, python-format
msgid "Work-environment plans: %(name)s"
msgstr "Handlingsplaner för arbetsmiljön: %(name)s"

msgid "Work-environment representative (AMR)"
msgstr "Skyddsombud"

msgid "Worked"
msgstr "Fungerade"

msgid "Worker last seen"
msgstr "Arbetsprocess senast sedd"

msgid "Write"
msgstr "Skriv"

msgid "Write a note"
msgstr "Skriv en anteckning"

msgid "Write at least one measure: what do you do about it?"
msgstr "Skriv minst en åtgärd: vad gör ni åt det?"

msgid "Write in a few words why the date is moved."
msgstr "Skriv med några ord varför datumet flyttas."

msgid "Write in a few words why you need more time."
msgstr "Skriv med några ord varför ni behöver mer tid."

msgid "Write in a sentence why."
msgstr "Skriv med en mening varför."

msgid "Write on"
msgstr "Skriv vidare"

msgid "Write the date as day-month-year, for example 12-03-2027."
msgstr "Skriv datumet som dag-månad-år, till exempel 12-03-2027."

msgid "Write the new date."
msgstr "Skriv det nya datumet."

msgid "Write what has been done at once. An acute problem must be made safe the same day."
msgstr "Skriv vad som har gjorts genast. Ett akut problem måste göras säkert samma dag."

msgid "Write your own success criterion"
msgstr "Skriv ert eget framgångskriterium"

#, python-format
msgid "Yearly review on %(day)s"
msgstr "Årlig genomgång %(day)s"

msgid "Yearly review:"
msgstr "Årlig översyn:"

#, python-format
msgid "Yearly review: %(plan)s"
msgstr "Årlig översyn: %(plan)s"

msgid "Yes"
msgstr "Ja"

msgid "Yes, I notice it"
msgstr "Ja, det märker jag"

msgid "Yes, it is carried out"
msgstr "Ja, den är genomförd"

msgid "Yes, it is solved"
msgstr "Ja, det är löst"

msgid "Yes, it worked"
msgstr "Ja, det fungerade"

msgid "Yes, we use this one"
msgstr "Ja, det använder vi"

msgid "You agreed beforehand what to do if it does not work:"
msgstr "Ni kom överens i förväg om vad ni gör om det inte fungerar:"

msgid "You are here"
msgstr "Du är här"

#, python-format
msgid "You are looking at what was known on %(day)s: states, dates, verdicts and units as they were that day. Measures are as they are written today."
msgstr "Du ser siffrorna som de såg ut den %(day)s: lägen, datum, bedömningar och enheter från den dagen. Åtgärder är som de står i dag."

msgid "You are not employed in a unit that we know. Find the unit you want to look at."
msgstr "Du är inte anställd i en enhet som vi känner till. Hitta den enhet du vill titta på."

msgid "You can go on with something else: the PDF waits here for seven days."
msgstr "Du kan fortsätta med något annat. PDF:en väntar här i sju dagar."

msgid "You can no longer see this plan."
msgstr "Du kan inte längre se planen."

#, python-format
msgid "You can see what is kept about you, have errors put right and ask for deletion where the law allows it. Call %(support_name)s on <a href=\"tel:%(support_dial)s\">%(support_phone)s</a>, or write to the region's data protection officer. You can also complain to the Danish Data Protection Agency."
msgstr "Du kan se vad som finns sparat om dig, få fel rättade och be om radering där lagen tillåter det. Ring %(support_name)s på <a href=\"tel:%(support_dial)s\">%(support_phone)s</a> eller skriv till regionens dataskyddsombud. Du kan också klaga hos danska Datatilsynet."

msgid "You can undo it for seven days."
msgstr "Du kan ångra i sju dagar."

msgid "You follow the plan: you hear of new dates and of whether it helped, in your weekly mail."
msgstr "Du följer planen: du får veta nya datum och om det hjälpte i ditt veckomejl."

msgid "You get this mail because you are responsible for a measure in the plan."
msgstr "Du får detta mejl eftersom du ansvarar för en åtgärd i planen."

msgid "You get this mail because you are the next who is responsible for these plans."
msgstr "Du får detta mejl eftersom du är nästa ansvariga för handlingsplanerna."

msgid "You get this mail because you are to evaluate the effect of the plan."
msgstr "Du får detta mejl eftersom du ska följa upp planens effekt."

msgid "You get this mail because you own the plan or represent the colleagues of the unit."
msgstr "Du får det här mejlet för att du är ansvarig för planen eller är skyddsombud för kollegorna i enheten."

msgid "You get this mail because you own the plan."
msgstr "Du får detta mejl eftersom du är ansvarig för planen."

msgid "You get this mail because you take part in the plan."
msgstr "Du får detta mejl eftersom du är med i planen."

msgid "You get this overview once a week, when a plan waits for you or has news."
msgstr "Du får denna översikt en gång i veckan, när en plan väntar på dig eller har nyheter."

#, python-format
msgid "You have a measure in a plan: %(title)s"
msgstr "Du har en åtgärd i en plan: %(title)s"

msgid "You have begun a draft here. Go on with it?"
msgstr "Du har påbörjat ett utkast här. Vill du skriva vidare på det?"

msgid "You have got no mail yet. Go to the next day with the button at the bottom of the page, or see everybody's."
msgstr "Du har inte fått några mejl än. Gå till nästa dag med knappen längst ner på sidan, eller se allas."

msgid "You have no calendar address yet."
msgstr "Du har ingen kalenderadress ännu."

msgid "You have no employment today, so no group is yours. You can look up any unit's group."
msgstr "Du har ingen anställning i dag, så du har ingen grupp. Du kan slå upp vilken enhets grupp som helst."

msgid "You have no open plans. What wears on you at work? Begin with the thing that people talk about most."
msgstr "Ni har inga öppna planer. Vad sliter på er i vardagen? Börja med det som folk pratar mest om."

msgid "You have not changed several plans at once yet. Tick some in the list of plans."
msgstr "Du har inte ändrat flera planer samtidigt ännu. Bocka för några i listan över planer."

#, python-format
msgid "You have taken %(number)d thing over."
msgid_plural "You have taken %(number)d things over."
msgstr[0] "Du har tagit över %(number)d sak."
msgstr[1] "Du har tagit över %(number)d saker."

msgid "You have written many comments today. Go on tomorrow, or talk with your AMR."
msgstr "Du har skrivit många kommentarer i dag. Fortsätt i morgon, eller prata med ditt skyddsombud."

#, python-format
msgid "You look at the effect on %(date)s."
msgstr "Ni ser på effekten %(date)s."

#, python-format
msgid "You made an address on %(day)s. It is not shown again. Lost it, or shared it by mistake? Make a new one; the old one stops working."
msgstr "Du skapade en adress %(day)s. Den visas inte igen. Har du tappat bort den eller delat den av misstag? Skapa en ny, så slutar den gamla att fungera."

msgid "You make sure that it is carried out and that somebody looks at whether it worked."
msgstr "Du ser till att den genomförs och att någon ser på om det fungerade."

msgid "You may read this plan, but not change it."
msgstr "Du kan läsa planen men inte ändra den."

msgid "You may see this, but not change it"
msgstr "Du får se det här, men inte ändra det"

msgid "You no longer follow the plan."
msgstr "Du följer inte längre planen."

#, python-format
msgid "You now own a plan: %(title)s"
msgstr "Du är nu ansvarig för en plan: %(title)s"

msgid "You said"
msgstr "Ni sade"

msgid "You said – we did"
msgstr "Ni sa – vi gjorde"

msgid "You said – we did – did it help?"
msgstr "Ni sade – vi gjorde – hjälpte det?"

msgid "You said – we did. Did it help?"
msgstr "Ni sade – vi gjorde. Hjälpte det?"

#, python-format
msgid "You said – we did: %(unit)s"
msgstr "Ni sade – vi gjorde: %(unit)s"

msgid "You sign in as you do at work. Only the number of answers is shown, never who answered what."
msgstr "Du loggar in som du brukar på jobbet. Bara antalet svar visas, aldrig vem som svarade vad."

msgid "You will be asked again then."
msgstr "Då får du frågan igen."

msgid "You will soon be signed out"
msgstr "Du loggas snart ut"

msgid "Your PDF"
msgstr "Din PDF"

msgid "Your PDF is being made."
msgstr "Din PDF håller på att göras."

msgid "Your PDF is ready."
msgstr "Din PDF är klar."

msgid "Your address"
msgstr "Din adress"

msgid "Your answer is saved"
msgstr "Ditt svar är sparat"

msgid "Your civil registration number, encrypted. It is used to know that two employments belong to the same person, and is never shown."
msgstr "Ditt personnummer, krypterat. Det används för att veta att två anställningar hör till samma person och visas aldrig."

msgid "Your colleagues read it, so that they know why nothing more happens."
msgstr "Dina kollegor läser det, så att de vet varför inget mer händer."

msgid "Your evaluation is saved, and the plan is in progress again. Now change the measures."
msgstr "Din uppföljning är sparad och planen pågår igen. Ändra nu åtgärderna."

#, python-format
msgid "Your measure is due by %(date)s."
msgstr "Din åtgärd har frist %(date)s."

msgid "Your measure:"
msgstr "Din åtgärd:"

msgid "Your rights"
msgstr "Dina rättigheter"

msgid "Your text"
msgstr "Din text"

msgid "Your unit has no work-environment group"
msgstr "Din enhet har ingen skyddsgrupp"

#, python-format
msgid "Your week: %(number)d plan waits"
msgid_plural "Your week: %(number)d plans wait"
msgstr[0] "Din vecka: %(number)d plan väntar"
msgstr[1] "Din vecka: %(number)d planer väntar"

msgid "Your week: news of plans that concern you"
msgstr "Din vecka: nytt om planer som rör dig"

msgid "Yours now:"
msgstr "Din plan:"

#, python-format
msgid "Yours now: plans from %(names)s"
msgstr "Nu dina: handlingsplaner från %(names)s"

msgid "a change was undone"
msgstr "en ändring ångrades"

msgid "a line on the leader's monthly card"
msgstr "en rad på chefens månadskort"

msgid "a measure"
msgstr "en åtgärd"

msgid "absence or holiday"
msgstr "frånvaro eller semester"

msgid "accident risk"
msgstr "olycksrisk"

msgid "action plans"
msgstr "handlingsplaner"

msgid "acute"
msgstr "akut"

msgid "acute: needs action at once"
msgstr "akut: något måste göras genast"

msgid "adjust this plan and go on"
msgstr "justera planen och gå vidare"

msgid "after the end"
msgstr "efter avslut"

msgctxt "risk"
msgid "almost certain"
msgstr "nästan säkert"

#, python-format
msgid "and %(more)s more measure"
msgid_plural "and %(more)s more measures"
msgstr[0] "och %(more)s åtgärd till"
msgstr[1] "och %(more)s åtgärder till"

#, python-format
msgid "and %(others)s more unit"
msgid_plural "and %(others)s more units"
msgstr[0] "och %(others)s enhet till"
msgstr[1] "och %(others)s enheter till"

msgid "annual work-environment discussion"
msgstr "årlig genomgång av arbetsmiljöarbetet"

msgid "applied"
msgstr "inläst"

msgid "appointment"
msgstr "utnämning"

#, python-format
msgid "as known on %(day)s"
msgstr "som det såg ut den %(day)s"

#, python-format
msgid "as of %(day)s"
msgstr "per %(day)s"

msgid "ask for more time"
msgstr "be om mer tid"

msgid "asks about the effect"
msgstr "frågar om effekten"

msgid "assigned to you"
msgstr "tilldelad dig"

msgid "awaiting effect evaluation"
msgstr "väntar på uppföljning"

msgid "before"
msgstr "tidigare"

msgid "before:"
msgstr "före:"

#, python-format
msgid "before: %(before)s"
msgstr "tidigare: %(before)s"

msgid "being made"
msgstr "görs"

msgid "biological work environment"
msgstr "biologisk arbetsmiljö"

msgid "bring the organisation in"
msgstr "läsa in organisationen"

msgid "by the first date"
msgstr "på det första datumet"

msgid "by the link in a mail"
msgstr "via länken i ett mejl"

msgid "calendar entry"
msgstr "kalenderpost"

#, python-format
msgid "carried out %(day)s"
msgstr "genomförd %(day)s"

msgid "carries on from this plan"
msgstr "bygger vidare på den här planen"

msgid "chair"
msgstr "ordförande"

msgid "chair of a committee"
msgstr "ordförande i en samverkansgrupp"

msgid "change the work or its organisation"
msgstr "ändra arbetet eller dess organisering"

msgid "change themes, required fields and other settings"
msgstr "ändra teman, obligatoriska fält och andra inställningar"

msgid "changed"
msgstr "ändrad"

msgid "chemical work environment"
msgstr "kemisk arbetsmiljö"

msgid "choose the order of the plans"
msgstr "välja planernas ordning"

msgid "closed"
msgstr "avslutad"

#, python-format
msgid "closed %(day)s"
msgstr "avslutad %(day)s"

msgid "confidential"
msgstr "konfidentiell"

#, python-format
msgid "confidential plan %(number)s"
msgstr "konfidentiell plan %(number)s"

msgid "could not be made"
msgstr "kunde inte göras"

msgid "counted"
msgstr "medräknade"

msgid "days"
msgstr "dagar"

msgid "days ahead"
msgstr "dagar före"

msgid "dd-mm-yyyy"
msgstr "dd-mm-åååå"

msgid "deputy"
msgstr "ersättare"

msgid "deputy for a period"
msgstr "ställföreträdare under en period"

msgid "doing it another way"
msgstr "ett annat sätt att göra det"

#, python-format
msgid "done %(day)s"
msgstr "klar %(day)s"

msgid "done:"
msgstr "gjort:"

msgid "draft"
msgstr "utkast"

msgid "due"
msgstr "frist"

msgid "effect evaluation in a few days"
msgstr "uppföljning om några dagar"

msgid "effect evaluation overdue"
msgstr "uppföljning försenad"

msgid "employment"
msgstr "anställning"

msgid "end them as not carried out"
msgstr "avsluta dem som inte genomförda"

msgid "ergonomic work environment"
msgstr "ergonomisk arbetsmiljö"

msgid "evaluate the effect"
msgstr "följ upp effekten"

msgid "evaluated in the period"
msgstr "utvärderade under perioden"

msgid "evaluated in the period, without effect"
msgstr "utvärderade under perioden, utan effekt"

msgid "evaluated in time"
msgstr "uppföljda i tid"

msgid "evaluated in time with a named source"
msgstr "utvärderade i tid med källa"

msgid "evaluated in time without a named source"
msgstr "utvärderade i tid utan källa"

msgid "evaluated too late"
msgstr "uppföljda för sent"

msgid "evaluates the effect"
msgstr "följer upp effekten"

msgid "example"
msgstr "exempel"

msgid "expected closing date passed"
msgstr "förväntat slutdatum passerat"

#, python-format
msgid "first %(day)s, moved once"
msgid_plural "first %(day)s, moved %(times)s times"
msgstr[0] "först %(day)s, flyttat en gång"
msgstr[1] "först %(day)s, flyttat %(times)s gånger"

msgid "first date:"
msgstr "ursprungligt datum:"

msgid "follows the plan"
msgstr "följer planen"

msgid "for the time being"
msgstr "tillfälligt"

msgid "from"
msgstr "från"

#, python-format
msgid "from %(first)s to %(last)s"
msgstr "%(first)s till %(last)s"

msgid "give them another owner"
msgstr "ge dem en annan ansvarig"

msgid "given by hand"
msgstr "givet för hand"

msgid "guide"
msgstr "vägledning"

msgid "had their date in the period"
msgstr "hade sitt datum under perioden"

msgid "handling"
msgstr "hanterande"

msgid "heard"
msgstr "hört"

msgid "help each other with a plan that stands still"
msgstr "hjälp varandra med en plan som står still"

msgid "hidden: too few people"
msgstr "dolt: för få personer"

msgctxt "risk"
msgid "high"
msgstr "hög"

msgid "how it goes"
msgstr "hur det går"

msgid "how it shows"
msgstr "hur det visar sig"

msgid "in a meeting"
msgstr "på ett möte"

msgid "in progress"
msgstr "pågår"

msgid "informed"
msgstr "informerad"

msgid "initiatives and events to mind"
msgstr "initiativ och händelser att ta hänsyn till"

msgid "injury or near miss"
msgstr "olycka eller tillbud"

msgid "instruct or train"
msgstr "instruera eller utbilda"

msgid "involved"
msgstr "involverad"

msgid "is it carried out?"
msgstr "är den genomförd?"

msgid "is kept informed"
msgstr "hålls informerad"

msgid "it got more time for the second time"
msgstr "den fick mer tid för andra gången"

msgid "it has helped"
msgstr "det har hjälpt"

msgid "it has helped in part"
msgstr "det har hjälpt till viss del"

msgid "it has not helped"
msgstr "det har inte hjälpt"

msgid "it works in part"
msgstr "det fungerar delvis"

msgid "kind"
msgstr "slag"

msgid "labour inspectorate"
msgstr "Arbetsmiljöverket"

msgid "leads the unit or those below it"
msgstr "leder enheten eller dem under den"

msgctxt "risk"
msgid "likely"
msgstr "sannolikt"

msgid "local work-environment coordinator"
msgstr "lokal arbetsmiljösamordnare"

msgctxt "risk"
msgid "low"
msgstr "låg"

msgid "make a new plan that carries on"
msgstr "gör en ny plan som bygger vidare"

msgid "make reports for a level"
msgstr "göra rapporter för en nivå"

msgid "make them standing, looked at once a year"
msgstr "gör dem stående, gås igenom en gång om året"

msgid "make, change, evaluate and close plans"
msgstr "göra, ändra, följa upp och avsluta planer"

msgid "manager"
msgstr "chef"

msgid "measure due soon"
msgstr "åtgärd har snart frist"

msgid "measure overdue"
msgstr "åtgärd försenad"

msgid "measured"
msgstr "mätt"

msgctxt "risk"
msgid "medium"
msgstr "medel"

msgid "meeting"
msgstr "möte"

msgid "member"
msgstr "ledamot"

msgid "method, feedback, carrying on, and if it does not work"
msgstr "metod, återkoppling, fortsättning och om det inte fungerar"

msgid "missing"
msgstr "saknas"

msgctxt "risk"
msgid "moderate"
msgstr "måttlig"

msgid "monthly card for leaders"
msgstr "månadskort till chefer"

msgid "move the expected closing date"
msgstr "flytta det förväntade avslutet"

#, python-format
msgid "moved once"
msgid_plural "moved %(number)s times"
msgstr[0] "flyttat en gång"
msgstr[1] "flyttat %(number)s gånger"

msgid "my own impression"
msgstr "mitt eget intryck"

msgctxt "risk"
msgid "negligible"
msgstr "obetydlig"

msgid "never"
msgstr "aldrig"

msgid "no"
msgstr "nej"

msgid "no effect"
msgstr "ingen effekt"

msgid "no effect, or worse"
msgstr "ingen effekt eller sämre"

#, python-format
msgid "no later than %(day)s"
msgstr "senast %(day)s"

msgid "no longer employed here"
msgstr "är inte längre anställd här"

msgid "no mail address"
msgstr "ingen mejladress"

msgid "no, the problem is back"
msgstr "nej, problemet är tillbaka"

msgid "nobody in particular"
msgstr "ingen särskild"

msgid "none"
msgstr "ingen"

msgctxt "manager"
msgid "none"
msgstr "ingen"

msgid "not carried out"
msgstr "inte genomförd"

msgid "not changed"
msgstr "inte ändrad"

msgid "not done yet"
msgstr "inte gjord än"

msgid "not evaluated in time"
msgstr "inte uppföljda i tid"

msgid "not known"
msgstr "okänt"

msgid "not overdue"
msgstr "inte försenade"

msgid "not possible with the means there are"
msgstr "går inte med de medel som finns"

msgid "not reached"
msgstr "inte nått"

msgid "not reached yet"
msgstr "inte nådd ännu"

msgid "not sent yet: the mail server refused it, it is tried again"
msgstr "inte skickat ännu: mejlservern sa nej, nytt försök görs"

msgid "not sent: no longer needed"
msgstr "inte skickat: behövdes inte längre"

msgid "not sent: the receiver has no mail address"
msgstr "inte skickat: mottagaren har ingen mejladress"

msgid "notes, and who may read the plan"
msgstr "anteckningar och vem som får läsa planen"

msgid "nothing more"
msgstr "inget mer"

msgid "now:"
msgstr "nu:"

#, python-format
msgid "number %(place)s in its own unit"
msgstr "nummer %(place)s i egen enhet"

msgid "observation"
msgstr "iakttagelse"

msgid "of"
msgstr "av"

#, python-format
msgid "of %(of)s"
msgstr "av %(of)s"

msgid "offer of help"
msgstr "erbjudande om hjälp"

msgid "offer of help from the work-environment staff"
msgstr "erbjudande om hjälp från arbetsmiljökonsulterna"

#, python-format
msgid "on %(day)s at %(time)s."
msgstr "den %(day)s kl. %(time)s."

msgid "on the committee's list"
msgstr "på samverkansgruppens lista"

msgid "one plan"
msgstr "en handlingsplan"

msgid "only tried"
msgstr "bara provad"

msgid "open"
msgstr "öppna"

msgid "open this plan again"
msgstr "öppna den här planen igen"

msgid "ordinary"
msgstr "vanlig"

msgid "other"
msgstr "annat"

msgid "other role"
msgstr "annan roll"

msgid "overdue"
msgstr "försenad"

#, python-format
msgid "overdue since %(day)s"
msgstr "försenad sedan %(day)s"

msgid "own idea"
msgstr "egen idé"

msgid "owner"
msgstr "ansvarig"

msgid "owner and representative help each other"
msgstr "den ansvarige och skyddsombudet hjälper varandra"

msgid "owner of the plan"
msgstr "ansvarig för planen"

msgid "partly reached"
msgstr "delvis nått"

msgid "partly solved"
msgstr "delvis löst"

msgid "person"
msgstr "person"

msgid "physical work environment"
msgstr "fysisk arbetsmiljö"

#, python-format
msgid "plan-HP-%(number)s"
msgstr "handlingsplan-HP-%(number)s"

msgid "plans"
msgstr "handlingsplaner"

msgid "plans handed over to you"
msgstr "handlingsplaner överlämnade till dig"

msgctxt "risk"
msgid "possible"
msgstr "möjligt"

msgid "poster"
msgstr "affisch"

msgid "poster of a unit"
msgstr "affisch för en enhet"

msgid "preventive"
msgstr "förebyggande"

msgid "prioritised down for now"
msgstr "nedprioriterat tills vidare"

msgid "psychosocial work environment"
msgstr "psykosocial arbetsmiljö"

msgid "published in the period"
msgstr "publicerade under perioden"

msgid "published in the period and carried out"
msgstr "publicerade under perioden och genomförda"

msgid "published in the period and closed"
msgstr "publicerade under perioden och avslutade"

msgid "published in the period and evaluated"
msgstr "publicerade under perioden och utvärderade"

msgid "published in the period and not carried out"
msgstr "publicerade under perioden och inte genomförda"

msgid "published in the period, and it worked"
msgstr "publicerade under perioden, och det fungerade"

msgid "reached"
msgstr "nått"

msgid "ready"
msgstr "klar"

msgid "receipt for an answer by mail"
msgstr "kvitto på svar via mejl"

msgid "refused because of problems"
msgstr "avvisad på grund av fel"

msgid "remove the cause"
msgstr "ta bort orsaken"

msgid "remove the filter"
msgstr "ta bort filtret"

msgid "reorganisation"
msgstr "omorganisation"

msgid "report"
msgstr "rapport"

msgid "report for a level"
msgstr "rapport för en nivå"

msgid "represents the colleagues of the unit"
msgstr "är skyddsombud för kollegorna i enheten"

msgid "responsible"
msgstr "ansvarig"

msgid "responsible for a measure"
msgstr "ansvarig för en åtgärd"

msgid "risk assessment"
msgstr "riskbedömning"

msgid "safety round"
msgstr "skyddsrond"

msgid "say that the measures are carried out"
msgstr "säg att åtgärderna är genomförda"

msgid "seat"
msgstr "plats"

msgid "see drafts and confidential plans"
msgstr "se utkast och konfidentiella planer"

msgid "see the state of mail and background work"
msgstr "se läget för mejl och bakgrundsarbete"

msgid "see where help is needed, and offer it"
msgstr "se var det behövs hjälp och erbjuda den"

msgid "seen"
msgstr "sett"

msgid "self-audit"
msgstr "egenkontroll"

msgctxt "risk"
msgid "serious"
msgstr "allvarlig"

msgid "shield or use aids"
msgstr "skärma av eller använd hjälpmedel"

msgid "shop steward"
msgstr "facklig förtroendeman"

#, python-format
msgid "should have been done by %(day)s"
msgstr "skulle ha varit klar senast %(day)s"

msgid "sickness absence"
msgstr "sjukfrånvaro"

msgid "signed in"
msgstr "inloggad"

#, python-format
msgid "since %(day)s"
msgstr "sedan %(day)s"

msgctxt "risk"
msgid "slight"
msgstr "lindrig"

msgid "solved"
msgstr "löst"

msgid "solved in another way"
msgstr "löst på annat sätt"

msgid "solved or partly solved"
msgstr "löst eller delvis löst"

msgid "somebody asked for it"
msgstr "någon bad om det"

msgid "soon: within three months"
msgstr "snart: inom tre månader"

msgid "standing"
msgstr "stående"

msgid "standing, reviewed yearly"
msgstr "stående, gås igenom varje år"

msgid "step of the prevention ladder"
msgstr "steg på förebyggandetrappan"

msgid "stopped: too large a change without a yes"
msgstr "stoppad: för stor ändring utan ett ja"

msgid "stops nothing"
msgstr "stoppar inget"

msgid "support the individual"
msgstr "stöd den enskilda"

msgid "system administrator"
msgstr "systemadministratör"

msgid "system client"
msgstr "systemklient"

msgid "taken up in another plan"
msgstr "upptaget i en annan plan"

msgid "takes part in the plan"
msgstr "är med i planen"

#, python-format
msgid "the comment by %(person)s"
msgstr "kommentaren från %(person)s"

msgid "the evaluation of the effect"
msgstr "effektutvärderingen"

msgid "the nightly run"
msgstr "nattens inläsning"

#, python-format
msgid "the oldest since %(since)s"
msgstr "det äldsta sedan %(since)s"

msgid "the period just before"
msgstr "perioden närmast före"

msgid "the plan"
msgstr "planen"

msgid "the plan was adjusted because it did not help"
msgstr "planen justerades eftersom den inte hjälpte"

msgid "the plan was opened again"
msgstr "planen öppnades igen"

msgid "the problem is no longer there"
msgstr "problemet finns inte längre"

msgid "the same APV question, asked again"
msgstr "samma APV-fråga, ställd igen"

msgid "the same days a year before"
msgstr "samma dagar ett år tidigare"

msgid "the staff meeting"
msgstr "arbetsplatsträffen"

msgid "the unit has another manager"
msgstr "enheten har fått en annan chef"

#, python-format
msgid "then “%(name)s”"
msgstr "därefter ”%(name)s”"

msgid "there"
msgstr "finns"

msgid "this period"
msgstr "denna period"

msgid "this plan carries on from it"
msgstr "den här planen bygger vidare på den"

msgid "this unit"
msgstr "denna enhet"

msgid "this unit and all below"
msgstr "denna enhet och allt under den"

msgid "time to evaluate the effect"
msgstr "dags att följa upp effekten"

msgid "to"
msgstr "till"

msgid "to the start page"
msgstr "till startsidan"

msgid "too early to tell"
msgstr "för tidigt att säga"

msgid "too early to tell the effect"
msgstr "för tidigt att bedöma effekten"

msgid "tool"
msgstr "verktyg"

msgid "training and instruction"
msgstr "utbildning och instruktion"

msgid "undone"
msgstr "ångrad"

msgid "undone, does not count"
msgstr "ångrad, räknas inte"

msgctxt "risk"
msgid "unlikely"
msgstr "osannolikt"

#, python-format
msgid "until %(date)s"
msgstr "till %(date)s"

msgctxt "risk"
msgid "very high"
msgstr "mycket hög"

msgctxt "risk"
msgid "very serious"
msgstr "mycket allvarlig"

msgctxt "risk"
msgid "very unlikely"
msgstr "mycket osannolikt"

msgid "vice-chair"
msgstr "vice ordförande"

msgid "waiting for building work or a purchase"
msgstr "väntar på byggnation eller inköp"

msgid "waiting for effect evaluation"
msgstr "väntar på effektutvärdering"

msgid "waiting for its turn"
msgstr "väntar på sin tur"

msgid "waits to be sent"
msgstr "väntar på att skickas"

#, python-format
msgid "was carried out %(day)s"
msgstr "genomfördes %(day)s"

msgid "we asked the staff"
msgstr "vi frågade medarbetarna"

msgid "we counted or measured"
msgstr "vi räknade eller mätte"

msgid "we decided not to do it"
msgstr "vi valde att avstå"

msgid "we looked, at a safety round"
msgstr "vi tittade efter på en skyddsrond"

msgid "weekly overview"
msgstr "veckans översikt"

msgid "well-being survey"
msgstr "medarbetarenkät"

msgid "where it comes from, theme, kind, seriousness, extent, causes"
msgstr "källa, tema, art, allvar, omfattning och orsaker"

msgid "whether it has become better"
msgstr "om det har blivit bättre"

msgid "whether the lift is used for every transfer, and what gets in the way"
msgstr "om lyften används vid varje förflyttning, och vad som kommer i vägen"

msgid "who is informed, involved and equipped"
msgstr "vilka som informeras, involveras och rustas"

msgid "within 14 days of the first date"
msgstr "inom 14 dagar efter första datumet"

msgid "without them"
msgstr "utan dem"

msgid "without those below"
msgstr "utan dem under"

msgid "work-environment consultant"
msgstr "arbetsmiljökonsult"

msgid "work-environment leader"
msgstr "arbetsmiljöchef"

msgid "work-environment representative"
msgstr "skyddsombud"

msgid "work-environment representative (AMR)"
msgstr "skyddsombud"

msgid "worse"
msgstr "sämre"

msgid "yearly review due"
msgstr "årlig översyn"

msgid "yes"
msgstr "ja"

msgid "yes, it still works"
msgstr "ja, det fungerar fortfarande"

#, python-format
msgid "your answer counts as %(person)s"
msgstr "ditt svar ges som %(person)s"

#, python-brace-format
msgid "{number} plans chosen"
msgstr "{number} planer valda"

#, python-format
msgid "“%(column)s” is empty."
msgstr "”%(column)s” är tomt."

#, python-format
msgid "“%(column)s” is longer than %(limit)s characters."
msgstr "”%(column)s” är längre än %(limit)s tecken."

#, python-format
msgid "“%(column)s” is “%(value)s”, which is not a UUID."
msgstr "”%(column)s” är ”%(value)s”, och det är ingen UUID."

#, python-format
msgid "“%(column)s” is “%(value)s”, which is not a date (YYYY-MM-DD)."
msgstr "”%(column)s” är ”%(value)s”, och det är inget datum (ÅÅÅÅ-MM-DD)."

#, python-format
msgid "“%(later)s” must not be before “%(earlier)s” (%(date)s)."
msgstr "”%(later)s” får inte ligga före ”%(earlier)s” (%(date)s)."

#, python-format
msgid "“%(name)s” closes."
msgstr "”%(name)s” stängs."

#, python-format
msgid "“%(name)s” is new under “%(to)s”."
msgstr "”%(name)s” är ny under ”%(to)s”."

#, python-format
msgid "“%(name)s” is new, at the top."
msgstr "”%(name)s” är ny, överst."

#, python-format
msgid "“%(name)s” moves from “%(was)s” to “%(to)s”."
msgstr "”%(name)s” flyttar från ”%(was)s” till ”%(to)s”."

#, python-format
msgid "“%(title)s” in %(unit)s. %(why)s What would help the plan on: time, money, a decision, or to let it go?"
msgstr "”%(title)s” i %(unit)s. %(why)s Vad kan hjälpa planen vidare: tid, pengar, ett beslut, eller att släppa den?"

#, python-format
msgid "“%(value)s” was converted to UTF-8 twice. Export it from the source again."
msgstr "”%(value)s” har gjorts om till UTF-8 två gånger. Exportera från källan igen."

#, python-format
msgid "“%(was)s” is now called “%(name)s”."
msgstr "”%(was)s” heter nu ”%(name)s”."

msgid "“No” is a good answer too: then you choose what happens next."
msgstr "”Nej” är också ett bra svar: då väljer ni vad som händer sedan."

msgid "… of these with a named source"
msgstr "… varav med källa"

msgid "… of these without a named source"
msgstr "… varav utan källa"
