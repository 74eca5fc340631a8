"""Working environment (arbejdssted), three digits: what kind of place it was."""

ROWS = (
    ("000", "Not known", "Ikke oplyst", "Ej uppgivet"),
    ("010", "Industry, workshop, store", "Industri, værksted, lager", "Industri, verkstad, lager"),
    ("020", "Building site", "Byggeplads", "Byggarbetsplats"),
    ("030", "Farm, garden, forest", "Landbrug, gartneri, skov", "Lantbruk, trädgård, skog"),
    ("040", "Office, school, shop, canteen", "Kontor, skole, butik, kantine", "Kontor, skola, butik, matsal"),
    ("050", "Health care", "Sundhedsvæsen", "Vård och omsorg"),
    ("051", "Hospital or nursing home", "Hospital eller plejehjem", "Sjukhus eller vårdboende"),
    ("059", "Another place of health care", "Andet sted i sundhedsvæsenet", "Annan vårdinrättning"),
    ("060", "Public place, street, transport", "Offentligt sted, gade, transport", "Offentlig plats, gata, transport"),
    ("070", "Home", "Hjem", "Hem"),
    ("080", "Sports place", "Idrætsanlæg", "Idrottsanläggning"),
    ("090", "In the air or high up", "I luften eller i højden", "I luften eller på hög höjd"),
    ("100", "Under ground", "Under jorden", "Under jord"),
    ("110", "On or at water", "På eller ved vand", "På eller vid vatten"),
    ("120", "Under pressure", "Under overtryk", "Under övertryck"),
    ("999", "Another place", "Et andet sted", "Annan plats"),
)
