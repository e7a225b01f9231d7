"""Going with the person: accompaniment to police, prosecution, court, hospital."""
