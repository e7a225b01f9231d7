"""Documents of a case: type checked by content, stored sealed, handed out only as downloads."""
