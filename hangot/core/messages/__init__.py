"""What may be sent to somebody, by which way, in which words: the pure part of `hangot.messages`."""
