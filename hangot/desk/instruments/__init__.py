"""Forms on a case: what was filled in, filling in page by page, the result, alarms, paper."""
