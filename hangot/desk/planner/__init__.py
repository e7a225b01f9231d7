"""Times: one visit instead of five, the appointments of a person, the week of a post, the rooms."""
